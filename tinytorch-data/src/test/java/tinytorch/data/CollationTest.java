package tinytorch.data;

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
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("data.collate")
class CollationTest {

    @Test
    void stacksAlongANewFirstAxis() {
        check("Collation.stack", vector(1, 2), vector(3, 4), vector(5, 6)).because("number n of the list is row n")
                .gives(() -> values(Collation.stack("input", List.of(vector(1, 2), vector(3, 4), vector(5, 6)))),
                        Values.of(new double[] {1, 2, 3, 4, 5, 6}, 3, 2));
    }

    @Test
    void stacksNumbersToAVector() {
        List<Tensor> targets = List.of(tensor(shape(), 3), tensor(shape(), 0), tensor(shape(), 9));
        Check.call("Collation.stack", "(), (), ()").because("a class has the shape (), three of them (3,)")
                .gives(() -> values(Collation.stack("target", targets)), Values.of(new double[] {3, 0, 9}, 3));
    }

    @Test
    void oneIsAStackToo() {
        Check.call("Collation.stack", "(2, 1, 3)").because("a batch of one example still has the axis that counts them")
                .gives(() -> values(Collation.stack("input", List.of(tensor(shape(2, 1, 3), 1, 2, 3, 4, 5, 6)))), Values.of(new double[] {1, 2, 3, 4, 5, 6}, 1, 2, 1, 3));
        Check.call("Collation.stack", "(0,), (0,)").equal(() -> Collation.stack("input", List.of(vector(), vector())).shape().toString(), "(2, 0)");
    }

    @Test
    void readsEveryMemoryLayout() {
        Tensor a = random(1, 3, 4, 5);
        Tensor b = random(2, 3, 4, 5);
        Values expected = Check.call("Collation.stack", "(3, 4, 5), (3, 4, 5)").run(() -> values(Collation.stack("input", List.of(a, b))));
        for (Tensor layout : layouts(b)) {
            Check.call("Collation.stack", "(3, 4, 5), (3, 4, 5)").because("a row of a dataset is a view: mind its offset and its strides").within(Tolerance.EXACT)
                    .gives(() -> values(Collation.stack("input", List.of(a, layout))), expected);
        }
    }

    @Test
    void rowsOfALargerTensorAreStackedFromWhereTheyBegin() {
        Tensor all = tensor(shape(3, 2), 1, 2, 3, 4, 5, 6);
        Check.call("Collation.stack", "rows 2 and 1 of a (3, 2)").because("a row is contiguous, but does not begin at the start of its array")
                .gives(() -> values(Collation.stack("input", List.of(all.select(0, 2), all.select(0, 1)))), Values.of(new double[] {5, 6, 3, 4}, 2, 2));
    }

    @Test
    void theBatchIsACopy() {
        Tensor input = vector(1, 2);
        Tensor stacked = Check.call("Collation.stack", "(2,)").run(() -> Collation.stack("input", List.of(input)));
        stacked.set(100, 0, 0);
        Check.call("Collation.stack", "(2,)").because("whoever changes a batch must not change the dataset").gives(() -> values(input), Values.of(new double[] {1, 2}, 2));
    }

    @Test
    @LookAt("Collation.stack")
    void inputsAndTargetsAreStackedEach() {
        List<Example> examples = List.of(new Example(vector(1, 2), tensor(shape(), 7)), new Example(vector(3, 4), tensor(shape(), 8)));
        Check.call("Collation.STACK", "2 examples").gives(() -> values(Collation.STACK.collate(examples).inputs()), Values.of(new double[] {1, 2, 3, 4}, 2, 2));
        Check.call("Collation.STACK", "2 examples").gives(() -> values(Collation.STACK.collate(examples).targets()), Values.of(new double[] {7, 8}, 2));
    }

    @Test
    void refusesDifferentShapes() {
        Check.call("Collation.stack", "(2,), (2,)").run(() -> Collation.stack("input", List.of(vector(1, 2), vector(3, 4))));
        Check.call("Collation.stack", "(2,), (2,), (3,)").refuses(ShapeException.class,
                () -> Collation.stack("input", List.of(vector(1, 2), vector(3, 4), vector(1, 2, 3))), "input of example 2", "(2,)", "(3,)");
        Check.call("Collation.stack", "(4,), (2, 2)").because("as many numbers are not enough").refuses(ShapeException.class,
                () -> Collation.stack("target", List.of(vector(1, 2, 3, 4), tensor(shape(2, 2), 1, 2, 3, 4))), "target of example 1", "(4,)", "(2, 2)");
    }
}
