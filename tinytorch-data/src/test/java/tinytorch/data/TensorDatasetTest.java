package tinytorch.data;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.counting;
import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.util.Arrays;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("data.dataset")
class TensorDatasetTest {

    @Test
    void anExampleIsARowOfEach() {
        Dataset data = new TensorDataset(tensor(shape(3, 2), 1, 2, 3, 4, 5, 6), vector(7, 8, 9));
        for (int i = 0; i < 3; i++) {
            int index = i;
            Check.call("TensorDataset.get", i).because("row " + i + " of the inputs, without the axis that counts the examples")
                    .gives(() -> values(data.get(index).input()), Values.of(new double[] {2 * i + 1, 2 * i + 2}, 2));
            Check.call("TensorDataset.get", i).because("number " + i + " of the targets, a tensor without axes")
                    .gives(() -> values(data.get(index).target()), Values.of(new double[] {7 + i}));
        }
    }

    @Test
    void inputAndTargetHaveAnyNumberOfAxes() {
        Dataset data = new TensorDataset(counting(2, 3, 4, 5), counting(2, 3));
        Check.call("TensorDataset.get", 1).gives(() -> values(data.get(1).target()), Values.of(new double[] {3, 4, 5}, 3));
        Check.call("TensorDataset.get", 1).equal(() -> Arrays.toString(data.get(1).input().dims()), "[3, 4, 5]");
    }

    @Test
    void anExampleCostsNoCopy() {
        Tensor inputs = counting(4, 3);
        Dataset data = new TensorDataset(inputs, vector(0, 1, 2, 3));
        Tensor row = Check.call("TensorDataset.get", 2).run(() -> data.get(2).input());
        inputs.set(100, 2, 1);
        Check.call("TensorDataset.get", 2).because("the row is a view: what is written to the tensor is seen in the example")
                .gives(() -> values(row), Values.of(new double[] {6, 100, 8}, 3));
    }

    @Test
    void readsEveryMemoryLayout() {
        Tensor inputs = random(1, 3, 2, 4);
        Values expected = Values.of(Arrays.copyOfRange(inputs.toArray(), 8, 16), 2, 4);
        for (Tensor layout : layouts(inputs)) {
            Check.call("TensorDataset.get", 1).because("a view must give what its contiguous copy gives").within(Tolerance.EXACT)
                    .gives(() -> values(new TensorDataset(layout, vector(0, 1, 2)).get(1).input()), expected);
        }
    }

    @Test
    void refusesWhatIsOutside() {
        Dataset data = new TensorDataset(counting(3, 2), vector(7, 8, 9));
        Check.call("TensorDataset.get", 2).gives(() -> values(data.get(2).target()), Values.of(new double[] {9}));
        Check.call("TensorDataset.get", 3).refuses(IndexOutOfBoundsException.class, () -> data.get(3), "3");
        Check.call("TensorDataset.get", -1).because("a place is counted from the front").refuses(IndexOutOfBoundsException.class, () -> data.get(-1), "-1");
        check("TensorDataset", counting(3, 2), vector(1, 2))
                .refuses(ShapeException.class, () -> new TensorDataset(counting(3, 2), vector(1, 2)), "(3, 2)", "(2,)");
    }
}
