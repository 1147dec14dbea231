package tinytorch.compress.quant;

import java.util.Arrays;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;
import tinytorch.testkit.Values;

@Tag("compress.product")
class ProductTest {

    private static int[] plain(int m, int n, int k, byte[] a, byte[] b) {
        int[] out = new int[m * n];
        Arrays.fill(out, 77);
        IntegerProduct.plain(m, n, k, a, b, out);
        return out;
    }

    @Test
    void rowTimesRow() {
        Check.call("IntegerProduct.plain", "[[100, -128]]", "[[3, 4], [-127, 127]]").because("100 * 3 - 128 * 4 and 100 * -127 - 128 * 127: no byte holds that")
                .equal(() -> plain(1, 2, 2, new byte[] {100, -128}, new byte[] {3, 4, -127, 127}), new int[] {-212, -28956});
    }

    @Test
    void everySizeAgreesWithLongs() {
        SplittableRandom random = new SplittableRandom(1);
        int[][] sizes = {{1, 1, 1}, {2, 3, 5}, {4, 1, 33}, {3, 7, 64}};
        for (int[] s : sizes) {
            byte[] a = Bytes.random(random, s[0] * s[2], -128);
            byte[] b = Bytes.random(random, s[1] * s[2], -128);
            int[] expected = new int[s[0] * s[1]];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = (int) Bytes.dot(a, i / s[1], b, i % s[1], s[2]);
            }
            Check.call("IntegerProduct.plain", "(" + s[0] + ", " + s[2] + ")", "(" + s[1] + ", " + s[2] + ")").because("row i of a times row j of b")
                    .equal(() -> plain(s[0], s[1], s[2], a, b), expected);
        }
    }

    @Test
    void largeSumsAreExact() {
        int k = 5001;
        byte[] a = new byte[k];
        byte[] b = new byte[k];
        Arrays.fill(a, (byte) 127);
        Arrays.fill(b, (byte) 127);
        Check.call("IntegerProduct.plain", "5001 times 127 * 127").because("a float would have rounded it").equal(() -> plain(1, 1, k, a, b), new int[] {80661129});
    }

    private static Values rescale(int count, int[] sums, int at, QuantParameters left, int[] bSums, float[] scales, float[] bias, int bAt) {
        float[] out = new float[count + 1];
        IntegerProduct.rescale(count, sums, at, left, bSums, scales, bias, bAt, out, 1);
        return Values.of(out, out.length);
    }

    @Test
    void theZeroPointIsTakenOutExactly() {
        Check.call("IntegerProduct.rescale", "sum 300, zero 10, bSum 7, scales 0.5 and 0.01, bias 1").because("(300 - 10 * 7) * 0.005 + 1, at out[1]")
                .gives(() -> rescale(1, new int[] {300}, 0, new QuantParameters(0.5f, 10), new int[] {7}, new float[] {0.01f}, new float[] {1}, 0), Values.of(new double[] {0, 2.15}, 2));
    }

    @Test
    void everyColumnHasItsOwnScaleSumAndBias() {
        Check.call("IntegerProduct.rescale", "two columns from column 1 on").because("sums from at, the rest from bAt")
                .gives(() -> rescale(2, new int[] {9, 10, 20}, 1, new QuantParameters(2, -1), new int[] {9, 1, 2}, new float[] {9, 1, 10}, new float[] {9, 0.5f, -1}, 1),
                        Values.of(new double[] {0, 22.5, 439}, 3));
    }

    @Test
    void zeroStaysZero() {
        SplittableRandom random = new SplittableRandom(2);
        byte[] weights = Bytes.random(random, 40, -127);
        QuantParameters left = new QuantParameters(0.03f, -77);
        byte[] zeros = new byte[40];
        Arrays.fill(zeros, (byte) -77);
        int sum = 0;
        for (byte w : weights) {
            sum += w;
        }
        int bSum = sum;
        Check.call("IntegerProduct.rescale", "an input of zeros").because("its bytes are the zero point: exactly nothing is left")
                .gives(() -> rescale(1, plain(1, 1, 40, zeros, weights), 0, left, new int[] {bSum}, new float[] {0.01f}, new float[] {0}, 0), Values.of(new double[] {0, 0}, 2));
    }
}
