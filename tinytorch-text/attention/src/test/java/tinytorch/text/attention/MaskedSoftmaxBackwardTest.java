package tinytorch.text.attention;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.Tensor;
import tinytorch.testkit.CentralDifference;
import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Values;

/** Calls backward with weights of the reference, so that these tests do not need forward. */
@Tag("attention.softmax-backward")
class MaskedSoftmaxBackwardTest {

    private static Tensor backward(Tensor g, Tensor weights) {
        return new MaskedSoftmax().backward(g, weights, List.of(weights)).getFirst();
    }

    @Test
    void theGradientMeetsItsMean() {
        Tensor weights = tensor(shape(1, 3), 0.25, 0, 0.75);
        Tensor g = tensor(shape(1, 3), 4, 100, 8);
        check("MaskedSoftmax.backward", g, weights).because("the mean of g, weighted, is 4 / 4 + 8 * 3 / 4 = 7; what was forbidden has no gradient")
                .gives(() -> values(backward(g, weights)), Values.of(new double[] {-0.75, 0, 0.75}, 1, 3));
    }

    @Test
    void everyRowHasItsOwn() {
        Tensor weights = tensor(shape(2, 1, 2), 0.5, 0.5, 0.25, 0.75);
        Tensor g = tensor(shape(2, 1, 2), 2, 4, 4, 8);
        check("MaskedSoftmax.backward", g, weights).because("means 3 and 7").gives(() -> values(backward(g, weights)),
                Values.of(new double[] {-0.5, 0.5, -0.75, 0.75}, 2, 1, 2));
    }

    @Test
    void whatMovesAllWeightsHasNoInfluence() {
        Tensor weights = tensor(shape(1, 4), 0.125, 0.5, 0.25, 0.125);
        Tensor g = tensor(shape(1, 4), 3, 3, 3, 3);
        check("MaskedSoftmax.backward", g, weights).because("weights always sum to 1").gives(() -> values(backward(g, weights)),
                Values.of(new double[4], 1, 4));
    }

    @Test
    @LookAt("MaskedSoftmax.gradient")
    void aRowWithoutAnyKeyHasNoGradient() {
        Tensor weights = tensor(shape(1, 2), 0, 0);
        Tensor g = tensor(shape(1, 2), 5, 6);
        check("MaskedSoftmax.backward", g, weights).because("padding must not poison training: 0, not NaN")
                .gives(() -> values(backward(g, weights)), Values.of(new double[2], 1, 2));
    }

    @Test
    void theMaskHasNoGradient() {
        Tensor weights = tensor(shape(1, 2), 1, 0);
        Check check = check("MaskedSoftmax.backward", weights);
        List<Tensor> gradients = check.run(() -> new MaskedSoftmax().backward(weights, weights, List.of(weights, weights)));
        check.because("one a input").holds(gradients.size() == 2 && gradients.get(1) == null, "a gradient and null", gradients);
    }

    @Test
    @LookAt("MaskedSoftmax.gradient")
    void agreesWithCentralDifferences() {
        for (int keys : new int[] {1, 2, 7, 33}) {
            int[] dims = {2, 3, keys};
            double[] x = Reference.doubles(random(keys, dims));
            double[] allowed = Reference.doubles(random(5, 3, keys).gt(-1));
            double[] c = Reference.cotangent(2, x.length);
            Tensor weights = tensor(dims, Reference.softmax(x, keys, allowed));
            check("MaskedSoftmax.backward", tensor(dims, c), weights)
                    .because("this is how much the weights, multiplied with random numbers, change when a score is moved by a little")
                    .gives(() -> values(backward(tensor(dims, c), weights)),
                            Values.of(CentralDifference.gradient(v -> Reference.softmax(v, keys, allowed), x, c), dims));
        }
    }

    @Test
    void readsEveryMemoryLayout() {
        int[] dims = {2, 2, 3, 5};
        Tensor weights = tensor(dims, Reference.softmax(Reference.doubles(random(1, dims)), 5, null));
        Tensor g = random(2, dims);
        Values expected = check("MaskedSoftmax.backward", g, weights).run(() -> values(backward(g, weights)));
        for (Tensor layout : layouts(g)) {
            check("MaskedSoftmax.backward", layout, weights).because("a view must give what its contiguous copy gives")
                    .gives(() -> values(backward(layout, weights)), expected);
            check("MaskedSoftmax.backward", layout, weights).because("the gradient it was given is not its own")
                    .gives(() -> values(layout), values(g));
        }
    }
}
