package tinytorch.autograd;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.counting;
import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.Concat;
import tinytorch.tensor.IndexSelect;
import tinytorch.tensor.Shape;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.ViewOp;
import tinytorch.testkit.Check;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("autograd.views")
class ViewRulesTest {

    private static void view(String reason, ViewOp op, Tensor g, Tensor x, double... expected) {
        Check.call("ViewRules.view", op, x.shape()).because(reason).gives(() -> values(ViewRules.view(op, g, x)), Values.of(expected, x.dims()));
    }

    @Test
    void reshapeIsUndoneByReshape() {
        view("the elements only have other names", new ViewOp.Reshape(Shape.of(3, 2)), counting(3, 2), counting(2, 3), 0, 1, 2, 3, 4, 5);
        view("to a scalar and back", new ViewOp.Reshape(Shape.of()), tensor(shape(), 7), counting(1, 1), 7);
    }

    @Test
    void permuteIsUndoneByTheInversePermutation() {
        view("a transpose is its own inverse", new ViewOp.Permute(List.of(1, 0)), counting(3, 2), counting(2, 3), 0, 2, 4, 1, 3, 5);
        Tensor x = counting(2, 3, 4);
        ViewOp.Permute turn = new ViewOp.Permute(List.of(2, 0, 1));
        check("ViewRules.view permute [2, 0, 1]", x)
                .because("three axes in a circle: the inverse turns the other way, so there and back is the identity")
                .gives(() -> values(ViewRules.view(turn, turn.forward(List.of(x)), x)), values(x));
    }

    @Test
    void expandLeavesTheSumToUnbroadcasting() {
        Tensor g = counting(2, 3);
        Check.call("ViewRules.view", "Expand", Shape.of(3)).because("broadcasting is undone in one place, and that is not here")
                .holds(ViewRules.view(new ViewOp.Expand(Shape.of(2, 3)), g, vector(1, 2, 3)) == g, "g itself", "another tensor");
    }

    @Test
    void sliceFillsUpWithZeros() {
        view("what was cut off had no influence", new ViewOp.Slice(0, 1, 2, 1), vector(10, 20), vector(1, 2, 3, 4), 0, 10, 20, 0);
        view("every second one", new ViewOp.Slice(0, 0, 2, 2), vector(10, 20), vector(1, 2, 3, 4), 10, 0, 20, 0);
        view("backwards: the first of the slice is the last of the input", new ViewOp.Slice(0, 4, 2, -3), vector(10, 20), vector(1, 2, 3, 4, 5), 0, 20, 0, 0, 10);
        view("columns of a matrix", new ViewOp.Slice(1, 1, 1, 1), tensor(shape(2, 1), 10, 20), counting(2, 3), 0, 10, 0, 0, 20, 0);
        view("nothing was kept", new ViewOp.Slice(0, 0, 0, 1), tensor(shape(0)), vector(1, 2), 0, 0);
    }

    @Test
    void indexChosenTwiceGetsBothGradients() {
        Tensor x = vector(1, 2, 3);
        check("ViewRules.indexSelect [2, 0, 2]", x).because("index 2 was used twice: 10 + 30; index 1 never")
                .gives(() -> values(ViewRules.indexSelect(new IndexSelect(0,
                        List.of(2, 0, 2)), vector(10, 20, 30), x)), Values.of(new double[] {20, 0, 40}, 3));
        Tensor matrix = counting(2, 2);
        check("ViewRules.indexSelect [1, 1] of axis 1", matrix).because("the axis need not be the first")
                .gives(() -> values(ViewRules.indexSelect(new IndexSelect(1,
                        List.of(1, 1)), tensor(shape(2, 2), 1, 2, 3, 4), matrix)), Values.of(new double[] {0, 3, 0, 7}, 2, 2));
        check("ViewRules.indexSelect []", x).because("nothing was chosen")
                .gives(() -> values(ViewRules.indexSelect(new IndexSelect(0, List.of()), tensor(shape(0)), x)), Values.of(new double[3], 3));
    }

    @Test
    void concatIsCutWhereItWasJoined() {
        List<Tensor> rows = List.of(counting(1, 2), counting(2, 2), counting(1, 2));
        Tensor g = counting(4, 2);
        Concat concat = new Concat(0);
        check("ViewRules.concat, input 0", g).gives(() -> values(ViewRules.concat(concat, 0, g, rows)), Values.of(new double[] {0, 1}, 1, 2));
        check("ViewRules.concat, input 1", g).because("it starts after the first input's one row and has two rows itself")
                .gives(() -> values(ViewRules.concat(concat, 1, g, rows)), Values.of(new double[] {2, 3, 4, 5}, 2, 2));
        check("ViewRules.concat, input 2", g).because("it starts after the three rows before it")
                .gives(() -> values(ViewRules.concat(concat, 2, g, rows)), Values.of(new double[] {6, 7}, 1, 2));
        check("ViewRules.concat, columns", g).because("the axis need not be the first")
                .gives(() -> values(ViewRules.concat(new Concat(1), 1, g,
                        List.of(counting(4, 1), counting(4, 1)))), Values.of(new double[] {1, 3, 5, 7}, 4, 1));
    }

    @Test
    void viewsOfAGradientAreNotCopied() {
        Tensor g = counting(4, 2);
        check("ViewRules.concat", g).because("each part is a view of g").holds(ViewRules.concat(new Concat(0), 1, g,
                List.of(counting(1, 2), counting(3, 2))).data() == g.data(),
                "the storage of g", "a copy");
        check("ViewRules.view permute", g).holds(ViewRules.view(new ViewOp.Permute(List.of(1, 0)), g, counting(2, 4)).data() == g.data(),
                "the storage of g", "a copy");
    }

    @Test
    void gradientsOfEveryMemoryLayoutAreReadAndNotChanged() {
        Tensor g = random(1, 2, 3);
        Values before = values(g);
        ViewOp.Slice slice = new ViewOp.Slice(0, 1, 2, 1);
        IndexSelect select = new IndexSelect(0, List.of(1, 1));
        Tensor x = counting(3, 3);
        Values sliced = check("ViewRules.view slice", x).run(() -> values(ViewRules.view(slice, g, x)));
        Values selected = check("ViewRules.indexSelect", x).run(() -> values(ViewRules.indexSelect(select, g, x)));
        for (Tensor layout : layouts(g)) {
            check("ViewRules.view slice", x).because("a view must give what its contiguous copy gives")
                    .gives(() -> values(ViewRules.view(slice, layout, x)), sliced);
            check("ViewRules.indexSelect", x).because("a view must give what its contiguous copy gives")
                    .gives(() -> values(ViewRules.indexSelect(select, layout, x)), selected);
            check("ViewRules.indexSelect", x).within(Tolerance.EXACT).because("the gradient is not changed").gives(() -> values(layout), before);
        }
    }
}
