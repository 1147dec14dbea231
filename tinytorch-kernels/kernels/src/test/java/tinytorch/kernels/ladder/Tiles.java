package tinytorch.kernels.ladder;

import tinytorch.testkit.Check;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

/** What a tile of the result has to become. */
final class Tiles {
    private static final int A_AT = 8;
    private static final int B_AT = 2 * MicroKernel.WIDTH;
    private static final int C_AT = 3;
    private static final int C_ROW = MicroKernel.WIDTH + 5;

    private Tiles() {
    }

    /** {@link MicroKernel#add}, or a part of it. */
    interface Kernel {
        void add(int k, float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, int cRow);
    }

    /** All of {@code c} against a sum in double: m rows and n columns of a tile that lies in the middle of it have changed, nothing else. */
    static void fits(int k, int m, int n, Kernel kernel) {
        float[] a = Products.numbers(k + 1, A_AT + k * MicroKernel.ROWS);
        float[] b = Products.numbers(k + 2, B_AT + k * MicroKernel.WIDTH);
        float[] before = Products.numbers(k + 3, C_AT + (MicroKernel.ROWS + 1) * C_ROW);
        double[] expected = Values.of(before, before.length).data();
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                for (int p = 0; p < k; p++) {
                    expected[C_AT + i * C_ROW + j] += (double) a[A_AT + p * MicroKernel.ROWS + i] * b[B_AT + p * MicroKernel.WIDTH + j];
                }
            }
        }
        boolean whole = m == MicroKernel.ROWS && n == MicroKernel.WIDTH;
        Check.call(whole ? "MicroKernel.add" : "MicroKernel.addPart of " + m + " x " + n, "k = " + k, "a from " + A_AT, "b from " + B_AT,
                        "c from " + C_AT, "rows " + C_ROW + " apart")
                .because("c grows by the product in its tile, of " + MicroKernel.ROWS + " rows and " + MicroKernel.WIDTH + " columns at most, and nowhere else")
                .within(new Tolerance(1e-6 * (k + 1), 0)).gives(() -> {
                    float[] c = before.clone();
                    kernel.add(k, a, A_AT, b, B_AT, c, C_AT, C_ROW);
                    return Values.of(c, c.length);
                }, Values.of(expected, expected.length));
    }
}
