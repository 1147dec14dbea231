package tinytorch.compress.quant;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("compress.scale")
class ScaleTest {
    private static final Tolerance ROUNDING = new Tolerance(0, 1e-6);

    private static void affine(float min, float max, double scale, int zero, String why) {
        Check.call("QuantParameters.affine", min, max).because(why).within(ROUNDING).gives(() -> {
            QuantParameters p = QuantParameters.affine(min, max);
            return Values.of(new double[] {p.scale(), p.zero()}, 2);
        }, Values.of(new double[] {scale, zero}, 2));
    }

    @Test
    void theRangeIsCutInto255Steps() {
        affine(-1, 4, 5.0 / 255, -77, "-1 is at -128, and 0 lies 51 steps above it");
        affine(-128, 127, 1, 0, "as they are");
        affine(0, 255, 1, -128, "0 is the least");
    }

    @Test
    void theRangeIsStretchedToHoldZero() {
        affine(2, 5.1f, 0.02, -128, "from 0 to 5.1: 0 must be exact");
        affine(-3, -0.5f, 3.0 / 255, 127, "from -3 to 0");
    }

    @Test
    void theZeroPointIsRounded() {
        affine(-127.5f, 127.5f, 1, 0, "-128 + 127.5 = -0.5, and halves go to the even neighbour, 0");
        affine(-0.3f, 1.7f, 2.0 / 255, -90, "-128 + 38.25 = -89.75");
    }

    @Test
    void numbersThatAreAllZeroHaveAnyScale() {
        affine(0, 0, 1, 0, "a scale of 0 could not be divided by");
        Check.call("QuantParameters.symmetric", 0).equal(() -> QuantParameters.symmetric(0), new QuantParameters(1, 0));
    }

    @Test
    void aRangeMayBeAlmostAsWideAsFloats() {
        affine(-1e38f, 3e38f, 4e38 / 255, -64, "the difference is infinite as a float, not as a double");
    }

    @Test
    void symmetricLeavesTheLeastByteFree() {
        Check.call("QuantParameters.symmetric", 254).because("254 is at 127, -254 at -127, 0 at 0")
                .equal(() -> QuantParameters.symmetric(254), new QuantParameters(2, 0));
        Check.call("QuantParameters.symmetric", 127).equal(() -> QuantParameters.symmetric(127), new QuantParameters(1, 0));
    }

    @Test
    void agreesWithPyTorchsObserver() {
        for (Golden.Case c : Golden.load(getClass(), "golden.json", "affine")) {
            double[] x = c.inputs().get(0).data();
            affine((float) x[0], (float) x[x.length - 1], c.output().data()[0], (int) c.output().data()[1], "torch.ao.quantization's MinMaxObserver gives this");
        }
    }

    @Test
    void refusesWhatIsNoRange() {
        Check.call("QuantParameters.affine", -1, 1).run(() -> QuantParameters.affine(-1, 1));
        Check.call("QuantParameters.affine", 2, 1).refuses(IllegalArgumentException.class, () -> QuantParameters.affine(2, 1), "2.0 to 1.0");
        Check.call("QuantParameters.affine", "NaN", 1).refuses(IllegalArgumentException.class, () -> QuantParameters.affine(Float.NaN, 1), "NaN");
        Check.call("QuantParameters.symmetric", -1).refuses(IllegalArgumentException.class, () -> QuantParameters.symmetric(-1), "-1");
    }
}
