package tinytorch.compress.sparse;

import tinytorch.tensor.Kernels;

/** How some rows of a product of a sparse and a dense matrix are computed. */
public enum SparseLoop {
    /** Every stored number adds its multiple of one row of the right matrix to a row of the result. Runs everywhere. */
    ROW_BY_ROW,
    /** A piece of a row of the result stays in registers while all numbers of the row add to it: {@link VectorRows}. Needs the module {@code jdk.incubator.vector}. */
    REGISTERS;

    private static final SparseLoop BEST = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() ? REGISTERS : ROW_BY_ROW;

    /** The fastest that runs here. */
    public static SparseLoop best() {
        return BEST;
    }

    /**
     * Rows {@code from} to {@code to - 1} of {@code out = a b}.
     *
     * @param b   (a.columns, n), contiguous, beginning at {@code bAt}
     * @param out (a.rows, n), contiguous, all 0
     */
    void run(CsrMatrix a, int from, int to, float[] b, int bAt, int n, float[] out) {
        switch (this) {
            case ROW_BY_ROW -> rowByRow(a, from, to, b, bAt, n, out);
            case REGISTERS -> VectorRows.run(a, from, to, b, bAt, n, out);
        }
    }

    /**
     * {@code out[i, :] = sum over the stored numbers of row i of value * b[column, :]}. All that is touched are whole rows, which lie side by side in memory: {@link Kernels#multiplyAdd} takes one of b,
     * times the number, plus the row of out, into the row of out.
     *
     * <p>Worked example: row [0, 2, 3] times the rows [1, 1], [10, 20], [100, 200] is 2 * [10, 20] + 3 * [100, 200] = [320, 640]. The first row is never read.
     */
    private static void rowByRow(CsrMatrix a, int from, int to, float[] b, int bAt, int n, float[] out) {
        // tito:begin compress.sparse-product
        for (int i = from; i < to; i++) {
            for (int p = a.rowStart[i]; p < a.rowStart[i + 1]; p++) {
                Kernels.active().multiplyAdd(n, a.value[p], b, bAt + a.column[p] * n, out, i * n, 1, out, i * n);
            }
        }
        // tito:end
    }
}
