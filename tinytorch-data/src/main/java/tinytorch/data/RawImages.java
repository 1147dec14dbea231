package tinytorch.data;

/** Pictures as their file has them: a byte a pixel and channel, and the number of the class. Several threads may read at once. */
public interface RawImages {

    /** How many there are. */
    int size();

    /** The class of a picture. */
    int label(int index);

    /** Copies the bytes of a picture to {@code out}, from its start: channel after channel, row after row. */
    void pixels(int index, byte[] out);
}
