package tinytorch.optim;

import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("optim.clip")
class ClippingTest {

    /** Parameters with these gradients. */
    private static List<Tensor> with(Tensor... gradients) {
        List<Tensor> parameters = new ArrayList<>();
        for (Tensor gradient : gradients) {
            Tensor p = Tensor.zeros(gradient.dims()).requiresGrad(true);
            p.accumulateGrad(gradient);
            parameters.add(p);
        }
        return parameters;
    }

    private static Values number(double value) {
        return Values.of(new double[] {value});
    }

    @Test
    void theNormIsThatOfAllGradientsTogether() {
        Check.call("GradientClipping.norm", "gradients [3, 0] and [4]").because("sqrt(9 + 0 + 16)")
                .gives(() -> number(GradientClipping.norm(with(vector(3, 0), vector(4)))), number(5));
        List<Tensor> one = new ArrayList<>(with(vector(2)));
        one.add(vector(9).requiresGrad(true));
        Check.call("GradientClipping.norm", "a parameter without gradient").because("it doesn't count")
                .gives(() -> number(GradientClipping.norm(one)), number(2));
    }

    @Test
    void theNormOfHugeGradientsIsFinite() {
        Check.call("GradientClipping.norm", "gradients [3e30] and [4e30]").because("their squares fit into a double, not into a float")
                .gives(() -> number(GradientClipping.norm(with(vector(3e30), vector(4e30))) / 1e30), number(5));
    }

    @Test
    void readsGradientsOfEveryMemoryLayout() {
        for (Tensor gradient : layouts(tensor(new int[] {2, 2}, 1, 2, 4, 10))) {
            Tensor p = Tensor.zeros(2, 2).requiresGrad(true);
            p.accumulateGrad(gradient);
            Check.call("GradientClipping.norm", "(2, 2)").because("sqrt(1 + 4 + 16 + 100)")
                    .gives(() -> number(GradientClipping.norm(List.of(p))), number(11));
        }
    }

    @Test
    void scalesAllGradientsByTheSameFactor() {
        List<Tensor> parameters = with(vector(3, 0), vector(4));
        Check.call("GradientClipping.byNorm", "gradients [3, 0] and [4]", 1).because("the norm before is returned")
                .gives(() -> number(GradientClipping.byNorm(parameters, 1)), number(5));
        Check.call("GradientClipping.byNorm", "gradients [3, 0] and [4]", 1).because("a fifth of each: the direction stays")
                .gives(() -> values(parameters.get(0).grad()), Values.of(new double[] {0.6, 0}, 2));
        Check.call("GradientClipping.byNorm", "gradients [3, 0] and [4]", 1).gives(() -> values(parameters.get(1).grad()), Values.of(new double[] {0.8}, 1));
    }

    @Test
    void neverMakesAGradientLarger() {
        List<Tensor> parameters = with(vector(3, 0), vector(4));
        Check.call("GradientClipping.byNorm", "norm 5", 10).because("it is small enough").within(Tolerance.EXACT).gives(() -> {
            GradientClipping.byNorm(parameters, 10);
            return values(parameters.get(0).grad());
        }, Values.of(new double[] {3, 0}, 2));
        List<Tensor> zeros = with(vector(0, 0));
        Check.call("GradientClipping.byNorm", "gradient [0, 0]", 1).because("no division by 0").gives(() -> {
            GradientClipping.byNorm(zeros, 1);
            return values(zeros.get(0).grad());
        }, Values.of(new double[] {0, 0}, 2));
    }

    @Test
    void limitsEveryNumberByItself() {
        List<Tensor> parameters = with(vector(3, 0.5), vector(-4));
        Check.call("GradientClipping.byValue", "gradients [3, 0.5] and [-4]", 2).because("the largest size before is returned")
                .gives(() -> number(GradientClipping.byValue(parameters, 2)), number(4));
        Check.call("GradientClipping.byValue", "gradients [3, 0.5] and [-4]", 2).because("from -2 to 2")
                .gives(() -> values(parameters.get(0).grad()), Values.of(new double[] {2, 0.5}, 2));
        Check.call("GradientClipping.byValue", "gradients [3, 0.5] and [-4]", 2).gives(() -> values(parameters.get(1).grad()), Values.of(new double[] {-2}, 1));
    }

    @Test
    void whatIsNotFiniteIsReportedAndLeft() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            List<Tensor> parameters = with(vector(300), vector(1, bad));
            double size = Math.abs(bad);
            Check.call("GradientClipping.byNorm", "gradients [300] and [1, " + bad + "]", 1).because("the caller must be able to see it")
                    .gives(() -> number(GradientClipping.byNorm(parameters, 1)), number(size));
            Check.call("GradientClipping.byNorm", "gradients [300] and [1, " + bad + "]", 1).because("made smaller it would be hidden, not repaired")
                    .gives(() -> values(parameters.get(1).grad()), Values.of(new double[] {1, bad}, 2));
            Check.call("GradientClipping.byValue", "gradients [300] and [1, " + bad + "]", 1).because("the caller must be able to see it")
                    .gives(() -> number(GradientClipping.byValue(parameters, 1)), number(size));
            Check.call("GradientClipping.byValue", "gradients [300] and [1, " + bad + "]", 1).because("nothing is changed")
                    .gives(() -> values(parameters.get(0).grad()), Values.of(new double[] {300}, 1));
        }
    }

    @Test
    @LookAt("GradientClipping.byValue")
    void agreesWithPyTorch() {
        for (String op : List.of("clip_norm", "clip_value")) {
            for (Golden.Case c : Golden.load(ClippingTest.class, "golden.json", op)) {
                List<Tensor> parameters = with(c.inputs().stream().map(v -> tensor(v)).toArray(Tensor[]::new));
                double limit = Steps.number(c, "limit", 0);
                double before = Check.call(op, c.name()).run(() -> op.equals("clip_norm")
                        ? GradientClipping.byNorm(parameters, limit) : GradientClipping.byValue(parameters, limit));
                for (int i = 0; i < parameters.size(); i++) {
                    Tensor gradient = parameters.get(i).grad();
                    Check.call(op, c.name(), "gradient " + i).gives(() -> values(gradient), c.outputs().get(i));
                }
                if (op.equals("clip_norm")) {
                    Check.call(op, c.name(), "the norm before").gives(() -> number(before), c.outputs().getLast());
                }
            }
        }
        Check.call("GradientClipping.byNorm", 0).refuses(IllegalArgumentException.class, () -> GradientClipping.byNorm(List.of(), 0), "above 0");
    }
}
