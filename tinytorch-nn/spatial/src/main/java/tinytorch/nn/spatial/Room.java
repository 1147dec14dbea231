package tinytorch.nn.spatial;

import tinytorch.tensor.Buffer;

/** Arrays that each thread keeps for the images that it works on: whoever has just used one still has it in its cache. */
final class Room {
    private static final ThreadLocal<Buffer> IMAGE = ThreadLocal.withInitial(Buffer::new);
    private static final ThreadLocal<Buffer> MATRIX = ThreadLocal.withInitial(Buffer::new);

    private Room() {
    }

    /** For at least so many numbers of a padded image, until the thread asks again. What is in it is left over. */
    static float[] image(int size) {
        return IMAGE.get().of(size);
    }

    /** The same for a matrix. */
    static float[] matrix(int size) {
        return MATRIX.get().of(size);
    }
}
