package tinytorch.data;

/** Examples that can be asked for by their place, as {@code torch.utils.data.Dataset}. */
public interface Dataset {

    /** How many there are. */
    int size();

    /**
     * The example at a place.
     *
     * @param index from 0 to {@link #size} - 1
     * @throws IndexOutOfBoundsException if it is outside
     */
    Example get(int index);
}
