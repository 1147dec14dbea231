package tinytorch.kernels.ladder;

import tinytorch.tensor.Kernels;

/**
 * Rung 6: rows of the result on one thread, other rows on another. No two threads write to the same place, so there is nothing to wait for but the end; and
 * every number is summed up in the same order as before, so it has the same bits on any number of threads.
 *
 * <p>The price: each thread packs {@code b} for itself. (The course's own product packs it once for all, which takes a second round of waiting.)
 */
public final class ThreadedProduct implements StridedProduct {
    /** Multiply-adds from which on sharing is worth it: some 20 microseconds of one thread; to wake another takes a few. */
    static final long SHARED = 1 << 20;

    private final StridedProduct product;
    private final int parts;
    private final Loop loop;

    /** A loop whose ranges run at the same time: {@link Kernels#parallel}. */
    public interface Loop {
        /** Calls {@code body} for ranges that together are 0 to n - 1, each index once, and returns when all are done. */
        void run(int n, Kernels.Range body);
    }

    /**
     * A product in parts.
     *
     * @param product computes each part
     * @param parts   how many: as many as there are threads
     * @param loop    runs them
     */
    public ThreadedProduct(StridedProduct product, int parts, Loop loop) {
        this.product = product;
        this.parts = parts;
        this.loop = loop;
    }

    /**
     * The product in {@link #ThreadedProduct parts} of the result's rows, or of its columns if it has more columns than rows. Part number q begins at row
     * {@link #start start(m, q)}, and ends where the next one begins. The loop hands out ranges of part numbers, {@code from} to {@code to - 1}: one
     * product of all their rows.
     *
     * <p>Fewer multiply-adds than {@link #SHARED}: on the calling thread alone. A product has m * n * k of them; that number may be larger than an {@code int}.
     *
     * <p>Worked example, m = 10 and 3 parts: rows 0 to 2, 3 to 5, 6 to 9. The second part's {@code a} begins at row 3, and so does its {@code out}.
     */
    @Override
    public void multiply(int m, int n, int k, Strided a, Strided b, float[] out, int outAt, int outRow) {
        // tito:begin kernels.threads
        if ((long) m * n * k < SHARED || parts == 1) {
            product.multiply(m, n, k, a, b, out, outAt, outRow);
        } else if (m >= n) {
            loop.run(parts, (from, to) -> {
                int row = start(m, from);
                product.multiply(start(m, to) - row, n, k, a.from(row, 0), b, out, outAt + row * outRow, outRow);
            });
        } else {
            loop.run(parts, (from, to) -> {
                int column = start(n, from);
                product.multiply(m, start(n, to) - column, k, a, b.from(0, column), out, outAt + column, outRow);
            });
        }
        // tito:end
    }

    /** Where part number q of so many rows or columns begins, if all parts are to be as equal as can be: {@code length * q / parts}, without overflow. */
    private int start(int length, int q) {
        return (int) ((long) length * q / parts);
    }
}
