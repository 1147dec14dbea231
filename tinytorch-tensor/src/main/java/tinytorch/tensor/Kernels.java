package tinytorch.tensor;

import java.util.List;

/**
 * The loops under every operation, on plain arrays. Operand {@code x} is read at {@code x[xAt + i * xStep]}. Nothing is
 * checked here: the operations above have checked shapes and bounds once, so that the loops hold arithmetic alone. An
 * output may be one of the inputs if it has the same offset and step; otherwise they don't overlap.
 *
 * <p>Module 02 writes {@link ScalarKernels}, plain loops; module 15 writes vectorised, multi-threaded ones. Which are
 * used is decided when the first operation runs: see {@link KernelChoice}.
 */
public interface Kernels {

    /** The kernels in use. */
    static Kernels active() {
        return KernelChoice.active();
    }

    /**
     * Switches to the kernels of this name, for all operations that begin from now on, on all threads: to measure one against the other.
     *
     * @throws IllegalArgumentException if there are none
     */
    static void use(String name) {
        KernelChoice.use(name);
    }

    /** A short name, such as {@code scalar}, for reports and for the system property {@code tinytorch.kernels}. */
    String name();

    /** How many threads share a {@link #parallel} loop. */
    default int threads() {
        return 1;
    }

    /** {@code out[i] = x[i]} for i from 0 to n - 1. */
    void copy(int n, float[] x, int xAt, int xStep, float[] out, int outAt, int outStep);

    /** {@code out[i] = op(x[i])} for i from 0 to n - 1. */
    void unary(UnaryOp op, int n, float[] x, int xAt, int xStep, float[] out, int outAt, int outStep);

    /** {@code out[i] = op(a[i], b[i])} for i from 0 to n - 1. */
    void binary(BinaryOp op, int n, float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int outStep);

    /** {@code out[i] = a[i] op b[i] ? 1 : 0} for i from 0 to n - 1. */
    void compare(Comparison op, int n, float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int outStep);

    /** {@code out[i] = condition[i] != 0 ? a[i] : b[i]} for i from 0 to n - 1. */
    void where(int n, float[] condition, int cAt, int cStep, float[] a, int aAt, int aStep, float[] b, int bAt, int bStep,
            float[] out, int outAt, int outStep);

    /**
     * Combines every {@code x[i]} into {@code out[i]}: {@code out[i] = out[i] + x[i]}, or the larger or the smaller of the two.
     * With {@code outStep} 0 all of them go into one place. Results are gathered in {@code double}: small terms
     * vanish beside a large {@code float} sum, and a million times 0.1 would give 100,958.
     */
    void reduce(Reduce.Kind kind, int n, float[] x, int xAt, int xStep, double[] out, int outAt, int outStep);

    /**
     * The matrix product {@code out = a b} of an (m, k) and a (k, n) matrix, {@code out[i, j] = sum_p a[i, p] * b[p, j]}.
     * Every operand may be a transposed view: {@code a[i, p]} is at {@code aAt + i * aRow + p * aColumn}. The rows of
     * {@code out} are contiguous, {@code outRow} apart; what it held before is overwritten.
     */
    void matmul(int m, int n, int k, float[] a, int aAt, int aRow, int aColumn, float[] b, int bAt, int bRow, int bColumn,
            float[] out, int outAt, int outRow);

    /**
     * Products of many pairs of matrices of the same size: pair i begins at {@code aAt[i]} and {@code bAt[i]}, and its product is written to
     * {@code out} from {@code i * m * n} on, without gaps.
     */
    default void matmul(int m, int n, int k, float[] a, int[] aAt, int aRow, int aColumn, float[] b, int[] bAt, int bRow, int bColumn, float[] out) {
        for (int i = 0; i < aAt.length; i++) {
            matmul(m, n, k, a, aAt[i], aRow, aColumn, b, bAt[i], bRow, bColumn, out, i * m * n, n);
        }
    }

