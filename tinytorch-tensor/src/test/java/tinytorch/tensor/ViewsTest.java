package tinytorch.tensor;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.counting;
import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Golden;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Values;

@Tag("tensor.views")
class ViewsTest {

    @Test
    void transposeSwapsRowsAndColumns() {
        Tensor x = counting(2, 3);
        Tensor t = check("Tensor.transpose", x).run(() -> x.transpose());
        check("Tensor.transpose", x).because("[i, j] of the transpose is [j, i]").gives(() -> values(t), Values.of(new double[] {0, 3, 1, 4, 2, 5}, 3, 2));
        check("Tensor.transpose", x).because("the strides are swapped, no number is moved").equal(t::strides, new int[] {1, 3});
        check("Tensor.transpose", x).because("twice is the tensor itself").gives(() -> values(t.transpose()), values(x));
    }

    @Test
    @LookAt("ViewOp.Permute.forward")
    void permuteBringsAxesIntoAnyOrder() {
        Tensor x = counting(2, 3, 4);
        Tensor moved = check("Tensor.permute(2, 0, 1)", x).run(() -> x.permute(2, 0, 1));
        check("Tensor.permute(2, 0, 1)", x).because("axis i of the result is axis order[i] of the input").equal(moved::shape, Shape.of(4, 2, 3));
        check("Tensor.permute(2, 0, 1)", x).equal(moved::strides, new int[] {1, 12, 4});
        check("Tensor.permute(-1, 0, 1)", x).because("negative axes count from the end").gives(() -> values(x.permute(-1, 0, 1)), values(moved));
        check("Tensor.transpose(0, 2)", x).equal(() -> x.transpose(0, 2).shape(), Shape.of(4, 3, 2));
        check("Tensor.permute(0)", vector(1, 2)).gives(() -> values(vector(1, 2).permute(0)), Values.of(new double[] {1, 2}, 2));
    }

    @Test
    void permuteThatIsNoOrderIsRefused() {
        Tensor x = counting(2, 3);
        check("Tensor.permute(1, 0)", x).equal(() -> x.permute(1, 0).shape(), Shape.of(3, 2));
        for (int[] order : new int[][] {{0, 0}, {0}, {1, -1}}) {
            check("Tensor.permute(" + Arrays.toString(order) + ")", x).because("name each axis once")
                    .refuses(ShapeException.class, () -> x.permute(order), "permute", Arrays.toString(order), "(2, 3)");
        }
    }

    @Test
    void sliceIncludesTheStartButNotTheStop() {
        Tensor x = vector(0, 1, 2, 3, 4);
        slice(x, 1, 3, 1, 1, 2);
        slice(x, 0, 5, 1, 0, 1, 2, 3, 4);
        slice(x, 3, 4, 1, 3);
        slice(x, 2, 2, 1);
        slice(x, 3, 1, 1);
    }

    @Test
    void sliceStepsOverElements() {
        Tensor x = vector(0, 1, 2, 3, 4);
        slice(x, 0, 5, 2, 0, 2, 4);
        slice(x, 1, 5, 2, 1, 3);
        slice(x, 0, 4, 2, 0, 2);
        slice(x, 0, 5, 4, 0, 4);
        slice(x, 0, 5, 9, 0);
    }

    @Test
    void sliceCountsNegativeIndicesFromTheEnd() {
        Tensor x = vector(0, 1, 2, 3, 4);
        slice(x, -2, 5, 1, 3, 4);
        slice(x, 0, -1, 1, 0, 1, 2, 3);
        slice(x, -4, -1, 2, 1, 3);
    }

    @Test
    void sliceWalksBackwardsWithANegativeStep() {
        Tensor x = vector(0, 1, 2, 3, 4);
        slice(x, 4, 1, -1, 4, 3, 2);
        slice(x, -1, -6, -1, 4, 3, 2, 1, 0);
        slice(x, 4, 0, -2, 4, 2);
        slice(x, 1, 4, -1);
    }

