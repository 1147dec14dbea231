package tinytorch.kernels.ladder;

import java.util.Arrays;
import java.util.SplittableRandom;

import tinytorch.testkit.Check;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

/** What every rung of the ladder has to do: the product of matrices of any size, and nothing besides. */
final class Products {
    /** Sizes that fit no vector, no tile and no block, and those that just do. */
    private static final int[] SMALL = {0, 1, 2, 3, 5, 8};
    /** {m, n, k} */
    private static final int[][] LARGER = {{7, 15, 16}, {16, 16, 16}, {17, 33, 7}, {1, 65, 64}, {65, 1, 33}, {33, 64, 1}, {8, 17, 65}, {64, 15, 3}, {4, 16, 130},
        {5, 31, 33}, {65, 33, 17}, {3, 130, 15}, {130, 3, 5}};
    /** What lies behind a matrix: nobody may read or write it. */
    private static final int BEHIND = 40;

    private Products() {
    }

    /** The example of {@link MatrixProduct}, in numbers that have no rounding. */
    static void givesTheWorkedExample(String name, MatrixProduct product) {
        Check.call(name, "(2, 3)", "(3, 2)").because("entry [i, j] is the inner product of row i of a and column j of b")
                .within(Tolerance.EXACT)
                .gives(() -> Values.of(multiply(product, 2, 2, 3, new float[] {1, 2, 3, 4, 5, 6}, new float[] {1, 2, 3, 4, 5, 6}), 2, 2),
                        Values.of(new double[] {22, 28, 49, 64}, 2, 2));
    }

    /** Every size from 0 on against a sum in double, with rubbish in {@code out} before and marks behind all three matrices. */
    static void fitsEverySize(String name, MatrixProduct product) {
        for (int m : SMALL) {
            for (int n : SMALL) {
                for (int k : SMALL) {
                    fits(name, product, m, n, k);
                }
            }
        }
        for (int[] size : LARGER) {
            fits(name, product, size[0], size[1], size[2]);
        }
    }

    /** One size. Behind the operands stands NaN: whoever reads too far finds it in the result. */
    static void fits(String name, MatrixProduct product, int m, int n, int k) {
        float[] a = followedBy(Float.NaN, numbers(7 * m + k, m * k));
        float[] b = followedBy(Float.NaN, numbers(11 * n + k, k * n));
        float[] out = followedBy(-77, numbers(3, m * n));
        Check.call(name, "(" + m + ", " + k + ")", "(" + k + ", " + n + ")")
                .because("out[i, j] is the sum of k products; it replaces what was there, and NaN comes from behind a or b")
                .within(new Tolerance(1e-5 * Math.max(1, k), 0))
                .gives(() -> Values.of(Arrays.copyOf(run(product, m, n, k, a, b, out), m * n), m, n), Values.of(reference(m, n, k, a, b), m, n));
        Check.call(name, "(" + m + ", " + k + ")", "(" + k + ", " + n + ")").because("out has m * n numbers; what is behind them is not the product's")
                .equal(() -> Arrays.copyOfRange(out, m * n, out.length), marks());
    }

    /** One size with all kinds of operands: transposed, and parts of larger matrices; {@code out} is a part of a larger one too, full of marks. */
    static void fitsViews(String name, StridedProduct product, int m, int n, int k) {
        float[] numbers = numbers(5, 7 + (m + n + k) * (m + n + k));
        int row = m + n + k;
        for (Strided a : new Strided[] {new Strided(numbers, 7, k, 1), new Strided(numbers, 7, 1, m), new Strided(numbers, 3, row, 1), new Strided(numbers, 0, 1, row)}) {
            for (Strided b : new Strided[] {new Strided(numbers, 5, n, 1), new Strided(numbers, 5, 1, k), new Strided(numbers, 2, row, 1), new Strided(numbers, 1, 1, row)}) {
                fitsViews(name, product, m, n, k, a, b);
            }
        }
    }

    private static void fitsViews(String name, StridedProduct product, int m, int n, int k, Strided a, Strided b) {
        int outRow = n + 3;
        double[] expected = new double[5 + m * outRow];
        Arrays.fill(expected, -77);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int p = 0; p < k; p++) {
                    sum += (double) a.data()[a.index(i, p)] * b.data()[b.index(p, j)];
                }
                expected[5 + i * outRow + j] = sum;
            }
        }
        Check.call(name, "(" + m + ", " + k + ") with steps " + a.row() + " and " + a.column(), "(" + k + ", " + n + ") with steps " + b.row() + " and " + b.column())
                .because("out begins at 5 and its rows are " + outRow + " apart; what lies between them (-77) is not the product's")
                .within(new Tolerance(1e-5 * k, 0)).gives(() -> {
                    float[] out = new float[expected.length];
                    Arrays.fill(out, -77);
                    product.multiply(m, n, k, a, b, out, 5, outRow);
                    return Values.of(out, out.length);
                }, Values.of(expected, expected.length));
    }

    /** {@code product} on arrays that are exactly as long as their matrices. */
    static float[] multiply(MatrixProduct product, int m, int n, int k, float[] a, float[] b) {
        return run(product, m, n, k, a, b, new float[m * n]);
    }

    static float[] run(MatrixProduct product, int m, int n, int k, float[] a, float[] b, float[] out) {
        product.multiply(m, n, k, a, b, out);
        return out;
    }

    static double[] reference(int m, int n, int k, float[] a, float[] b) {
        double[] sums = new double[m * n];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                for (int p = 0; p < k; p++) {
                    sums[i * n + j] += (double) a[i * k + p] * b[p * n + j];
                }
            }
        }
        return sums;
    }

    /** Numbers from -1 to 1. */
    static float[] numbers(long seed, int n) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] numbers = new float[n];
        for (int i = 0; i < n; i++) {
            numbers[i] = (float) random.nextDouble(-1, 1);
        }
        return numbers;
    }

    private static float[] followedBy(float mark, float[] numbers) {
        float[] longer = Arrays.copyOf(numbers, numbers.length + BEHIND);
        Arrays.fill(longer, numbers.length, longer.length, mark);
        return longer;
    }

    private static float[] marks() {
        float[] marks = new float[BEHIND];
        Arrays.fill(marks, -77);
        return marks;
    }
}