    /**
     * The product of an (m, k) matrix with contiguous rows and an {@link IndexedMatrix}. Here that is written out first, at the price of its memory;
     * faster kernels look its numbers up where they would copy them anyway.
     */
    default void matmul(int m, float[] a, int aAt, int aRow, IndexedMatrix b, float[] out, int outAt, int outRow) {
        int k = b.rows().length;
        int n = b.columns().length;
        float[] matrix = new float[k * n];
        b.copyTo(matrix, 0);
        matmul(m, n, k, a, aAt, aRow, 1, matrix, 0, n, 1, out, outAt, outRow);
    }

    /** As {@link #matmul(int, float[], int, int, IndexedMatrix, float[], int, int)} with the indexed matrix on the left, and any (k, n) matrix on the right. */
    default void matmul(IndexedMatrix a, int n, float[] b, int bAt, int bRow, int bColumn, float[] out, int outAt, int outRow) {
        int m = a.rows().length;
        int k = a.columns().length;
        float[] matrix = new float[m * k];
        a.copyTo(matrix, 0);
        matmul(m, n, k, matrix, 0, k, 1, b, bAt, bRow, bColumn, out, outAt, outRow);
    }

    /** {@link IndexedMatrix#add}: adds to every element of {@code to} the number of the same row and column of a matrix in row-major order. */
    default void add(IndexedMatrix to, float[] matrix, int matrixAt) {
        to.add(matrix, matrixAt);
    }

    /**
     * The inner product {@code sum_i a[i] * b[i]}, gathered in {@code double}: the product of two {@code float}s is exact there, so
     * that even a variance computed as mean of squares minus square of mean keeps its digits.
     */
    default double dot(int n, float[] a, int aAt, int aStep, float[] b, int bAt, int bStep) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += (double) a[aAt + i * aStep] * b[bAt + i * bStep];
        }
        return sum;
    }

    /**
     * Two sums in one pass: adds {@code sum_i a[i]} to {@code sums[at]} and {@code sum_i a[i] * b[i]} to {@code sums[at + 1]}, both gathered in
     * {@code double}. With b = a they give mean and variance.
     */
    default void sums(int n, float[] a, int aAt, float[] b, int bAt, double[] sums, int at) {
        double sum = 0;
        double product = 0;
        for (int i = 0; i < n; i++) {
            sum += a[aAt + i];
            product += (double) a[aAt + i] * b[bAt + i];
        }
        sums[at] += sum;
        sums[at + 1] += product;
    }

    /** {@code out[i] = factor * a[i] + b[i]} for i from 0 to n - 1; with {@code bStep} 0 the same number is added to each. */
    default void multiplyAdd(int n, float factor, float[] a, int aAt, float[] b, int bAt, int bStep, float[] out, int outAt) {
        for (int i = 0; i < n; i++) {
            out[outAt + i] = factor * a[aAt + i] + b[bAt + i * bStep];
        }
    }

    /**
     * Calls {@code body} for ranges that together are {@code 0 .. n - 1}, each index once, and returns when all are done. Faster
     * kernels run the ranges at the same time, so two ranges must not write to the same place. How n is split depends on n
     * alone, so that the same run gives the same bits whatever the number of threads.
     */
    default void parallel(int n, Range body) {
        if (n > 0) {
            body.run(0, n);
        }
    }

    /**
     * An operation as a whole, with tracking off: {@link Tensor#apply} asks here. Left to the operation, it runs step by step on the loops above. As it is a value that
     * tells what it computes, faster kernels may know it and do all of it in one sweep, so that what is between the steps never leaves the cache; the numbers are
     * the same but for rounding. The part of PyTorch that finds such a kernel is its dispatcher.
     */
    default Tensor forward(Op op, List<Tensor> inputs) {
        return op.forward(inputs);
    }

    /** The gradient rule of an operation as a whole: {@link DiffOp#backward}, or a faster way to the same numbers. */
    default List<Tensor> backward(DiffOp op, Tensor gradOutput, Tensor output, List<Tensor> inputs) {
        return op.backward(gradOutput, output, inputs);
    }

    /** Part of a loop: the indices from {@code from} to {@code to - 1}. */
    @FunctionalInterface
    interface Range {
        void run(int from, int to);
    }
}
