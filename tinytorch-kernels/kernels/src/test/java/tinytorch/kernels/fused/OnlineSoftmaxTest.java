package tinytorch.kernels.fused;

import static tinytorch.kernels.fused.Sweeps.FEW;
import static tinytorch.kernels.fused.Sweeps.LENGTHS;
import static tinytorch.kernels.fused.Sweeps.doubles;
import static tinytorch.kernels.fused.Sweeps.floats;
import static tinytorch.kernels.fused.Sweeps.matrix;
import static tinytorch.kernels.fused.Sweeps.random;
import static tinytorch.kernels.fused.Sweeps.rows;

import java.util.Arrays;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.nn.activation.Softmax;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("kernels.softmax")
class OnlineSoftmaxTest {
    private static final String FORWARD = "OnlineSoftmax.forward";

    /** What {@code row} says of n numbers from {@code at} on. */
    private static void statistics(String why, float[] x, int at, int n, double max, double sum) {
        Check.call("OnlineSoftmax.row", "n = " + n).because(why).within(new Tolerance(1e-6, 1e-5)).gives(() -> {
            double[] result = new double[2];
            OnlineSoftmax.row(n, x, at, 1, new float[x.length], new float[OnlineSoftmax.blocks(n)], result);
            return Values.of(result, 2);
        }, Values.of(new double[] {max, sum}, 2));
    }

    private static void gives(String why, int from, int to, int n, float[] x, double[] expected) {
        rows(FORWARD, why, FEW, from, to, n, expected, (first, end, out) -> OnlineSoftmax.forward(first, end, n, x, out));
    }

    @Test
    void theWorkedExample() {
        float[] x = floats(0, Math.log(4), Math.log(2));
        statistics("m = ln 4 and s = 1/4 + 1 + 1/2", x, 0, 3, Math.log(4), 1.75);
        gives("1, 4 and 2 of 7", 0, 1, 3, x, new double[] {1 / 7.0, 4 / 7.0, 2 / 7.0});
    }

    @Test
    void exponentialsOfABlock() {
        float[] x = floats(7, 0, Math.log(2), Math.log(3), 7);
        float[] out = {9, 9, 9, 9, 9};
        Check.call("OnlineSoftmax.exponentials", "[0, ln 2, ln 3]", "max = ln 2").because("1/2, 1 and 3/2, whose sum is 3").within(FEW)
                .gives(() -> Values.of(new double[] {OnlineSoftmax.exponentials(3, x, 1, (float) Math.log(2), out)}), Values.of(new double[] {3}));
        Check.call("OnlineSoftmax.exponentials: out").within(FEW).gives(() -> Values.of(out, 5), Values.of(new double[] {9, 0.5, 1, 1.5, 9}, 5));
    }

    @Test
    void theScaleMultipliesTheSoftmax() {
        float[] out = new float[3];
        Check.call("OnlineSoftmax.row", "scale = 7").because("1, 4 and 2 of 7, times 7").within(FEW).gives(() -> {
            OnlineSoftmax.row(3, floats(0, Math.log(4), Math.log(2)), 0, 7, out, new float[1], new double[2]);
            return Values.of(out, 3);
        }, Values.of(new double[] {1, 4, 2}, 3));
    }

    @Test
    @LookAt("OnlineSoftmax.row")
    void blocksHaveLargestNumbersOfTheirOwn() {
        int n = 3 * OnlineSoftmax.BLOCK + 5;
        float[] rising = new float[n];
        for (int j = 0; j < n; j++) {
            rising[j] = 10 * (j / OnlineSoftmax.BLOCK) + j % 3;
        }
        gives("each block has a larger number than those before, to which they are rescaled", 0, 1, n, rising, softmax(doubles(rising, 0, n), n));
        float[] falling = new float[n];
        for (int j = 0; j < n; j++) {
            falling[j] = -3 * (j / OnlineSoftmax.BLOCK) + j % 3;
        }
        gives("the first block has the largest number of all", 0, 1, n, falling, softmax(doubles(falling, 0, n), n));
    }

    @Test
    void theSumIsRelativeToTheLargest() {
        for (int n : new int[] {1, 5, 17, 33, 300, 513}) {
            float[] rising = new float[n + 19];
            float[] falling = new float[n + 19];
            Arrays.fill(rising, Float.NaN);
            Arrays.fill(falling, Float.NaN);
            double sum = 0;
            for (int j = 0; j < n; j++) {
                rising[3 + j] = 0.125f * j - 20;
                falling[3 + j] = -0.125f * j + 7;
                sum += Math.exp(-0.125 * j);
            }
            statistics("each number is a new maximum, to which the sum so far has to be rescaled: s * exp(m - x) + 1", rising, 3, n, 0.125 * (n - 1) - 20, sum);
            statistics("the first number is the largest of all", falling, 3, n, 7, sum);
        }
    }

