package tinytorch.kernels.lab;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The numbers of the fusion experiment: matrices of some rows of n numbers, each alone larger than the cache.
 *
 * @param x       what operations work on
 * @param g       a second operand, or the gradient
 * @param out     where results go
 * @param t       what is between operations; u, v and w too
 * @param row     a number for each column
 * @param column  a number for each row; second too
 * @param classes a class for each row
 */
record Matrices(int rows, int n, float[] x, float[] g, float[] out, float[] t, float[] u, float[] v, float[] w, float[] row, float[] column, float[] second, int[] classes) {
    private static final int PERIOD = 100_003;

    static Matrices of(int rows, int n) {
        int size = rows * n;
        Matrices m = new Matrices(rows, n, new float[size], new float[size], new float[size], new float[size], new float[size], new float[size], new float[size], new float[n],
                new float[rows], new float[rows], new int[rows]);
        Arrays.setAll(m.classes, r -> r * 7 % n);
        m.reset();
        return m;
    }

    /** Random x, g and row; out and t as parameters and second moments may be. The same numbers each time. */
    void reset() {
        SplittableRandom random = new SplittableRandom(15);
        fill(x, random);
        fill(g, random);
        fill(row, random);
        Arrays.fill(out, 0.5f);
        Arrays.fill(t, 0.25f);
    }

    /** The first {@link #PERIOD} numbers are random, then they repeat: to draw all of them would take longer than the experiment. */
    private static void fill(float[] to, SplittableRandom random) {
        for (int i = 0; i < to.length; i++) {
            to[i] = i < PERIOD ? random.nextFloat() * 4 - 2 : to[i - PERIOD];
        }
    }
}
