package tinytorch.autograd;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.counting;
import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.Reduce;
import tinytorch.tensor.Shape;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Values;

@Tag("autograd.reduce")
class ReduceRulesTest {
    private final Tensor matrix = tensor(shape(2, 3), 1, 2, 3, 4, 5, 6);

    private static void unbroadcast(String reason, Tensor gradient, int[] before, double... expected) {
        Check.call("ReduceRules.unbroadcast", gradient.shape(), Shape.of(before)).because(reason)
                .gives(() -> values(ReduceRules.unbroadcast(gradient, Shape.of(before))), Values.of(expected, before));
    }

    @Test
    void axesThatWereAddedInFrontAreSummedOver() {
        unbroadcast("every bias was added to two rows", matrix, shape(3), 5, 7, 9);
        unbroadcast("a scalar was added everywhere", matrix, shape(), 21);
        unbroadcast("two axes in front", counting(2, 2, 2), shape(2), 12, 16);
    }

    @Test
    void axesThatWereStretchedAreSummedOverAndStay() {
        unbroadcast("one number a row, for three columns", matrix, shape(2, 1), 6, 15);
        unbroadcast("one number a column, for two rows: the axis stays, with length 1", matrix, shape(1, 3), 5, 7, 9);
        unbroadcast("all of it was one number", matrix, shape(1, 1), 21);
        unbroadcast("an axis in front is gone, an axis within stays", counting(2, 2, 2), shape(2, 1), 10, 18);
    }

    @Test
    void axesOfLengthOneThatWereNotStretchedStay() {
        unbroadcast("only the last axis was stretched", tensor(shape(1, 2), 3, 4), shape(1, 1), 7);
        unbroadcast("nothing to sum but the axis in front", tensor(shape(2, 1, 2), 1, 2, 3, 4), shape(1, 2), 4, 6);
    }

    @Test
    void gradientOfTheRightShapeIsNotCopied() {
        Check.call("ReduceRules.unbroadcast", matrix.shape(), matrix.shape()).because("nothing was broadcast, nothing is to be done")
                .holds(ReduceRules.unbroadcast(matrix, Shape.of(2, 3)) == matrix, "the gradient itself", "another tensor");
    }

    @Test
    void emptyAxisThatWasStretchedGivesZero() {
        unbroadcast("an axis of length 1 was stretched to length 0: nobody read it", tensor(shape(2, 0)), shape(2, 1), 0, 0);
    }

    private static void reduce(String reason, Reduce op, Tensor g, Tensor x, double... expected) {
        Tensor y = op.forward(List.of(x));
        check("ReduceRules.reduce " + op.kind() + " over " + op.axes(), x).because(reason)
                .gives(() -> values(ReduceRules.reduce(op, g, y, x)), Values.of(expected, x.dims()));
    }

    private static Reduce op(Reduce.Kind kind, boolean keepDims, Integer... axes) {
        return new Reduce(kind, keepDims, List.of(axes));
    }

    @Test
    void sumGivesEveryElementTheGradientOfItsSum() {
        reduce("each of three columns has a sum of its own", op(Reduce.Kind.SUM, false, 0), vector(10, 20, 30), matrix, 10, 20, 30, 10, 20, 30);
        reduce("each of two rows has a sum of its own", op(Reduce.Kind.SUM, false, 1), vector(10, 20), matrix, 10, 10, 10, 20, 20, 20);
        reduce("the axis was kept", op(Reduce.Kind.SUM, true, 1), tensor(shape(2, 1), 10, 20), matrix, 10, 10, 10, 20, 20, 20);
        reduce("one sum of all", op(Reduce.Kind.SUM, false, 0, 1), tensor(shape(), 7), matrix, 7, 7, 7, 7, 7, 7);
    }

    @Test
    void sumCopiesNothing() {
        Reduce sum = op(Reduce.Kind.SUM, false, 1);
        Tensor g = vector(10, 20);
        Tensor gradient = check("ReduceRules.reduce sum", matrix).run(() -> ReduceRules.reduce(sum, g, vector(6, 15), matrix));
        check("ReduceRules.reduce sum", matrix).because("a gradient that is the same for a whole axis needs no storage of its own: expand it")
                .holds(gradient.data() == g.data(), "a view of g", "a copy");
    }

    @Test
    void largestElementGetsAll() {
        Tensor x = tensor(shape(2, 3), 1, 9, 3, 8, 5, 6);
        reduce("only 9 and 8 had influence", op(Reduce.Kind.MAX, false, 1), vector(10, 20), x, 0, 10, 0, 20, 0, 0);
        reduce("the largest of each column", op(Reduce.Kind.MAX, true, 0), tensor(shape(1, 3), 10, 20, 30), x, 0, 20, 0, 10, 0, 30);
        reduce("the smallest of all", op(Reduce.Kind.MIN, false, 0, 1), tensor(shape(), 7), x, 7, 0, 0, 0, 0, 0);
    }

    @Test
    void equalElementsShare() {
        reduce("two elements are the largest: half to each, as PyTorch's amax", op(Reduce.Kind.MAX, false, 1), vector(8), tensor(shape(1, 3), 3, 1, 3), 4, 0, 4);
        reduce("all are the smallest", op(Reduce.Kind.MIN, true, 0, 1), tensor(shape(1, 1), 8), tensor(shape(2, 2), 5, 5, 5, 5), 2, 2, 2, 2);
    }

    @Test
    void infiniteGradientStaysWhereItBelongs() {
        reduce("0 times infinity is NaN: choose, do not multiply", op(Reduce.Kind.MAX, false, 0), tensor(shape(), Double.POSITIVE_INFINITY), vector(1, 2),
                0, Double.POSITIVE_INFINITY);
    }

    @Test
    void notANumberStaysVisible() {
        reduce("no element equals NaN, and 0 / 0 is NaN: a broken network must not look as if it had no gradient", op(Reduce.Kind.MAX, false, 0), tensor(shape(), 1),
                vector(1, Double.NaN), Double.NaN, Double.NaN);
    }

    @Test
    void inputsOfEveryMemoryLayout() {
        Reduce max = op(Reduce.Kind.MAX, false, 0);
        for (Tensor x : layouts(tensor(shape(2, 3), 1, 9, 3, 8, 5, 6))) {
            reduce("a view must give what its contiguous copy gives", max, vector(10, 20, 30), x, 0, 20, 0, 10, 0, 30);
        }
    }
}
