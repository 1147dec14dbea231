package tinytorch.kernels;

import java.util.Arrays;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("kernels.dot")
class DotTest {

    @Test
    void smallTermsDoNotVanishBesideLargeOnes() {
        float[] ones = new float[80];
        Arrays.fill(ones, 1);
        for (int n : new int[] {3, 40, 80}) {
            float[] a = ones.clone();
            a[0] = 1e8f;
            a[n - 1] = -1e8f;
            gives(n, a, 0, ones, 0, n - 2);
        }
    }

    @Test
    void productsAreExactInDoubleInVectorsAndInTheRest() {
        float x = 1 + 0x1p-20f;
        for (int n : new int[] {1, 5, 32, 33}) {
            float[] a = new float[n];
            Arrays.fill(a, x);
            gives(n, a, 0, a, 0, n * (double) x * x);
        }
    }

    @Test
    void fitsEveryLengthAndReadsNothingBeside() {
        SplittableRandom random = new SplittableRandom(2);
        for (int n = 0; n < 70; n++) {
            float[] a = new float[n + 20];
            float[] b = new float[n + 20];
            Arrays.fill(a, Float.NaN);
            Arrays.fill(b, Float.NaN);
            double sum = 0;
            for (int i = 0; i < n; i++) {
                a[3 + i] = (float) random.nextDouble(-1, 1);
                b[1 + i] = (float) random.nextDouble(-1, 1);
                sum += (double) a[3 + i] * b[1 + i];
            }
            gives(n, a, 3, b, 1, sum);
        }
    }

    private static void gives(int n, float[] a, int aAt, float[] b, int bAt, double expected) {
        Check.call("Sums.dot", n, "a from " + aAt, "b from " + bAt).because("every product and the sum are in double; NaN comes from outside of the rows")
                .within(new Tolerance(1e-13 * Math.max(1, n), 1e-15)).gives(() -> Values.of(new double[] {Sums.dot(n, a, aAt, b, bAt)}), Values.of(new double[] {expected}));
    }
}
