package tinytorch.nn.network;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("networks.linear")
class LinearTest {

    private static Linear threeOutputs() {
        return new Linear(tensor(shape(3, 2), 3, 4, 5, 6, 7, 8), vector(10, 20, 30));
    }

    @Test
    void everyOutputIsAWeightedSumOfTheInputsPlusItsBias() {
        Tensor x = tensor(shape(1, 2), 1, 2);
        check("Linear(2, 3).forward", x).because("output j is row j of the weight times the input, plus bias j: 1*3 + 2*4 + 10 = 21")
                .gives(() -> values(threeOutputs().forward(x)), Values.of(new double[] {21, 37, 53}, 1, 3));
    }

    @Test
    void everyRowOfABatchIsComputedByItself() {
        Tensor x = tensor(shape(3, 2), 1, 2, 0, 0, -1, 1);
        check("Linear(2, 3).forward", x).because("the bias is added to every row; a row of zeros gives the bias alone")
                .gives(() -> values(threeOutputs().forward(x)), Values.of(new double[] {21, 37, 53, 10, 20, 30, 11, 21, 31}, 3, 3));
    }

    @Test
    void takesAnyLeadingAxesAndNone() {
        Linear layer = threeOutputs();
        Tensor vector = vector(1, 2);
        check("Linear(2, 3).forward", vector).because("without a batch axis the output has none either")
                .gives(() -> values(layer.forward(vector)), Values.of(new double[] {21, 37, 53}, 3));
        Tensor stack = tensor(shape(2, 1, 2), 1, 2, 0, 0);
        check("Linear(2, 3).forward", stack).because("all axes but the last are carried along")
                .gives(() -> values(layer.forward(stack)), Values.of(new double[] {21, 37, 53, 10, 20, 30}, 2, 1, 3));
        Tensor empty = tensor(shape(0, 2));
        check("Linear(2, 3).forward", empty).because("no rows in, no rows out")
                .gives(() -> values(layer.forward(empty)), Values.of(new double[0], 0, 3));
    }

    @Test
    void worksWithoutABias() {
        Linear layer = new Linear(tensor(shape(3, 2), 3, 4, 5, 6, 7, 8), null);
        Tensor x = tensor(shape(1, 2), 1, 2);
        check("Linear(2, 3, no bias).forward", x).gives(() -> values(layer.forward(x)), Values.of(new double[] {11, 17, 23}, 1, 3));
        check("Linear(2, 3, no bias).parameters").equal(() -> layer.parameters().keySet().toString(), "[weight]");
    }

    @Test
    void readsInputsOfEveryMemoryLayout() {
        Tensor weight = random(1, 4, 3);
        Tensor bias = random(2, 4);
        Tensor x = random(3, 5, 3);
        Values expected = Values.of(Reference.linear(Reference.doubles(x), Reference.doubles(weight), Reference.doubles(bias)), 5, 4);
        Linear layer = new Linear(weight, bias);
        for (Tensor input : layouts(x)) {
            check("Linear(3, 4).forward", input).because("a view must give what its contiguous copy gives")
                    .gives(() -> values(layer.forward(input)), expected);
        }
    }

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case c : Golden.load(LinearTest.class, "golden.json", "linear")) {
            Linear layer = golden(c);
            Tensor x = tensor(c.inputs().get(0));
            check("Linear.forward, " + c.name(), x).because("torch.nn.Linear gives this").within(Tolerance.ofSum(4))
                    .gives(() -> values(layer.forward(x)), c.outputs().get(0));
        }
    }

    @Test
    void refusesAnInputOfAnotherSize() {
        Linear layer = threeOutputs();
        check("Linear(2, 3).forward", vector(1, 2)).run(() -> layer.forward(vector(1, 2)));
        for (Tensor wrong : List.of(random(1, 2, 3), random(1, 3), random(1))) {
            check("Linear(2, 3).forward", wrong)
                    .refuses(ShapeException.class, () -> layer.forward(wrong), "Linear", "in = 2", wrong.shape().toString(), "(3, 2)");
        }
    }

    @Test
    void itsParametersHavePyTorchsNamesAndShapes() {
        Linear layer = threeOutputs();
        check("Linear(2, 3).forward", vector(0, 0)).gives(() -> values(layer.forward(vector(0, 0))), Values.of(new double[] {10, 20, 30}, 3));
        Check.call("Linear(2, 3).parameters").equal(() -> layer.parameters().keySet().toString(), "[weight, bias]");
        Check.call("Linear(2, 3).parameters").because("outputs come first")
                .equal(() -> layer.parameters().get("weight").shape().toString(), "(3, 2)");
        Check.call("Linear(2, 3).parameterCount").because("3 * 2 weights and 3 biases").equal(layer::parameterCount, 9L);
    }

    static Linear golden(Golden.Case c) {
        return new Linear(tensor(c.inputs().get(2)), c.inputs().size() > 3 ? tensor(c.inputs().get(3)) : null);
    }
}