    @Test
    void sliceCutsOffWhatIsOutside() {
        Tensor x = vector(0, 1, 2, 3, 4);
        slice(x, 2, 99, 1, 2, 3, 4);
        slice(x, -99, 2, 1, 0, 1);
        slice(x, 99, -99, -2, 4, 2, 0);
        slice(x, 7, 9, 1);
        slice(x, Integer.MIN_VALUE, Integer.MAX_VALUE, 1, 0, 1, 2, 3, 4);
        slice(tensor(shape(0)), 0, 3, 1);
    }

    private static void slice(Tensor x, int start, int stop, int step, double... expected) {
        check("Tensor.slice(0, " + start + ", " + stop + ", " + step + ")", x).because("as x[" + start + ":" + stop + ":" + step + "] in Python")
                .gives(() -> values(x.slice(0, start, stop, step)), Values.of(expected, expected.length));
    }

    @Test
    void sliceOfStepZeroIsRefused() {
        check("Tensor.slice(0, 0, 2, 0)", vector(1, 2)).refuses(IllegalArgumentException.class, () -> vector(1, 2).slice(0, 0, 2, 0), "slice", "0");
    }

    @Test
    void sliceWorksAlongEveryAxisOfEveryMemoryLayout() {
        for (Tensor x : layouts(counting(3, 4))) {
            check("Tensor.slice(0, 1, 3)", x).because("the offset moves by start * stride, from where the view begins")
                    .gives(() -> values(x.slice(0, 1, 3)), Values.of(new double[] {4, 5, 6, 7, 8, 9, 10, 11}, 2, 4));
            check("Tensor.slice(-1, 3, 0, -2)", x).because("the stride is multiplied by the step").gives(() -> values(x.slice(-1, 3, 0, -2)), Values.of(new double[] {3, 1, 7, 5, 11, 9}, 3, 2));
            check("Tensor.slice(1, 0, 4, 2)", x).gives(() -> values(x.slice(0, 0, 3, 2).slice(1, 0, 4, 3)), Values.of(new double[] {0, 3, 8, 11}, 2, 2));
        }
    }

    @Test
    void narrowTakesARangeThatMustExist() {
        Tensor x = counting(3, 2);
        check("Tensor.narrow(0, 1, 2)", x).gives(() -> values(x.narrow(0, 1, 2)), Values.of(new double[] {2, 3, 4, 5}, 2, 2));
        check("Tensor.narrow(-1, 1, 1)", x).gives(() -> values(x.narrow(-1, 1, 1)), Values.of(new double[] {1, 3, 5}, 3, 1));
        check("Tensor.narrow(0, 3, 0)", x).gives(() -> values(x.narrow(0, 3, 0)), Values.of(new double[0], 0, 2));
        check("Tensor.narrow(0, 2, 2)", x).because("unlike slice, narrow does not cut off").refuses(IndexOutOfBoundsException.class, () -> x.narrow(0, 2, 2), "narrow", "axis 0", "(3, 2)");
    }

    @Test
    void selectTakesOneIndexAndDropsTheAxis() {
        Tensor x = counting(2, 3);
        check("Tensor.select(0, 1)", x).gives(() -> values(x.select(0, 1)), Values.of(new double[] {3, 4, 5}, 3));
        check("Tensor.select(1, -1)", x).gives(() -> values(x.select(1, -1)), Values.of(new double[] {2, 5}, 2));
        check("Tensor.select(0, 0)", vector(7)).because("a vector's element is a scalar").gives(() -> values(vector(7).select(0, 0)), Values.of(new double[] {7}));
    }

    @Test
    @LookAt({"TensorViews.slice", "ViewOp.Slice.forward"})
    void flipTurnsAnAxisRound() {
        Tensor x = counting(2, 3);
        check("Tensor.flip(1)", x).gives(() -> values(x.flip(1)), Values.of(new double[] {2, 1, 0, 5, 4, 3}, 2, 3));
        check("Tensor.flip(0)", x).gives(() -> values(x.flip(0).flip(-1)), Values.of(new double[] {5, 4, 3, 2, 1, 0}, 2, 3));
    }

