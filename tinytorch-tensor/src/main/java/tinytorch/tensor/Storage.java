package tinytorch.tensor;

/**
 * The numbers behind one or more tensors. Every view of a tensor shares its storage, so a write through one is seen by
 * all. The version counts such writes: it is how a later module notices that a value it saved has been changed.
 */
final class Storage {
    private float[] data;
    /** Where the array came from; {@code null} if it is simply new. */
    private final MemoryPool pool;
    private int version;

    Storage(float[] data) {
        this(data, null);
    }

    Storage(float[] data, MemoryPool pool) {
        this.data = data;
        this.pool = pool;
    }

    float[] data() {
        if (data == null) {
            throw new IllegalStateException("Tensor: these numbers are gone. Backward has come past this result, or zeroGrad past this gradient, and "
                    + "in a training such memory is used again at once (MemoryPool). copy() before what is needed afterwards.");
        }
        return data;
    }

    /** Whether this is the same array. What was given back is no array at all. */
    boolean isSameAs(Storage other) {
        return this == other || data != null && data == other.data;
    }

    int version() {
        return version;
    }

    void changed() {
        version++;
    }

    boolean recyclable() {
        return data != null && pool != null && pool.inUse();
    }

    /** Gives the array back, if it came from the pool in use. */
    void recycle() {
        if (recyclable()) {
            pool.takeBack(data);
            data = null;
        }
    }
}
