package tinytorch.text.embedding;

import static tinytorch.tensor.TestTensors.values;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("embedding.sinusoid")
class SinusoidTest {

    private static Tensor table(int count, int dim) {
        return Check.call("SinusoidalPositions.table", count, dim).run(() -> SinusoidalPositions.table(count, dim));
    }

    @Test
    void position0PointsUp() {
        Check.call("SinusoidalPositions.table", 1, 4).because("sin 0 = 0 in the even columns, cos 0 = 1 in the odd ones")
                .gives(() -> values(SinusoidalPositions.table(1, 4)), Values.of(new double[] {0, 1, 0, 1}, 1, 4));
    }

    @Test
    void theSecondClockOfTwoIsAHundredTimesSlower() {
        Check.call("SinusoidalPositions.table", 3, 4).because("dim 4: angles t and t / 10000^(2/4) = t / 100")
                .gives(() -> values(SinusoidalPositions.table(3, 4)), Values.of(new double[] {0, 1, 0, 1,
                    0.841470985, 0.540302306, 0.00999983333, 0.999950000,
                    0.909297427, -0.416146837, 0.0199986667, 0.999800007}, 3, 4));
    }

    @Test
    void anOddLengthEndsWithASineAlone() {
        Check.call("SinusoidalPositions.table", 2, 3).because("column 2 is the sine of clock 1, which turns by 10000^(-2/3) a position")
                .gives(() -> values(SinusoidalPositions.table(2, 3)), Values.of(new double[] {0, 1, 0, 0.841470985, 0.540302306, 0.00215443302}, 2, 3));
    }

    @Test
    void farPositionsKeepTheirDigits() {
        Tensor table = table(4001, 64);
        double angle = 4000 / Math.pow(10_000, 2.0 / 64);
        Check.call("SinusoidalPositions.table, position 4000, columns 2 and 3").because("the angle is " + angle + ": as a float it would be off by 1e-4")
                .within(new Tolerance(1e-6, 0))
                .gives(() -> values(table.narrow(0, 4000, 1).narrow(1, 2, 2)), Values.of(new double[] {Math.sin(angle), Math.cos(angle)}, 1, 2));
    }

    @Test
    void productsDependOnTheDistanceAlone() {
        Tensor table = table(60, 16);
        for (int distance : new int[] {0, 1, 7}) {
            double first = table.select(0, 3).mul(table.select(0, 3 + distance)).sum().item();
            double second = table.select(0, 40).mul(table.select(0, 40 + distance)).sum().item();
            Check.call("SinusoidalPositions.table: products at distance " + distance).because("cos(a) cos(b) + sin(a) sin(b) = cos(a - b), for every clock")
                    .holds(Math.abs(first - second) < 1e-5, "the same from positions 3 and 40", first + " and " + second);
        }
    }

    @Test
    void noTwoPositionsAreTheSame() {
        Tensor table = table(500, 8);
        double nearest = Double.MAX_VALUE;
        for (int a = 0; a < 500; a += 7) {
            for (int b = a + 1; b < 500; b += 11) {
                Tensor difference = table.select(0, a).sub(table.select(0, b));
                nearest = Math.min(nearest, difference.mul(difference).sum().item());
            }
        }
        double seen = nearest;
        Check.call("SinusoidalPositions.table", 500, 8).because("the fast clocks tell neighbours apart, the slow ones far positions")
                .holds(seen > 0.01, "any two vectors differ", "square of the smallest distance " + seen);
    }

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case c : Cases.of("sinusoid")) {
            int[] shape = c.output().shape();
            Check.call("SinusoidalPositions.table, " + c.name()).because("the table of PyTorch's tutorial on language models, in double precision")
                    .gives(() -> values(SinusoidalPositions.table(shape[0], shape[1])), c.output());
        }
    }
}
