package tinytorch.nn.activation;

import static tinytorch.tensor.TestTensors.counting;
import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Values;

@Tag("activations.inplace")
class InPlaceTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static Map<Activation, Reference> activations() {
        Map<Activation, Reference> all = new LinkedHashMap<>();
        all.put(new ReLU(), Reference.each(x -> Math.max(x, 0)));
        all.put(new LeakyReLU(0.25f), Reference.each(x -> x > 0 ? x : 0.25 * x));
        all.put(new LeakyReLU(2), Reference.each(x -> x > 0 ? x : 2 * x));
        all.put(new Sigmoid(), Reference.each(x -> 1 / (1 + Math.exp(-x))));
        all.put(new Tanh(), Reference.each(Math::tanh));
        all.put(new Softmax(0), Reference.along(0, Reference::softmax));
        all.put(new Softmax(-1), Reference.along(1, Reference::softmax));
        all.put(new LogSoftmax(0), Reference.along(0, Reference::logSoftmax));
        all.put(new LogSoftmax(-1), Reference.along(1, Reference::logSoftmax));
        return all;
    }

    @Test
    void overwritesTheTensorItself() {
        activations().forEach((activation, reference) -> {
            Tensor x = random(1, 3, 4);
            Values expected = Values.of(reference.apply(values(x).data(), x.dims()), x.dims());
            Check check = Check.call(ActivationChecks.name(activation) + ".applyInPlace", x.shape());
            Tensor result = check.run(() -> activation.applyInPlace(x));
            check.holds(result == x, "the tensor that was given is returned", "another tensor");
            check.because("the tensor itself has to hold the result").gives(() -> values(x), expected);
        });
    }

    @Test
    void overwritesTensorsOfEveryMemoryLayout() {
        activations().forEach((activation, reference) -> {
            Tensor x = random(2, 3, 4);
            Values expected = Values.of(reference.apply(values(x).data(), x.dims()), x.dims());
            for (Tensor view : layouts(x)) {
                Check.call(ActivationChecks.name(activation) + ".applyInPlace", x.shape())
                        .because("a view is overwritten through its strides")
                        .gives(() -> values(activation.applyInPlace(view)), expected);
            }
        });
    }

    @Test
    void leavesTheRestOfTheStorageAlone() {
        activations().keySet().forEach(activation -> {
            Tensor whole = counting(4, 5);
            Check.call(ActivationChecks.name(activation) + ".applyInPlace", "(2, 2)")
                    .run(() -> activation.applyInPlace(whole.narrow(0, 1, 2).narrow(1, 2, 2)));
            for (int i = 0; i < 20; i++) {
                boolean inside = i / 5 >= 1 && i / 5 <= 2 && i % 5 >= 2 && i % 5 <= 3;
                float value = whole.get(i / 5, i % 5);
                Check.call(ActivationChecks.name(activation) + ".applyInPlace", "(2, 2)").holds(inside || value == i,
                        "elements of the storage outside the view stay as they were, here " + i, value);
            }
        });
    }

    @Test
    void staysStableForHugeInputs() {
        Map<Activation, double[]> expected = new LinkedHashMap<>();
        expected.put(new ReLU(), new double[] {1e4, 0, 0, INFINITY, 0, Double.NaN});
        expected.put(new LeakyReLU(0.5f), new double[] {1e4, -5e3, 0, INFINITY, -INFINITY, Double.NaN});
        expected.put(new Sigmoid(), new double[] {1, 0, 0.5, 1, 0, Double.NaN});
        expected.put(new Tanh(), new double[] {1, -1, 0, 1, -1, Double.NaN});
        expected.forEach((activation, result) -> Check.call(ActivationChecks.name(activation) + ".applyInPlace",
                "(6,)").because("in place as out of place: no overflow, NaN stays NaN")
                .gives(() -> values(activation.applyInPlace(vector(1e4, -1e4, 0, INFINITY, -INFINITY, Double.NaN))), Values.of(result, 6)));
        Check.call("Softmax.applyInPlace", "(2, 2)").because("subtract each row's maximum first")
                .gives(() -> values(new Softmax(-1).applyInPlace(tensor(shape(2, 2), 1e4, 1e4, 0, -1e4))), Values.of(new double[] {0.5,
                        0.5, 1, 0}, 2, 2));
        Check.call("LogSoftmax.applyInPlace", "(2, 2)").because("subtract each row's maximum first")
                .gives(() -> values(new LogSoftmax(-1).applyInPlace(tensor(shape(2, 2), 1e4, -1e4, 0, -1e4))), Values.of(new double[] {0,
                        -2e4, 0, -1e4}, 2, 2));
    }

    @Test
    void keepsEmptyTensors() {
        activations().keySet().forEach(activation -> Check.call(ActivationChecks.name(activation) + ".applyInPlace",
                "(2, 0)").because("there is nothing to overwrite")
                .gives(() -> values(activation.applyInPlace(tensor(shape(2, 0)))), Values.of(new double[0], 2, 0)));
    }

    @Test
    void isRefusedWhereTheGradientNeedsTheInput() {
        Tensor allowed = vector(-1, 1);
        Check.call("LeakyReLU[slope=0.0].applyInPlace", "(2,)")
                .gives(() -> values(new LeakyReLU(0).applyInPlace(allowed)), Values.of(new double[] {0, 1}, 2));
        for (Activation activation : new Activation[] {new GELU(), new GELU(GELU.Approximation.TANH), new LeakyReLU(-0.5f)}) {
            Tensor x = vector(-1, 1);
            Check check = Check.call(ActivationChecks.name(activation) + ".applyInPlace", "(2,)")
                    .because("two inputs have the same output, so the gradient can't be had from the output");
            check.refuses(UnsupportedOperationException.class, () -> activation.applyInPlace(x), "in place", "input", "Use forward");
            check.because("a refused change changes nothing").gives(() -> values(x), Values.of(new double[] {-1, 1}, 2));
        }
    }

    @Test
    void isRefusedWhileOperationsOnTheTensorAreTracked() {
        activations().keySet().forEach(activation -> {
            Tensor x = random(3, 2, 3).requiresGrad(true);
            Values before = values(x);
            Check check = Check.call(ActivationChecks.name(activation) + ".applyInPlace", "(2, 3)")
                    .because("the old value is wanted for a gradient");
            check.refuses(IllegalStateException.class, () -> activation.applyInPlace(x), "wants a gradient");
            check.because("a refused change changes nothing").gives(() -> values(x), before);
        });
    }
}