    @Test
    void everyLengthAndRange() {
        for (int n : LENGTHS) {
            float[] x = random(n, 4 * n, 9);
            gives("exp(x - m) / s, row by row", 1, 3, n, x, softmax(doubles(x, n, 3 * n), n));
        }
    }

    @Test
    void theResultMayTakeThePlaceOfTheScores() {
        for (int n : new int[] {5, 300}) {
            float[] x = random(n, 2 * n, 9);
            float[] both = x.clone();
            Check.call(FORWARD, "n = " + n, "out = x").because("a number is read before its place is written").within(FEW).gives(() -> {
                OnlineSoftmax.forward(0, 2, n, both, both);
                return Values.of(both, 2, n);
            }, Values.of(softmax(doubles(x, 0, 2 * n), n), 2, n));
        }
    }

    private static double[] softmax(double[] x, int n) {
        double[] y = new double[x.length];
        for (int at = 0; at < x.length; at += n) {
            double sum = 0;
            for (int j = at; j < at + n; j++) {
                sum += Math.exp(x[j]);
            }
            for (int j = at; j < at + n; j++) {
                y[j] = Math.exp(x[j]) / sum;
            }
        }
        return y;
    }

    @Test
    void nothingOverflowsAndNothingIsLost() {
        float[] x = new float[35];
        Arrays.fill(x, -1e30f);
        x[20] = 1e30f;
        double[] expected = new double[35];
        expected[20] = 1;
        gives("exp of differences, which are never above 0", 0, 1, 35, x, expected);
        Arrays.fill(x, 3e38f);
        Arrays.fill(expected, 1 / 35.0);
        gives("equal numbers, however large, share alike", 0, 1, 35, x, expected);
    }

    @Test
    void forbiddenScoresHaveNoPart() {
        float[] x = new float[40];
        Arrays.fill(x, Float.NEGATIVE_INFINITY);
        x[1] = 0;
        x[39] = (float) Math.log(3);
        double[] expected = new double[40];
        expected[1] = 0.25;
        expected[39] = 0.75;
        gives("exp(-infinity) is 0; and (-infinity) - (-infinity), were that the start, NaN", 0, 1, 40, x, expected);
        Arrays.fill(x, Float.NEGATIVE_INFINITY);
        Arrays.fill(expected, Double.NaN);
        gives("nothing at all to choose from is 0/0", 0, 1, 40, x, expected);
    }

    @Test
    @LookAt({"OnlineSoftmax.exponentials", "OnlineSoftmax.row"})
    void aBlockOfForbiddenScoresChangesNothing() {
        float[] x = new float[OnlineSoftmax.BLOCK + 2];
        Arrays.fill(x, Float.NEGATIVE_INFINITY);
        x[OnlineSoftmax.BLOCK] = 5;
        x[OnlineSoftmax.BLOCK + 1] = (float) (5 + Math.log(3));
        double[] expected = new double[x.length];
        expected[OnlineSoftmax.BLOCK] = 0.25;
        expected[OnlineSoftmax.BLOCK + 1] = 0.75;
        gives("the first block has no largest number, and its exponentials are 0, not exp((-infinity) - (-infinity))", 0, 1, x.length, x, expected);
    }

    @Test
    void notANumberStaysVisible() {
        for (int at : new int[] {0, 17, 36}) {
            float[] x = random(1, 37, 1);
            x[at] = Float.NaN;
            double[] expected = new double[37];
            Arrays.fill(expected, Double.NaN);
            gives("a NaN in place " + at + " makes the row NaN", 0, 1, 37, x, expected);
        }
    }

    @Test
    void agreesWithTheOperationsThatItFuses() {
        float[] x = random(1, 5 * 37, 9);
        gives("the same as Softmax of module 03", 0, 5, 37, x, doubles(new Softmax(-1).forward(matrix(x, 5, 37))));
    }

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case c : Sweeps.golden("softmax")) {
            int[] shape = c.inputs().get(0).shape();
            gives("torch.softmax(x, -1), " + c, 0, shape[0], shape[1], floats(c.inputs().get(0)), c.outputs().get(0).data());
        }
    }
}
