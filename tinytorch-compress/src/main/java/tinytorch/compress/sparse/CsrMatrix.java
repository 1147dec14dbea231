package tinytorch.compress.sparse;

import java.util.Arrays;

import tinytorch.tensor.Kernels;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;

/**
 * A matrix that is mostly zeros, in compressed sparse rows: {@code torch.sparse_csr_tensor}, {@code scipy.sparse.csr_matrix}. Only what is not 0 is stored, row after row, each number with its
 * column.
 *
 * <pre>
 *                            rowStart   0  2  2  3        row i is at the places rowStart[i] to rowStart[i + 1] - 1
 * [ 5  0  0  6 ]             column     0  3  1
 * [ 0  0  0  0 ]     =       value      5  6  7
 * [ 0  7  0  0 ]
 * </pre>
 *
 * <p>A number takes 8 bytes with its column instead of 4: from half zeros on there is something to save, and nothing before.
 */
public final class CsrMatrix {
    private final int rows;
    private final int columns;
    final int[] rowStart;
    final int[] column;
    final float[] value;

    /** The three arrays as they are. */
    CsrMatrix(int rows, int columns, int[] rowStart, int[] column, float[] value) {
        this.rows = rows;
        this.columns = columns;
        this.rowStart = rowStart;
        this.column = column;
        this.value = value;
    }

    /**
     * The numbers of a matrix that are not 0, by rows, and in each by columns. Both 0 and -0 are 0; NaN is not.
     *
     * <p>Count first, so that the arrays have the right length. {@link Tensor#toArray} gives the numbers row after row, for any view.
     *
     * @throws ShapeException if it is no matrix
     */
    public static CsrMatrix of(Tensor dense) {
        if (dense.rank() != 2) {
            throw new ShapeException("CsrMatrix.of: a matrix has two axes, got " + dense.shape() + ". Reshape kernels (out, in, kh, kw) to (out, in * kh * kw).");
        }
        int rows = dense.dim(0);
        int columns = dense.dim(1);
        // tito:begin compress.csr
        float[] numbers = dense.toArray();
        int stored = 0;
        for (float number : numbers) {
            stored += number != 0 ? 1 : 0;
        }
        int[] rowStart = new int[rows + 1];
        int[] column = new int[stored];
        float[] value = new float[stored];
        int at = 0;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                float number = numbers[i * columns + j];
                if (number != 0) {
                    column[at] = j;
                    value[at++] = number;
                }
            }
            rowStart[i + 1] = at;
        }
        return new CsrMatrix(rows, columns, rowStart, column, value);
        // tito:end
    }

    /** The matrix with its zeros, (rows, columns): every stored number in its place. */
    public Tensor toDense() {
        // tito:begin compress.csr
        float[] numbers = new float[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int p = rowStart[i]; p < rowStart[i + 1]; p++) {
                numbers[i * columns + column[p]] = value[p];
            }
        }
        return Tensor.wrap(numbers, rows, columns);
        // tito:end
    }

    /**
     * The product with a matrix (columns, n) that is not sparse, (rows, n), on all threads: rows of the result don't depend on each other.
     *
     * @throws ShapeException if the matrix has another number of rows than this one has columns
     */
    public Tensor matmul(Tensor dense) {
        return matmul(dense, SparseLoop.best());
    }

    /** As {@link #matmul(Tensor)}, with this loop: to measure one against the other. */
    public Tensor matmul(Tensor dense, SparseLoop loop) {
        if (dense.rank() != 2 || dense.dim(0) != columns) {
            throw new ShapeException("CsrMatrix.matmul: a sparse (" + rows + ", " + columns + ") needs a matrix (" + columns + ", n), got " + dense.shape()
                    + ". A batch of rows has to be transposed first.");
        }
        Tensor right = dense.contiguous();
        int n = dense.dim(1);
        float[] out = new float[rows * n];
        Kernels.active().parallel(rows, (from, to) -> loop.run(this, from, to, right.data(), right.offset(), n, out));
        return Tensor.wrap(out, rows, n);
    }

    /** How many rows there are. */
    public int rows() {
        return rows;
    }

    /** How many columns. */
    public int columns() {
        return columns;
    }

    /** How many numbers are stored. */
    public int stored() {
        return value.length;
    }

    /** The part that is not stored, from 0 to 1. */
    public double sparsity() {
        return 1 - (double) stored() / ((long) rows * columns);
    }

    /** Bytes of memory: a float and an int for each stored number, an int for each row and one more. */
    public long bytes() {
        return 8L * stored() + 4L * rowStart.length;
    }

    @Override
    public String toString() {
        return "CsrMatrix(" + rows + ", " + columns + ", rowStart " + Arrays.toString(rowStart) + ", column " + Arrays.toString(column) + ", value " + Arrays.toString(value) + ")";
    }
}
