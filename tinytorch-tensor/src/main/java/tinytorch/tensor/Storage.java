package tinytorch.tensor;

/**
 * The numbers behind one or more tensors. Every view of a tensor shares its storage, so a write through one is seen by
 * all. The version counts such writes: it is how a later module notices that a value it saved has been changed.
 */
final class Storage {
    final float[] data;
    private int version;

    Storage(float[] data) {
        this.data = data;
    }

    int version() {
        return version;
    }

    void changed() {
        version++;
    }
}
