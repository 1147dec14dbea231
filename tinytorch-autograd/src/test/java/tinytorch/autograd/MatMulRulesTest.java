package tinytorch.autograd;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.counting;
import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.Tensor;
import tinytorch.testkit.Values;

@Tag("autograd.matmul")
class MatMulRulesTest {

    private static void rule(String reason, Tensor g, Tensor a, Tensor b, Values left, Values right) {
        check("MatMulRules.left", a, b).because(reason).gives(() -> values(MatMulRules.left(g, a, b)), left);
        check("MatMulRules.right", a, b).because(reason).gives(() -> values(MatMulRules.right(g, a, b)), right);
    }

    @Test
    void matrices() {
        Tensor a = tensor(shape(1, 2), 1, 2);
        Tensor b = tensor(shape(2, 3), 3, 4, 5, 6, 7, 8);
        rule("G B^T = [1*3 + 0*4 - 1*5, 1*6 + 0*7 - 1*8], and A^T G is every a times every g", tensor(shape(1, 3), 1, 0, -1), a, b,
                Values.of(new double[] {-2, -2}, 1, 2), Values.of(new double[] {1, 0, -1, 2, 0, -2}, 2, 3));
    }

    @Test
    void rowsOfTheLeftAddUpInTheRight() {
        Tensor a = tensor(shape(2, 1), 3, 5);
        Tensor b = tensor(shape(1, 1), 7);
        rule("b was used for both rows: 3 * 10 + 5 * 100", tensor(shape(2, 1), 10, 100), a, b,
                Values.of(new double[] {70, 700}, 2, 1), Values.of(new double[] {530}, 1, 1));
    }

    @Test
    void twoVectors() {
        rule("y = a . b is a number, so dL/da = g b and dL/db = g a", tensor(shape(), 10), vector(1, 2), vector(3, 4),
                Values.of(new double[] {30, 40}, 2), Values.of(new double[] {10, 20}, 2));
    }

    @Test
    void matrixAndVector() {
        Tensor a = tensor(shape(2, 3), 1, 2, 3, 4, 5, 6);
        rule("the vector is a column, and its axis is missing in g: put it back", vector(10, 100), a, vector(1, 0, -1),
                Values.of(new double[] {10, 0, -10, 100, 0, -100}, 2, 3), Values.of(new double[] {410, 520, 630}, 3));
    }

    @Test
    void vectorAndMatrix() {
        Tensor b = tensor(shape(2, 3), 1, 2, 3, 4, 5, 6);
        rule("the vector is a row, and its axis is missing in g: put it back", vector(1, 0, -1), vector(10, 100), b,
                Values.of(new double[] {-2, -2}, 2), Values.of(new double[] {10, 0, -10, 100, 0, -100}, 2, 3));
    }

    @Test
    void everyMatrixOfAStackWithItsOwn() {
        Tensor a = tensor(shape(2, 1, 1), 2, 3);
        Tensor b = tensor(shape(2, 1, 1), 5, 7);
        rule("the two products have nothing to do with each other", tensor(shape(2, 1, 1), 10, 100), a, b,
                Values.of(new double[] {50, 700}, 2, 1, 1), Values.of(new double[] {20, 300}, 2, 1, 1));
    }

    @Test
    void oneMatrixForAWholeBatchGetsOneGradient() {
        Tensor a = tensor(shape(2, 1, 1), 2, 3);
        Tensor b = tensor(shape(1, 1), 5);
        check("MatMulRules.right", a, b).because("all rows of the batch are just more rows: one product sums over them, 2 * 10 + 3 * 100")
                .gives(() -> values(MatMulRules.right(tensor(shape(2, 1, 1), 10, 100), a, b)), Values.of(new double[] {320}, 1, 1));
        Tensor v = vector(5);
        check("MatMulRules.right", a, v).gives(() -> values(MatMulRules.right(tensor(shape(2, 1), 10, 100), a, v)), Values.of(new double[] {320}, 1));
    }

    @Test
    void batchThatWasStretchedKeepsTheBatchOfTheOutput() {
        Tensor a = tensor(shape(1, 1), 2);
        Tensor b = tensor(shape(3, 1, 1), 5, 6, 7);
        check("MatMulRules.left", a, b).because("one gradient for each matrix of the batch; un-broadcasting sums them afterwards")
                .gives(() -> values(MatMulRules.left(tensor(shape(3, 1, 1), 1, 10, 100), a, b)), Values.of(new double[] {5, 60, 700}, 3, 1, 1));
        Tensor row = vector(2);
        check("MatMulRules.left", row, b).because("for a vector without the axis of its row")
                .gives(() -> values(MatMulRules.left(tensor(shape(3, 1), 1, 10, 100), row, b)), Values.of(new double[] {5, 60, 700}, 3, 1));
    }

    @Test
    void emptyBatchAndEmptyRows() {
        Tensor a = tensor(shape(0, 2, 3));
        Tensor b = counting(3, 2);
        rule("no examples: the weight's gradient is 0", tensor(shape(0, 2, 2)), a, b, Values.of(new double[0], 0, 2, 3), Values.of(new double[6], 3, 2));
        rule("no inputs: k is 0", counting(2, 2), tensor(shape(2, 0)), tensor(shape(0, 2)), Values.of(new double[0], 2, 0), Values.of(new double[0], 0, 2));
    }

    @Test
    void operandsOfEveryMemoryLayout() {
        Tensor a = random(1, 2, 3, 4);
        Tensor b = random(2, 4, 5);
        Tensor g = random(3, 2, 3, 5);
        Values left = check("MatMulRules.left", a, b).run(() -> values(MatMulRules.left(g, a, b)));
        Values right = check("MatMulRules.right", a, b).run(() -> values(MatMulRules.right(g, a, b)));
        for (int i = 0; i < 5; i++) {
            rule("a view must give what its contiguous copy gives", layouts(g).get((i + 3) % 5), layouts(a).get(i), layouts(b).get((i + 1) % 5), left, right);
        }
    }

    @Test
    void gradientOfATransposedWeightIsContiguousOnceTransposedBack() {
        Tensor x = random(1, 4, 3);
        Tensor weight = random(2, 5, 3);
        Tensor gradient = check("MatMulRules.right", x, weight).run(() -> MatMulRules.right(random(3, 4, 5), x, weight.transpose()));
        check("MatMulRules.right", x, weight)
                .because("end with product(...), which computes in the memory layout of the operand: then nothing need be copied")
                .holds(gradient.transpose().isContiguous(), "contiguous after the transpose",
                        "strides " + java.util.Arrays.toString(gradient.strides()));
    }
}
