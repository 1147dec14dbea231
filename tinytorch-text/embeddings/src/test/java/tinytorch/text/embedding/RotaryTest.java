package tinytorch.text.embedding;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tinytorch.autograd.Autograd;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.CentralDifference;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("embedding.rotary")
class RotaryTest {
    private static RotaryPositions positions(int count, int dim) {
        return Check.call("new RotaryPositions", count, dim).run(() -> new RotaryPositions(count, dim));
    }

    /** The gradient of x when the rotated x has the gradient g. */
    private static Tensor gradient(RotaryPositions positions, Tensor x, Tensor g, int start) {
        Tensor leaf = x.copy().requiresGrad(true);
        Autograd.backward(positions.rotate(leaf, start), g);
        return leaf.grad();
    }

    @Test
    void position0IsLeftAsItIs() {
        Tensor x = random(1, 1, 6);
        check("RotaryPositions.rotate", x).because("all angles are 0").within(Tolerance.EXACT).gives(() -> values(positions(4, 6).rotate(x, 0)), values(x));
    }

    @Test
    void pairsAreTurnedByTheirAngles() {
        Tensor x = tensor(shape(2, 4), 1, 0, 0, 1, 1, 0, 0, 1);
        check("RotaryPositions.rotate", x).because("position 1: the first pair by 1, the second by 1 / 10000^(2/4) = 0.01")
                .gives(() -> values(positions(2, 4).rotate(x, 0)),
                        Values.of(new double[] {1, 0, 0, 1, 0.540302306, 0.841470985, -0.00999983333, 0.99995}, 2, 4));
    }

    @Test
    void theStartCountsToo() {
        Tensor x = random(2, 2, 5, 4);
        Tensor whole = check("RotaryPositions.rotate", x).run(() -> positions(5, 4).rotate(x, 0));
        Tensor last = x.narrow(1, 3, 2);
        check("RotaryPositions.rotate, start 3", last).because("with 3 tokens in a cache the next two are at positions 3 and 4").within(Tolerance.EXACT)
                .gives(() -> values(positions(5, 4).rotate(last, 3)), values(whole.narrow(1, 3, 2)));
    }

    @Test
    void lengthsStay() {
        Tensor x = random(3, 2, 7, 8);
        Tensor y = check("RotaryPositions.rotate", x).run(() -> positions(50, 8).rotate(x, 40));
        check("RotaryPositions.rotate", x).because("a rotation keeps the length of every vector").within(new Tolerance(1e-5, 1e-5))
                .gives(() -> values(y.mul(y).sum(false, -1)), values(x.mul(x).sum(false, -1)));
    }

    @Test
    void productsDependOnTheDistanceAlone() {
        Tensor q = random(4, 1, 16);
        Tensor k = random(5, 1, 16);
        RotaryPositions positions = positions(300, 16);
        for (int distance : new int[] {0, 1, 9, 100}) {
            double near = check("RotaryPositions.rotate", q, k).run(() -> positions.rotate(q, distance).mul(positions.rotate(k, 0)).sum().item());
            double far = check("RotaryPositions.rotate", q, k).run(() -> positions.rotate(q, 150 + distance).mul(positions.rotate(k, 150)).sum().item());
            check("query . key at distance " + distance, q, k).because("turning both by the same angle changes no product")
                    .holds(Math.abs(near - far) < 1e-4, "the same at positions 0 and 150", near + " and " + far);
        }
        double there = positions.rotate(q, 9).mul(positions.rotate(k, 0)).sum().item();
        double back = positions.rotate(q, 0).mul(positions.rotate(k, 9)).sum().item();
        check("query . key", q, k).because("before and behind are not the same")
                .holds(Math.abs(there - back) > 1e-3, "another product", there + " and " + back);
    }

    @Test
    void theGradientIsTurnedBack() {
        Tensor g = tensor(shape(2, 2), 1, 0, 1, 0);
        check("backward of RotaryPositions.rotate", g).because("at position 1 the gradient [1, 0] becomes [cos 1, -sin 1]")
                .gives(() -> values(gradient(positions(2, 2), random(1, 2, 2), g, 0)), Values.of(new double[] {1, 0, 0.540302306, -0.841470985}, 2, 2));
        Tensor x = random(6, 3, 4, 6);
        check("rotated, then turned back", x).because("the gradient of a rotation is its inverse").within(new Tolerance(1e-6, 1e-5))
                .gives(() -> values(gradient(positions(9, 6), x, positions(9, 6).rotate(x, 5), 5)), values(x));
    }

    @Test
    void agreesWithCentralDifferences() {
        int[] dims = {2, 3, 4};
        double[] x = Cases.doubles(random(7, dims));
        double[] c = Cases.doubles(random(8, dims));
        check("backward of RotaryPositions.rotate", tensor(dims, c)).because("this is how much the rotated vectors, weighted with a random gradient, change")
                .gives(() -> values(gradient(positions(6, 4), tensor(dims, x), tensor(dims, c), 2)),
                        Values.of(CentralDifference.gradient(v -> Cases.rotated(v, 4, 3, 2), x, c), dims));
    }

    @Test
    @LookAt("RotaryPositions.turn")
    void readsEveryMemoryLayout() {
        Tensor x = random(9, 2, 3, 4);
        Tensor g = random(10, 2, 3, 4);
        RotaryPositions positions = positions(7, 4);
        Values out = check("RotaryPositions.rotate", x).run(() -> values(positions.rotate(x, 4)));
        Values gradient = check("backward of RotaryPositions.rotate", g).run(() -> values(gradient(positions, x, g, 4)));
        for (int i = 0; i < Cases.layouts(x).size(); i++) {
            Tensor other = Cases.layouts(x).get(i);
            Tensor otherG = Cases.layouts(g).get(i);
            check("RotaryPositions.rotate", other).because("views must give what their contiguous copies give")
                    .gives(() -> values(positions.rotate(other, 4)), out);
            check("backward of RotaryPositions.rotate", otherG).because("views must give what their contiguous copies give")
                    .gives(() -> values(gradient(positions, x, otherG, 4)), gradient);
        }
    }

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case c : Cases.of("rotary")) {
            Tensor x = tensor(c.inputs().get(0));
            int start = c.args().get("start").asInt();
            RotaryPositions positions = positions(c.args().get("count").asInt(), x.dim(-1));
            check("RotaryPositions.rotate, " + c.name(), x).because("pairs as complex numbers, times e^(i angle)")
                    .gives(() -> values(positions.rotate(x, start)), c.outputs().get(0));
            check("backward of RotaryPositions.rotate, " + c.name(), x).because("PyTorch has this gradient")
                    .gives(() -> values(gradient(positions, x, tensor(c.inputs().get(1)), start)), c.outputs().get(1));
        }
    }

    @Test
    void whatCanNotBeTurnedIsRefused() {
        RotaryPositions positions = positions(5, 4);
        Tensor x = random(1, 2, 4);
        check("RotaryPositions.rotate, start 4", x).refuses(IllegalArgumentException.class, () -> positions.rotate(x, 4), "position 5", "from position 4");
        check("RotaryPositions.rotate, start -1", x).refuses(IllegalArgumentException.class, () -> positions.rotate(x, -1), "from position -1");
        check("RotaryPositions.rotate", random(1, 2, 6)).refuses(IllegalArgumentException.class, () -> positions.rotate(random(1, 2, 6), 0), "(..., T, 4)");
        Check.call("new RotaryPositions", 5, 3).refuses(IllegalArgumentException.class, () -> new RotaryPositions(5, 3), "dim even");
    }
}