    @Test
    void viewsShareTheStorage() {
        Map<String, UnaryOperator<Tensor>> views = Map.of("transpose()", x -> x.transpose(), "permute(1, 0)", x -> x.permute(1, 0),
                "slice(1, 2, 0, -1)", x -> x.slice(1, 2, 0, -1), "narrow(0, 1, 1)", x -> x.narrow(0, 1, 1), "select(0, 1)", x -> x.select(0, 1), "flip(0)", x -> x.flip(0));
        views.forEach((name, make) -> {
            Tensor x = counting(2, 3);
            Tensor view = check("Tensor." + name, x).run(() -> make.apply(x));
            check("Tensor." + name, x).because("a view moves no number").holds(view.sharesStorageWith(x), "the same storage", "a copy");
            int before = x.version();
            x.data()[4] = 40;
            x.changed();
            double[] seen = values(view).data();
            check("Tensor." + name, x).because("what is written to the storage is seen through the view").holds(Arrays.stream(seen).anyMatch(v -> v == 40), "40 among the elements", seen);
            check("Tensor." + name, x).because("one storage, one version").holds(view.version() == before + 1, "version " + (before + 1), view.version());
        });
    }

    @Test
    void writingToASliceWritesToTheTensor() {
        Tensor x = counting(2, 3);
        check("Tensor.slice(1, 1, 3).copyFrom", x).run(() -> x.slice(1, 1, 3).copyFrom(tensor(shape(2, 2), 10, 20, 40, 50)));
        check("Tensor.slice(1, 1, 3).copyFrom", x).gives(() -> values(x), Values.of(new double[] {0, 10, 20, 3, 40, 50}, 2, 3));
    }

    @Test
    void viewsOfViewsOfEveryMemoryLayout() {
        Tensor x = random(13, 2, 3, 4);
        Values expected = values(x.permute(2, 0, 1).slice(0, 3, 0, -1).select(1, 1));
        double[] byHand = new double[9];
        for (int i = 0; i < 9; i++) {
            byHand[i] = x.toArray()[12 + i % 3 * 4 + 3 - i / 3];
        }
        check("permute(2, 0, 1).slice(0, 3, 0, -1).select(1, 1)", x).because("[i, j] is x[1, j, 3 - i]").gives(() -> expected, Values.of(byHand, 3, 3));
        for (Tensor view : layouts(x)) {
            check("permute(2, 0, 1).slice(0, 3, 0, -1).select(1, 1)", view).gives(() -> values(view.permute(2, 0, 1).slice(0, 3, 0, -1).select(1, 1)), expected);
        }
    }

    @Test
    void viewOfATensorThatWantsAGradientRemembersWhereItCameFrom() {
        Tensor x = counting(2, 3).requiresGrad(true);
        Tensor view = check("Tensor.transpose", x).run(() -> x.transpose());
        check("Tensor.transpose", x).holds(view.requiresGrad() && view.origin().op() instanceof ViewOp.Permute && view.origin().inputs().getFirst() == x,
                "an origin: Permute of x", view.origin());
    }

    @Test
    void valuesAreThoseOfNumPyAndPyTorch() {
        for (Golden.Case golden : GoldenCases.of("views.json")) {
            Tensor x = GoldenCases.inputs(golden).getFirst();
            GoldenCases.same(golden, () -> switch (golden.op()) {
                case "permute" -> x.permute(GoldenCases.ints(golden.args(), "order"));
                case "slice" -> x.slice(GoldenCases.number(golden, "axis"), GoldenCases.number(golden, "start"), GoldenCases.number(golden, "stop"), GoldenCases.number(golden, "step"));
                case "narrow" -> x.narrow(GoldenCases.number(golden, "axis"), GoldenCases.number(golden, "start"), GoldenCases.number(golden, "length"));
                case "select" -> x.select(GoldenCases.number(golden, "axis"), GoldenCases.number(golden, "index"));
                case "flip" -> x.flip(GoldenCases.number(golden, "axis"));
                default -> throw new IllegalStateException("no call for " + golden);
            });
        }
    }
}
