package tinytorch.kernels.ladder;

import java.util.Arrays;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("kernels.packing")
class PackingTest {

    @Test
    void givesTheWorkedExample() {
        float[] numbers = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        Check.call("Packing.pack", "k = 2", "n = 5", "width = 2", "rows 1 2 3 4 5 and 6 7 8 9 10").because("strip after strip, in a strip row after row")
                .within(Tolerance.EXACT).gives(() -> packed(2, 5, 2, Strided.contiguous(numbers, 5)), Values.of(new double[] {1, 2, 6, 7, 3, 4, 8, 9, 5, 0, 10, 0}, 12));
    }

    @Test
    void aTransposedMatrixIsPackedTheSame() {
        float[] numbers = {1, 6, 2, 7, 3, 8, 4, 9, 5, 10};
        Check.call("Packing.pack", "k = 2", "n = 5", "width = 2", "the same matrix, its columns in memory one after the other")
                .because("element (p, j) is where Strided.index says, whatever the steps are")
                .within(Tolerance.EXACT)
                .gives(() -> packed(2, 5, 2, Strided.contiguous(numbers, 2).transpose()), Values.of(new double[] {1, 2, 6, 7, 3, 4, 8, 9, 5, 0, 10, 0}, 12));
    }

    @Test
    void everyElementFindsItsPlace() {
        float[] numbers = Products.numbers(1, 5 + 40 * 50);
        for (int k : new int[] {0, 1, 2, 5, 13}) {
            for (int n : new int[] {0, 1, 3, 4, 8, 9, 16, 25}) {
                for (Strided matrix : new Strided[] {new Strided(numbers, 5, 30, 1), new Strided(numbers, 5, 1, 40), new Strided(numbers, 5, 60, 2)}) {
                    fits(k, n, 4, matrix);
                    fits(k, n, 8, matrix);
                }
            }
        }
    }

    private static void fits(int k, int n, int width, Strided matrix) {
        double[] expected = new double[length(k, n, width)];
        for (int p = 0; p < k; p++) {
            for (int j = 0; j < n; j++) {
                expected[j / width * k * width + p * width + j % width] = matrix.data()[matrix.index(p, j)];
            }
        }
        Check.call("Packing.pack", "k = " + k, "n = " + n, "width = " + width, "steps " + matrix.row() + " and " + matrix.column() + " from index 5 on")
                .because("zeros stand for missing columns, and nothing is written behind the last strip (-77 marks what was there)")
                .within(Tolerance.EXACT).gives(() -> packed(k, n, width, matrix), Values.of(expected, expected.length));
    }

    /** Packs into an array of rubbish; what is behind the strips has to stay. */
    private static Values packed(int k, int n, int width, Strided matrix) {
        int length = length(k, n, width);
        float[] to = new float[length + 9];
        Arrays.fill(to, -77);
        Packing.pack(k, n, width, matrix, to);
        for (int i = length; i < to.length; i++) {
            if (to[i] != -77) {
                return Values.of(to, to.length);
            }
        }
        return Values.of(Arrays.copyOf(to, length), length);
    }

    private static int length(int k, int n, int width) {
        return (n + width - 1) / width * width * k;
    }
}
