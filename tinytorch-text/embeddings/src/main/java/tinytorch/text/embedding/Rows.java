package tinytorch.text.embedding;

import tinytorch.tensor.BinaryOp;
import tinytorch.tensor.Kernels;

/** Arithmetic on whole rows of a table, by the kernels in use. */
final class Rows {
    private Rows() {
    }

    /** {@code to[toAt + j] += from[fromAt + j]} for j from 0 to dim - 1. */
    static void add(int dim, float[] from, int fromAt, float[] to, int toAt) {
        Kernels.active().binary(BinaryOp.ADD, dim, to, toAt, 1, from, fromAt, 1, to, toAt, 1);
    }

    /** {@code to[toAt + j] += factor * from[fromAt + j]} for j from 0 to dim - 1. */
    static void add(int dim, float factor, float[] from, int fromAt, float[] to, int toAt) {
        Kernels.active().multiplyAdd(dim, factor, from, fromAt, to, toAt, 1, to, toAt);
    }
}
