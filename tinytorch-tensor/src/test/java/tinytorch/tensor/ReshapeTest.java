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

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Golden;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Values;

@Tag("tensor.reshape")
class ReshapeTest {

    @Test
    void elementsKeepTheirRowMajorOrder() {
        Tensor x = counting(2, 6);
        check("Tensor.reshape(3, 4)", x).gives(() -> values(x.reshape(3, 4)), values(counting(3, 4)));
        check("Tensor.reshape(12)", x).gives(() -> values(x.reshape(12)), values(counting(12)));
        check("Tensor.reshape(1, 2, 3, 2)", x).gives(() -> values(x.reshape(1, 2, 3, 2)), values(counting(1, 2, 3, 2)));
        check("Tensor.reshape()", vector(5)).because("a scalar").gives(() -> values(vector(5).reshape()), Values.of(new double[] {5}));
    }

    @Test
    void minusOneIsWhatIsLeft() {
        Tensor x = counting(2, 6);
        check("Tensor.reshape(3, -1)", x).because("12 / 3 = 4").gives(() -> values(x.reshape(3, -1)), values(counting(3, 4)));
        check("Tensor.reshape(-1)", x).gives(() -> values(x.reshape(-1)), values(counting(12)));
        check("Tensor.reshape(2, -1, 2)", x).gives(() -> values(x.reshape(2, -1, 2)), values(counting(2, 3, 2)));
        check("Tensor.reshape(-1, 3)", tensor(shape(0, 3))).gives(() -> values(tensor(shape(0, 3)).reshape(-1, 3)), Values.of(new double[0], 0, 3));
    }

    @Test
    @LookAt("TensorViews.target")
    void otherSizesAreRefused() {
        for (int[] dims : new int[][] {{3, 3}, {5, -1}, {0, -1}, {12, 2}}) {
            check("Tensor.reshape(" + Arrays.toString(dims) + ")", counting(2, 6)).because("no element may be lost or made up")
                    .refuses(ShapeException.class, () -> counting(2, 6).reshape(dims), "reshape", "(2, 6)", Arrays.toString(dims));
        }
        for (int[] dims : new int[][] {{-1, -1}, {-2, -6}}) {
            check("Tensor.reshape(" + Arrays.toString(dims) + ")", counting(2, 6)).refuses(ShapeException.class, () -> counting(2, 6).reshape(dims), "reshape", "-1");
        }
        Tensor empty = tensor(shape(0, 3));
        check("Tensor.reshape(-1, 0)", empty).because("any length times 0 is 0, so nothing says which is meant")
                .refuses(ShapeException.class, () -> empty.reshape(-1, 0), "reshape", "(0, 3)", "[-1, 0]");
    }

    @Test
    void reshapedContiguousTensorSharesTheStorage() {
        Tensor x = counting(2, 3);
        Tensor view = check("Tensor.reshape(3, 2)", x).run(() -> x.reshape(3, 2));
        x.data()[4] = 40;
        check("Tensor.reshape(3, 2)", x).because("only shape and strides change: what is written to the storage is seen through both")
                .gives(() -> values(view), Values.of(new double[] {0, 1, 2, 3, 40, 5}, 3, 2));
        check("Tensor.reshape(3, 2)", x).equal(view::strides, new int[] {2, 1});
    }

    @Test
    void axesThatRunOnIntoEachOtherAreMergedAndAnyAxisIsSplit() {
        strides(counting(2, 6), new int[] {4, 1}, 3, 4);
        Tensor transposed = Tensor.strided(new float[12], Shape.of(6, 2), new int[] {1, 6}, 0);
        strides(transposed, new int[] {3, 1, 6}, 2, 3, 2);
        strides(transposed, null, 12);
        strides(transposed, null, 4, 3);
        Tensor slice = Tensor.strided(new float[40], Shape.of(2, 3, 4), new int[] {20, 4, 1}, 3);
        strides(slice, new int[] {20, 1}, 2, 12);
        strides(slice, new int[] {20, 6, 1}, 2, 2, 6);
        strides(slice, null, 6, 4);
        Tensor backwards = Tensor.strided(new float[6], Shape.of(6), new int[] {-1}, 5);
        strides(backwards, new int[] {-3, -1}, 2, 3);
        Tensor stretched = Tensor.strided(new float[1], Shape.of(2, 3), new int[] {0, 0}, 0);
        strides(stretched, new int[] {0}, 6);
    }

