package tinytorch.kernels.ladder;

/** The packed parts of both matrices: arrays that each thread has for itself and keeps, so that a product allocates nothing. */
final class Buffers {
    private static final ThreadLocal<Buffers> OF_THREAD = ThreadLocal.withInitial(Buffers::new);

    /** Strips of the right matrix. */
    final float[] right = new float[PackedProduct.DEPTH * PackedProduct.COLUMNS];
    /** Strips of the left one, transposed. */
    final float[] left = new float[PackedProduct.DEPTH * PackedProduct.ROWS];
    /** A tile that reaches beyond the result. */
    final float[] aside = new float[MicroKernel.ROWS * MicroKernel.WIDTH];

    private Buffers() {
    }

    static Buffers ofThread() {
        return OF_THREAD.get();
    }
}
