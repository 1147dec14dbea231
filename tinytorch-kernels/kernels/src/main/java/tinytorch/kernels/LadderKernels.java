package tinytorch.kernels;

import tinytorch.kernels.ladder.PackedProduct;
import tinytorch.kernels.ladder.Strided;
import tinytorch.kernels.ladder.StridedProduct;
import tinytorch.kernels.ladder.ThreadedProduct;
import tinytorch.tensor.Buffer;
import tinytorch.tensor.IndexedMatrix;

/**
 * The vector kernels with the last rung of the ladder as their matrix product: what a learner's networks run on once module 15 is done. All that
 * an MLP, a CNN and a GPT multiply goes through {@link ThreadedProduct}; the rest through the loops of {@link VectorKernels}.
 */
public final class LadderKernels extends VectorKernels {
    /** With fewer rows than a tile has, most of it would be padding. Some more are few where the matrix is large: {@link RowProduct}. */
    private static final int FEW = 4;

    private static final ThreadLocal<Buffer> WRITTEN = ThreadLocal.withInitial(Buffer::new);

    private final StridedProduct product = new ThreadedProduct(new PackedProduct(), threads(), this::parallel);

    @Override
    public String name() {
        return "ladder";
    }

    @Override
    public void matmul(int m, int n, int k, float[] a, int aAt, int aRow, int aColumn, float[] b, int bAt, int bRow, int bColumn,
            float[] out, int outAt, int outRow) {
        if (m < FEW || RowProduct.fits(m, k, aColumn, bRow, bColumn)) {
            super.matmul(m, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, out, outAt, outRow);
        } else {
            product.multiply(m, n, k, new Strided(a, aAt, aRow, aColumn), new Strided(b, bAt, bRow, bColumn), out, outAt, outRow);
        }
    }

    @Override
    public void matmul(int m, float[] a, int aAt, int aRow, IndexedMatrix b, float[] out, int outAt, int outRow) {
        int n = b.columns().length;
        matmul(m, n, b.rows().length, a, aAt, aRow, 1, written(b), 0, n, 1, out, outAt, outRow);
    }

    @Override
    public void matmul(IndexedMatrix a, int n, float[] b, int bAt, int bRow, int bColumn, float[] out, int outAt, int outRow) {
        int k = a.columns().length;
        matmul(a.rows().length, n, k, written(a), 0, k, 1, b, bAt, bRow, bColumn, out, outAt, outRow);
    }

    /** The ladder's packing knows steps, but no lists of places: so they are looked up first, in an array that the thread keeps. */
    private static float[] written(IndexedMatrix matrix) {
        float[] numbers = WRITTEN.get().of(matrix.rows().length * matrix.columns().length);
        matrix.copyTo(numbers, 0);
        return numbers;
    }
}
