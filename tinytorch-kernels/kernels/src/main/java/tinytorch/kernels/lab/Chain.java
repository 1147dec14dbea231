package tinytorch.kernels.lab;

import tinytorch.tensor.BinaryOp;
import tinytorch.tensor.Kernels;
import tinytorch.tensor.Reduce;
import tinytorch.tensor.UnaryOp;

/**
 * Some rows of n numbers, and operations on them one after the other, as a framework without fusion runs them: each is a sweep over memory. It counts the bytes of every array that a sweep
 * reads or writes; rows and columns that stay in the cache are not counted.
 */
final class Chain {
    private final int from;
    private final int to;
    private final int n;
    private final float[] one = new float[1];
    private long bytes;

    /** For the rows {@code from} to {@code to - 1}. */
    Chain(int from, int to, int n) {
        this.from = from;
        this.to = to;
        this.n = n;
    }

    /** The first row. */
    int from() {
        return from;
    }

    /** The row behind the last. */
    int to() {
        return to;
    }

    /** What has gone through memory so far. */
    long bytes() {
        return bytes;
    }

    private void count(int arrays) {
        bytes += (long) arrays * (to - from) * n * Float.BYTES;
    }

    /** {@code out = op(x)} */
    void unary(UnaryOp op, float[] x, float[] out) {
        Kernels.active().unary(op, (to - from) * n, x, from * n, 1, out, from * n, 1);
        count(2);
    }

    /** {@code out = op(a, b)} */
    void binary(BinaryOp op, float[] a, float[] b, float[] out) {
        Kernels.active().binary(op, (to - from) * n, a, from * n, 1, b, from * n, 1, out, from * n, 1);
        count(a == b ? 2 : 3);
    }

    /** {@code out = op(a, number)} */
    void binary(BinaryOp op, float[] a, double number, float[] out) {
        one[0] = (float) number;
        Kernels.active().binary(op, (to - from) * n, a, from * n, 1, one, 0, 0, out, from * n, 1);
        count(2);
    }

    /** {@code out[r, j] = op(a[r, j], row[j])} */
    void withRow(BinaryOp op, float[] a, float[] row, float[] out) {
        for (int r = from; r < to; r++) {
            Kernels.active().binary(op, n, a, r * n, 1, row, 0, 1, out, r * n, 1);
        }
        count(2);
    }

    /** {@code out[r, j] = op(a[r, j], column[r])} */
    void withColumn(BinaryOp op, float[] a, float[] column, float[] out) {
        for (int r = from; r < to; r++) {
            Kernels.active().binary(op, n, a, r * n, 1, column, r, 0, out, r * n, 1);
        }
        count(2);
    }

    /** {@code column[r]} becomes the sum or the largest of row r, times {@code factor}. */
    void reduce(Reduce.Kind kind, float[] x, double factor, float[] column) {
        double[] result = new double[1];
        for (int r = from; r < to; r++) {
            result[0] = kind.identity();
            Kernels.active().reduce(kind, n, x, r * n, 1, result, 0, 0);
            column[r] = (float) (result[0] * factor);
        }
        count(1);
    }

    /** The sum of the rows. */
    double[] sumOfRows(float[] x) {
        double[] sums = new double[n];
        for (int r = from; r < to; r++) {
            Kernels.active().reduce(Reduce.Kind.SUM, n, x, r * n, 1, sums, 0, 1);
        }
        count(1);
        return sums;
    }
}
