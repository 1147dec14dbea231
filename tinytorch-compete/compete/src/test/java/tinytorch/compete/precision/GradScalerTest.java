package tinytorch.compete.precision;

import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.compete.Cases;
import tinytorch.optim.SGD;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("compete.scaler")
class GradScalerTest {

    /** The scales after each of these steps. */
    private static List<Double> scales(GradScaler scaler, boolean... finite) {
        List<Double> scales = new ArrayList<>();
        for (boolean step : finite) {
            scaler.update(step);
            scales.add(scaler.scale());
        }
        return scales;
    }

    private static Tensor with(double... gradient) {
        Tensor parameter = random(1, gradient.length).requiresGrad(true);
        parameter.accumulateGrad(vector(gradient));
        return parameter;
    }

    @Test
    void growsAfterGoodStepsInARow() {
        Check.call("GradScaler.update", "good x 5, interval 2").because("doubled after two, then counted anew")
                .equal(() -> scales(new GradScaler(8, 2, 0.5, 2), true, true, true, true, true), List.of(8.0, 16.0, 16.0, 32.0, 32.0));
    }

    @Test
    void shrinksAfterABadOneAndCountsAnew() {
        Check.call("GradScaler.update", "good, bad, good, good, bad, bad").because("a bad step halves at once, and only two good ones in a row after it double")
                .equal(() -> scales(new GradScaler(8, 2, 0.5, 2), true, false, true, true, false, false), List.of(8.0, 4.0, 4.0, 8.0, 4.0, 2.0));
    }

    @Test
    void otherFactorsToo() {
        Check.call("GradScaler.update", "growth 4, backoff 0.25, interval 1").equal(() -> scales(new GradScaler(16, 4, 0.25, 1), true, false, false), List.of(64.0, 16.0, 4.0));
        Check.call("GradScaler").because("PyTorch's settings").equal(() -> scales(new GradScaler(), false), List.of(32768.0));
    }

    @Test
    @LookAt("GradScaler.divide")
    void gradientsAreDividedInPlace() {
        Tensor a = with(8, -4);
        Tensor b = with(2);
        Tensor none = random(2, 3).requiresGrad(true);
        Tensor gradient = a.grad();
        Check.call("GradScaler.unscale", "[8, -4], none, [2], scale 8").equal(() -> new GradScaler(8, 2, 0.5, 2).unscale(List.of(a, none, b)), true);
        Check.call("GradScaler.unscale", "the gradient [8, -4], scale 8").within(Tolerance.EXACT).gives(() -> values(a.grad()), Values.of(new double[] {1, -0.5}, 2));
        Check.call("GradScaler.unscale", "the gradient [2], scale 8").within(Tolerance.EXACT).gives(() -> values(b.grad()), Values.of(new double[] {0.25}, 1));
        Check.call("GradScaler.unscale", "the gradient of a parameter").because("the very tensor, not a new one").holds(a.grad() == gradient, "the same gradient", "another");
    }

    @Test
    @LookAt("GradScaler.divide")
    void whatIsNotFiniteIsSeenWhereverItIs() {
        GradScaler scaler = new GradScaler(2, 2, 0.5, 2);
        Check.call("GradScaler.unscale", "[1, inf], [1]").equal(() -> scaler.unscale(List.of(with(1, Double.POSITIVE_INFINITY), with(1))), false);
        Check.call("GradScaler.unscale", "[1], [-inf, 1]").equal(() -> scaler.unscale(List.of(with(1), with(Double.NEGATIVE_INFINITY, 1))), false);
        Check.call("GradScaler.unscale", "[NaN, 1], [2]").because("NaN is neither above nor below anything").equal(() -> scaler.unscale(List.of(with(Double.NaN, 1), with(2))), false);
        Check.call("GradScaler.unscale", "[inf, -inf]").equal(() -> scaler.unscale(List.of(with(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY))), false);
        Tensor good = with(6);
        Check.call("GradScaler.unscale", "[inf], [6]").equal(() -> scaler.unscale(List.of(with(Double.POSITIVE_INFINITY), good)), false);
        Check.call("GradScaler.unscale", "the gradient [6] beside one of [inf], scale 2").because("all are divided, whatever the others are").within(Tolerance.EXACT).gives(() -> values(good.grad()), Values.of(new double[] {3}, 1));
    }

    @Test
    void theScaleStaysInTheRangeOfAFloat() {
        Check.call("GradScaler.update", "2^126, growth 2, interval 1, good x 3").because("2^128 is no float: it stays, and is halved from there")
                .equal(() -> scales(new GradScaler(0x1p126, 2, 0.5, 1), true, true, true, false), List.of(0x1p127, 0x1p127, 0x1p127, 0x1p126));
        Check.call("GradScaler.update", "2^-125, bad x 3").because("below 2^-126 the factor 1 / scale would be infinite, and 0 times infinity is NaN")
                .equal(() -> scales(new GradScaler(0x1p-125, 2, 0.5, 1), false, false, true), List.of(0x1p-126, 0x1p-126, 0x1p-125));
        for (double scale : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1e39, 1e-39}) {
            Check.call("GradScaler", scale).refuses(IllegalArgumentException.class, () -> new GradScaler(scale, 2, 0.5, 2), "scale");
        }
    }

    @Test
    void withoutGradientsAllIsWell() {
        Check.call("GradScaler.unscale", "no parameters").equal(() -> new GradScaler().unscale(List.of()), true);
        Check.call("GradScaler.unscale", "a parameter without a gradient").equal(() -> new GradScaler().unscale(List.of(random(1, 2).requiresGrad(true))), true);
        Check.call("GradScaler.unscale", "one number, infinite").equal(() -> new GradScaler().unscale(List.of(with(Double.POSITIVE_INFINITY))), false);
    }

    /** Each optimizer steps if its own gradients are finite; the scale is updated once, with all of them. */
    @Test
    @LookAt("GradScaler.divide")
    void twoOptimizersWithOneScaleDoWhatPyTorchsDo() {
        for (Golden.Case c : Cases.of("scaler")) {
            GradScaler scaler = new GradScaler(c.args().get("scale").asDouble(), c.args().get("growth").asDouble(), c.args().get("backoff").asDouble(), c.args().get("interval").asInt());
            Tensor gradients = tensor(c.inputs().getFirst());
            List<Tensor> weights = List.of(vector(0, 0, 0).requiresGrad(true), vector(0, 0, 0).requiresGrad(true));
            for (int i = 0; i < gradients.dim(0); i++) {
                boolean all = true;
                for (int w = 0; w < 2; w++) {
                    Tensor weight = weights.get(w);
                    weight.zeroGrad();
                    weight.accumulateGrad(gradients.select(0, i).select(0, w).copy());
                    boolean finite = scaler.unscale(List.of(weight));
                    if (finite) {
                        new SGD(Map.of("w", weight), 1).step();
                    }
                    all &= finite;
                    Check.call("the weight of optimizer " + w, c.name(), "step " + i).within(Tolerance.FLOAT).gives(() -> values(weight), values(tensor(c.outputs().get(1)).select(0, i).select(0, w)));
                }
                boolean step = all;
                int at = i;
                Check.call("GradScaler.update", c.name(), "step " + i).equal(() -> scales(scaler, step), List.of(c.outputs().get(0).data()[at]));
            }
        }
    }
}