    private static void strides(Tensor x, int[] expected, int... target) {
        check("ViewOp.Reshape.strides " + Arrays.toString(x.strides()) + " to " + Shape.of(target), x)
                .because(expected == null ? "a new axis would have to span two runs that do not meet: null" : "cut the old axes into runs that merge, fill each run from the right")
                .equal(() -> ViewOp.Reshape.strides(x.shape(), x.strides(), Shape.of(target)), expected);
    }

    @Test
    @LookAt("ViewOp.Reshape.strides")
    void axesOfLengthOneFitAnywhere() {
        for (Tensor x : layouts(counting(2, 3))) {
            Tensor more = check("Tensor.view(1, 2, 1, 3, 1)", x).because("an axis of length 1 is never stepped along, so it needs no copy").run(() -> x.view(1, 2, 1, 3, 1));
            check("Tensor.view(1, 2, 1, 3, 1)", x).gives(() -> values(more), values(counting(1, 2, 1, 3, 1)));
            check("Tensor.view(2, 3)", more).gives(() -> values(more.view(2, 3)), values(counting(2, 3)));
            check("Tensor.reshape", x).holds(more.sharesStorageWith(x), "a view of the same storage", "a copy");
        }
        strides(Tensor.strided(new float[6], Shape.of(2, 1, 3), new int[] {3, 77, 1}, 0), new int[] {1}, 6);
        strides(Tensor.strided(new float[6], Shape.of(2, 3, 1), new int[] {3, 1, 55}, 0), new int[] {1}, 6);
        Tensor odd = Tensor.strided(new float[] {7}, Shape.of(1, 1), new int[] {9, 5}, 0);
        check("Tensor.view()", odd).gives(() -> values(odd.view()), Values.of(new double[] {7}));
    }

    @Test
    void reshapeCopiesOnlyWhereNoStridesExist() {
        Tensor x = counting(2, 3);
        for (Tensor view : layouts(x)) {
            check("Tensor.reshape(3, 2)", view).because("the elements come in the order of the indices, not of the storage").gives(() -> values(view.reshape(3, 2)), values(counting(3, 2)));
        }
        Tensor transposed = layouts(x).get(1);
        Tensor copy = transposed.reshape(6);
        check("Tensor.reshape(6)", transposed).holds(!copy.sharesStorageWith(transposed), "a copy: no strides read a transpose as one row", "a view");
    }

    @Test
    void viewRefusesWhereOnlyACopyWouldDo() {
        Tensor transposed = layouts(counting(2, 3)).get(1);
        check("Tensor.view(2, 3)", transposed).gives(() -> values(transposed.view(2, 3)), values(counting(2, 3)));
        check("Tensor.view(6)", transposed).because("view promises to share the storage").refuses(ShapeException.class, () -> transposed.view(6), "view", "(2, 3)", "(6,)", "reshape");
    }

    @Test
    void squeezeAndUnsqueezeAreViews() {
        for (Tensor x : layouts(counting(2, 3))) {
            for (int axis : new int[] {0, 1, 2, -1, -3}) {
                Tensor more = check("Tensor.unsqueeze(" + axis + ")", x).run(() -> x.unsqueeze(axis));
                int at = axis < 0 ? axis + 3 : axis;
                check("Tensor.unsqueeze(" + axis + ")", x).because("a new axis of length 1").equal(() -> more.dim(at), 1);
                check("Tensor.squeeze(" + axis + ")", more).gives(() -> values(more.squeeze(axis)), values(counting(2, 3)));
                check("Tensor.squeeze()", more).gives(() -> values(more.squeeze()), values(counting(2, 3)));
                check("Tensor.unsqueeze(" + axis + ")", x).holds(more.squeeze(axis).sharesStorageWith(x), "a view of the same storage", "a copy");
            }
        }
        check("Tensor.squeeze(1)", counting(2, 3)).refuses(ShapeException.class, () -> counting(2, 3).squeeze(1), "squeeze", "axis 1", "(2, 3)");
        check("Tensor.unsqueeze(3)", counting(2, 3)).refuses(ShapeException.class, () -> counting(2, 3).unsqueeze(3), "unsqueeze", "(2, 3)");
    }

