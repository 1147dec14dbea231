package tinytorch.kernels;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("kernels.multiply-add")
class MultiplyAddTest {

    @Test
    void givesTheWorkedExample() {
        Check.call("BinaryLoops.multiplyAdd", 3, 2f, "1 2 3", "10 20 30").because("2 a + b").within(Tolerance.EXACT)
                .gives(() -> run(3, 2, new float[] {1, 2, 3}, 0, new float[] {10, 20, 30}, 0, new float[3], 0), Values.of(new double[] {12, 24, 36}, 3));
    }

    @Test
    void fitsEveryLengthAndTouchesNothingBeside() {
        SplittableRandom random = new SplittableRandom(1);
        for (int n = 0; n < 70; n++) {
            int length = n;
            float[] a = new float[n + 4];
            float[] b = new float[n + 7];
            float[] out = new float[n + 20];
            for (int i = 0; i < n + 4; i++) {
                a[i] = (float) random.nextDouble(-1, 1);
                b[i + 3] = (float) random.nextDouble(-1, 1);
            }
            double[] expected = new double[out.length];
            for (int i = 0; i < n; i++) {
                expected[2 + i] = Math.fma(-0.3f, a[4 + i], b[7 + i]);
            }
            Check.call("BinaryLoops.multiplyAdd", n, -0.3f, "a from 4", "b from 7", "out from 2")
                    .because("each rounded once, in vectors and in the rest; outside of the row nothing is written")
                    .within(Tolerance.EXACT).gives(() -> run(length, -0.3f, a, 4, b, 7, out, 2), Values.of(expected, expected.length));
        }
    }

    @Test
    void theResultMayTakeThePlaceOfAnInput() {
        float[] b = new float[37];
        float[] a = new float[37];
        for (int i = 0; i < 37; i++) {
            a[i] = i;
            b[i] = 100 * i;
        }
        double[] expected = new double[37];
        for (int i = 0; i < 37; i++) {
            expected[i] = 103.0 * i;
        }
        Check.call("BinaryLoops.multiplyAdd", 37, 3f, "a", "b", "out is b").within(Tolerance.EXACT).gives(() -> run(37, 3, a, 0, b, 0, b, 0), Values.of(expected, 37));
    }

    private static Values run(int n, float factor, float[] a, int aAt, float[] b, int bAt, float[] out, int outAt) {
        BinaryLoops.multiplyAdd(n, factor, a, aAt, b, bAt, out, outAt);
        return Values.of(out, out.length);
    }
}
