package tinytorch.workbench;

import static tinytorch.workbench.Description.describe;

import java.util.Arrays;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("setup.describe")
class DescriptionTest {
    private static final float NAN = Float.NaN;
    private static final float INF = Float.POSITIVE_INFINITY;

    @Test
    void fourNumbersWorkedByHand() {
        summary("std = sqrt((2.25 + 0.25 + 0.25 + 2.25) / 4)", new float[] {4, 1, 3, 2}, 1, 4, 2.5, 1.118034);
    }

    @Test
    void standardDeviationOfOneNumberIsZero() {
        summary("divided by n, not by n - 1", new float[] {5}, 5, 5, 5, 0);
    }

    @Test
    @LookAt("Description.of")
    void allNegativeNumbersHaveANegativeMaximum() {
        summary("start from minus infinity, not from 0", new float[] {-3, -1, -2}, -3, -1, -2, 0.8164966);
    }

    @Test
    void summaryLeavesOutWhatIsNotFinite() {
        summary("one NaN must not hide the rest", new float[] {1, NAN, 3, INF, 2, -INF}, 1, 3, 2, 0.8164966);
    }

    @Test
    @LookAt("Description.of")
    void everyKindIsCounted() {
        counts(new float[] {0, NAN, -0.0f, INF, 5, -INF, NAN, 1, INF, 0}, 2, 3, 3);
        counts(new float[] {1, 2}, 0, 0, 0);
    }

    @Test
    void withoutAFiniteValueThereIsNoSummary() {
        summary("there is nothing to summarise", new float[] {NAN, INF}, NAN, NAN, NAN, NAN);
        summary("there is nothing to summarise", new float[0], NAN, NAN, NAN, NAN);
    }

    @Test
    void sumsAreKeptInDouble() {
        float[] values = new float[100_000];
        Arrays.fill(values, 0.1f);
        Check.call("Description.describe", "(100000,)")
                .because("in float, rounding makes the sum of 100000 times 0.1 9998.557 instead of 10000")
                .within(new Tolerance(1e-12, 1e-9))
                .gives(() -> Values.of(new double[] {describe(values).mean()}), Values.of(new double[] {0.1f}));
    }

    @Test
    @LookAt("Description.of")
    void smallSpreadAroundALargeMeanIsSeen() {
        Check.call("Description.describe", "[16777212, 16777214, 16777216]")
                .because("mean(x^2) - mean(x)^2 loses these digits; a second pass does not")
                .within(new Tolerance(1e-9, 1e-9))
                .gives(() -> Values.of(new double[] {describe(new float[] {16_777_212, 16_777_214, 16_777_216}).std()}), Values.of(new double[] {Math.sqrt(8.0 / 3)}));
    }

    @Test
    @LookAt("Description.of")
    void lineShowsShapeSummaryFaultsAndFirstNumbers() {
        Check.call("Description.toString", "(2, 4)")
                .equal(() -> describe(new float[] {0, 1, 2, NAN, 0.5f, INF, 7, 8}, 2, 4).toString(),
                "(2, 4): mean 3.083, std 3.194, min 0, max 8, 1 zero, 1 NAN, 1 INFINITE | 0, 1, 2, NaN, 0.5000, Infinity, ...");
    }

    @Test
    void shapeIsShownAndHasToFit() {
        Check.call("Description.describe", "one number, no shape").equal(() -> describe(new float[] {7}).shape(), "()");
        Check.call("Description.describe", "two numbers, no shape").equal(() -> describe(new float[] {7, 8}).shape(), "(2,)");
        Check.call("Description.describe", "six numbers", "(2, 4)")
                .refuses(IllegalArgumentException.class, () -> describe(new float[6], 2, 4), "(2, 4)", "8", "6");
    }

    @Test
    void valuesAreNotChanged() {
        float[] values = {3, NAN, 1};
        Check.call("Description.describe", "(3,)").run(() -> describe(values));
        Check.call("Description.describe", "(3,)").equal(() -> values, new float[] {3, NAN, 1});
    }

    private static void summary(String reason, float[] values, double... expected) {
        Check.call("Description.describe", "(" + values.length + ",): min, max, mean, std").because(reason).gives(() -> {
            Description d = describe(values);
            return Values.of(new double[] {d.min(), d.max(), d.mean(), d.std()}, 4);
        }, Values.of(expected, 4));
    }

    private static void counts(float[] values, int... expected) {
        Check.call("Description.describe", "(" + values.length + ",): NaN, infinite, zero").equal(() -> {
            Description d = describe(values);
            return new int[] {d.nan(), d.infinite(), d.zero()};
        }, expected);
    }
}
