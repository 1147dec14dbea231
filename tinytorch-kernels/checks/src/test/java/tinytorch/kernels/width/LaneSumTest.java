package tinytorch.kernels.width;

import java.util.SplittableRandom;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;

/** The order of a sum of lanes: the documented one, bit for bit, whether the method that asks is interpreted or compiled. */
class LaneSumTest {
    /** Enough calls for every compiler. */
    private static final int CALLS = 30_000;

    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void floatsAreAddedHalfByHalfInterpretedAndCompiled() {
        int different = 0;
        for (int call = 0; call < CALLS; call++) {
            float[] x = new float[VectorWidth.LANES];
            for (int i = 0; i < x.length; i++) {
                x[i] = random.nextFloat(-1, 1) * (1 << random.nextInt(20));
            }
            float sum = LaneSum.of(FloatVector.fromArray(VectorWidth.FLOATS, x, 0));
            for (int half = x.length / 2; half > 0; half /= 2) {
                for (int i = 0; i < half; i++) {
                    x[i] += x[i + half];
                }
            }
            different += sum == x[0] ? 0 : 1;
        }
        int found = different;
        Check.call("LaneSum.of", CALLS + " vectors of floats").equal(() -> found, 0);
    }

    @Test
    void doublesToo() {
        int different = 0;
        for (int call = 0; call < CALLS; call++) {
            double[] x = new double[VectorWidth.DOUBLES.length()];
            for (int i = 0; i < x.length; i++) {
                x[i] = random.nextDouble(-1, 1) * (1 << random.nextInt(20));
            }
            double sum = LaneSum.of(DoubleVector.fromArray(VectorWidth.DOUBLES, x, 0));
            for (int half = x.length / 2; half > 0; half /= 2) {
                for (int i = 0; i < half; i++) {
                    x[i] += x[i + half];
                }
            }
            different += sum == x[0] ? 0 : 1;
        }
        int found = different;
        Check.call("LaneSum.of", CALLS + " vectors of doubles").equal(() -> found, 0);
    }
}