    @Test
    void emptyTensorsTakeAnyShapeWithoutElements() {
        check("Tensor.reshape(3, 0)", tensor(shape(0, 3))).gives(() -> values(tensor(shape(0, 3)).reshape(3, 0)), Values.of(new double[0], 3, 0));
        check("Tensor.reshape(0)", tensor(shape(2, 0, 4))).gives(() -> values(tensor(shape(2, 0, 4)).view(0)), Values.of(new double[0], 0));
    }

    @Test
    void copyIsRowMajorAndHasAStorageOfItsOwn() {
        Tensor x = random(12, 2, 3, 2);
        for (Tensor view : layouts(x)) {
            Tensor copy = check("Tensor.copy", view).run(view::copy);
            check("Tensor.copy", view).gives(() -> values(copy), values(x));
            check("Tensor.copy", view).equal(copy::strides, new int[] {6, 2, 1});
            check("Tensor.copy", view).because("a change of the copy must not reach the original").holds(!copy.sharesStorageWith(view), "a storage of its own", "the same storage");
        }
        check("Tensor.copy", tensor(shape(), 3)).gives(() -> values(tensor(shape(), 3).copy()), Values.of(new double[] {3}));
    }

    @Test
    void contiguousCopiesOnlyWhatIsNot() {
        Tensor x = counting(2, 3);
        check("Tensor.contiguous", x).because("it is contiguous already: the same tensor").holds(x.contiguous() == x, "the tensor itself", "another tensor");
        Tensor transposed = layouts(x).get(1);
        Tensor made = check("Tensor.contiguous", transposed).run(transposed::contiguous);
        check("Tensor.contiguous", transposed).equal(made::strides, new int[] {3, 1});
        check("Tensor.contiguous", transposed).gives(() -> values(made), values(x));
    }

    @Test
    void gradientsAddUpInACopy() {
        Tensor x = vector(1, 2);
        Tensor gradient = vector(10, 20);
        check("Tensor.accumulateGrad", x, gradient).run(() -> {
            x.accumulateGrad(gradient);
            x.accumulateGrad(gradient);
            return x;
        });
        check("Tensor.grad", x).because("gradients of several passes add up").gives(() -> values(x.grad()), Values.of(new double[] {20, 40}, 2));
        check("Tensor.grad", x).because("the caller's tensor is not changed").gives(() -> values(gradient), Values.of(new double[] {10, 20}, 2));
        check("Tensor.accumulateGrad", x).refuses(ShapeException.class, () -> {
            x.accumulateGrad(vector(1));
            return x;
        }, "accumulateGrad", "(2,)", "(1,)");
        x.zeroGrad();
        check("Tensor.zeroGrad", x).holds(x.grad() == null, "no gradient", x.grad());
    }

    @Test
    void valuesAreThoseOfPyTorch() {
        for (Golden.Case golden : GoldenCases.of("reshape.json")) {
            Tensor x = GoldenCases.inputs(golden).getFirst();
            int[] target = GoldenCases.ints(golden.args(), "shape");
            Tensor reshaped = GoldenCases.check(golden).run(() -> x.reshape(target));
            GoldenCases.same(golden, () -> reshaped);
            if (golden.args().get("viewable").isBoolean()) {
                boolean viewable = golden.args().get("viewable").asBoolean();
                GoldenCases.check(golden).because("view() works in PyTorch: " + viewable)
                        .equal(() -> ViewOp.Reshape.strides(x.shape(), x.strides(), reshaped.shape()) != null, viewable);
            }
        }
    }
}
