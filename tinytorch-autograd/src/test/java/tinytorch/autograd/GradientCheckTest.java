package tinytorch.autograd;

import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.nn.activation.GELU;
import tinytorch.nn.activation.LogSoftmax;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.activation.Softmax;
import tinytorch.nn.network.CrossEntropy;
import tinytorch.tensor.DiffOp;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("autograd.check")
class GradientCheckTest {

    private static GradientCheck checker(String name) {
        return new GradientCheck(name, new SplittableRandom(1));
    }

    private static void right(String name, Function<List<Tensor>, Tensor> f, Tensor... inputs) {
        Check.call("GradientCheck.check", name).because("this gradient is right").run(() -> {
            checker(name).check(f, inputs);
            return "right";
        });
    }

    private static void wrong(String name, Function<List<Tensor>, Tensor> f, Tensor input, String... parts) {
        Check.call("GradientCheck.check", name).because("this gradient is wrong, and the message says how").refuses(GradientException.class, () -> {
            checker(name).check(f, input);
            return "no complaint";
        }, parts);
    }

    /** A function with a rule of its own, right or wrong. */
    private static Function<List<Tensor>, Tensor> function(UnaryOperator<Tensor> forward, UnaryOperator<Tensor> slope) {
        DiffOp op = new DiffOp() {
            @Override
            public Tensor forward(List<Tensor> inputs) {
                return forward.apply(inputs.getFirst());
            }

            @Override
            public List<Tensor> backward(Tensor gradOutput, Tensor output, List<Tensor> inputs) {
                return List.of(gradOutput.mul(slope.apply(inputs.getFirst())));
            }
        };
        return in -> Tensor.apply(op, in.getFirst());
    }

    @Test
    void rightGradientsPass() {
        right("x^2", function(x -> x.mul(x), x -> x.mul(2)), random(1, 3, 4));
        right("GELU", in -> Tensor.apply(new GELU(), in.getFirst()), random(2, 3, 4));
        right("softmax", in -> Tensor.apply(new Softmax(-1), in.getFirst()), random(3, 3, 4));
        right("log-softmax with large scores", in -> Tensor.apply(new LogSoftmax(-1), in.getFirst().mul(20)), random(4, 2, 3));
        right("cross-entropy", in -> Tensor.apply(new CrossEntropy(), in.getFirst(), vector(1, 0)), random(5, 2, 3));
        right("exp near 10", in -> in.getFirst().exp(), vector(10, 9.5));
        right("a small gradient", in -> in.getFirst().mul(1e-4f).sum(), random(6, 5));
        right("x^2 near 1000", in -> in.getFirst().mul(in.getFirst()), vector(1000, -1234.5));
    }

    @Test
    void allInputsAreChecked() {
        right("matmul", in -> in.get(0).matmul(in.get(1)), random(1, 2, 3), random(2, 3, 2));
        Function<List<Tensor>, Tensor> second = in -> in.get(0).mul(function(x -> x.mul(3), x -> Tensor.scalar(2)).apply(List.of(in.get(1))));
        Check.call("GradientCheck.check", "x * 3 y with the slope 2 y").refuses(GradientException.class, () -> {
            checker("product").check(second, vector(1, 2), vector(3, 4));
            return "no complaint";
        }, "product", "input 1");
    }

    @Test
    void wrongFactorIsNamed() {
        wrong("half a square", function(x -> x.mul(x), x -> x), random(1, 2, 3), "half a square", "input 0", "(2, 3)", "0.500 times", "6 of 6");
    }

    @Test
    void wrongSignIsNamed() {
        wrong("cosine", function(x -> x.mul(x), x -> x.mul(-2)), random(1, 4), "sign", "4 of 4");
    }

    @Test
    void missingGradientIsNamed() {
        wrong("detached", in -> in.getFirst().detach().tanh(), random(1, 4), "No gradient arrives", "detach");
        wrong("partly detached", in -> in.getFirst().mul(in.getFirst().detach()), random(1, 4), "0.500 times");
    }

    @Test
    void oneWrongElementIsFound() {
        Tensor x = tensor(shape(5), 0.5, 1, 1.5, 2, 2.5);
        wrong("wrong above 2.2", function(v -> v.mul(v), v -> v.mul(2).add(v.gt(2.2f))), x, "element 4", "1 of 5", "backward gives",
                "central differences give");
    }

    @Test
    void sumOfASoftmaxDoesNotHideAWrongGradient() {
        DiffOp careless = new DiffOp() {
            @Override
            public Tensor forward(List<Tensor> inputs) {
                return new Softmax(-1).forward(inputs);
            }

            @Override
            public List<Tensor> backward(Tensor gradOutput, Tensor output, List<Tensor> inputs) {
                return List.of(Tensor.zeros(inputs.getFirst().dims()));
            }
        };
        wrong("softmax without gradient", in -> Tensor.apply(careless, in.getFirst()), random(1, 2, 3), "6 of 6");
    }

    @Test
    void kinkIsToldFromAMistake() {
        wrong("ReLU at 0", in -> Tensor.apply(new ReLU(), in.getFirst()), vector(0, 1, -1), "kink", "element 0", "1 of 3");
    }

    @Test
    void notANumberIsNeverRight() {
        wrong("a gradient of 0 / 0", function(x -> x.mul(x), x -> x.sub(x).div(0)), vector(1, 2), "not finite", "2 of 2");
    }

    @Test
    void inputsOfEveryMemoryLayoutAreReadAndNotChanged() {
        Tensor x = random(1, 2, 3);
        Values before = values(x);
        for (Tensor layout : layouts(x)) {
            right("tanh", in -> in.getFirst().tanh(), layout);
            Check.call("GradientCheck.check").within(Tolerance.EXACT).because("the inputs are the caller's").gives(() -> values(layout), before);
            Check.call("GradientCheck.check").because("no gradient is left behind").equal(layout::grad, null);
        }
    }

    @Test
    void slopesAreGoodToFourDigits() {
        Probe probe = new Probe(in -> in.getFirst().pow(4), List.of(vector(1)), vector(2));
        double slope = Check.call("Probe.slope", "2 x^4 at 1").run(() -> probe.slope(0, 0));
        Check.call("Probe.slope", "2 x^4 at 1").because("with two steps the error in h^2 cancels, and a polynomial of degree 4 has no other")
                .within(new Tolerance(0, 2e-5))
                .gives(() -> Values.of(new double[] {slope}), Values.of(new double[] {8}));
        Probe far = new Probe(in -> in.getFirst().mul(3), List.of(vector(100_003)), vector(1));
        double there = Check.call("Probe.slope", "3 x at 100,003").run(() -> far.slope(0, 0));
        Check.call("Probe.slope", "3 x at 100,003").because("the step grows with x, and the distance is taken as it is in float")
                .within(new Tolerance(0, 1e-4))
                .gives(() -> Values.of(new double[] {there}), Values.of(new double[] {3}));
    }
}
