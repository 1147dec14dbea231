package tinytorch.tensor;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.counting;
import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Values;

@Tag("tensor.strides")
class StridesTest {

    @Test
    void strideOfAnAxisIsWhatTheAxesAfterItHold() {
        strides(Shape.of(2, 3, 4), 12, 4, 1);
        strides(Shape.of(2, 3), 3, 1);
        strides(Shape.of(5), 1);
        strides(Shape.of(3, 1, 2), 2, 2, 1);
        strides(Shape.of(2, 3, 0), 0, 0, 1);
    }

    @Test
    void scalarHasNoStrides() {
        strides(Shape.of());
    }

    private static void strides(Shape shape, int... expected) {
        Check.call("Shape.strides", shape).because("the last axis is contiguous (stride 1); one step along any other jumps over all the axes after it hold")
                .equal(shape::strides, expected);
    }

    @Test
    void positionIsOffsetPlusIndexTimesStride() {
        Tensor matrix = counting(2, 3);
        position(matrix, 0, 0, 0);
        position(matrix, 3, 1, 0);
        position(matrix, 5, 1, 2);
        Tensor view = Tensor.strided(new float[20], Shape.of(2, 3), new int[] {1, 4}, 5);
        position(view, 5, 0, 0);
        position(view, 6, 1, 0);
        position(view, 14, 1, 2);
    }

    @Test
    void negativeIndexCountsFromTheEnd() {
        Tensor matrix = counting(2, 3);
        position(matrix, 5, -1, -1);
        position(matrix, 2, 0, -1);
        position(matrix, 0, -2, -3);
        position(Tensor.strided(new float[6], Shape.of(6), new int[] {-1}, 5), 0, -1);
    }

    @Test
    void scalarIsAtItsOffset() {
        position(Tensor.strided(new float[4], Shape.of(), new int[0], 3), 3);
    }

    private static void position(Tensor x, int expected, int... index) {
        Check.call("Tensor.position", Arrays.toString(index) + " in shape " + x.shape() + ", strides "
                + Arrays.toString(x.strides()) + ", offset " + x.offset()).because("offset + index[0] * strides[0] + index[1] * strides[1] + ...")
                .equal(() -> x.position(index), expected);
    }

    @Test
    void indexOutsideItsAxisIsRefused() {
        Tensor x = counting(2, 3);
        for (int[] index : new int[][] {{0, 3}, {0, -4}}) {
            Check.call("Tensor.position", index[0], index[1]).because("a wrong index must not read the next row's element")
                    .refuses(IndexOutOfBoundsException.class, () -> x.position(index), "axis 1", String.valueOf(index[1]), "(2, 3)");
        }
        Check.call("Tensor.get", 2, 0).refuses(IndexOutOfBoundsException.class, () -> x.get(2, 0), "axis 0", "2", "(2, 3)");
    }

    @Test
    void everyAxisNeedsAnIndex() {
        Tensor x = counting(2, 3);
        Check.call("Tensor.get", 1).refuses(ShapeException.class, () -> x.get(1), "1", "2", "(2, 3)");
        Check.call("Tensor.get", 1, 1, 1).refuses(ShapeException.class, () -> x.get(1, 1, 1), "3", "2", "(2, 3)");
    }

    @Test
    @LookAt("Tensor.position")
    void elementsAreTheSameInEveryMemoryLayout() {
        Tensor x = random(3, 2, 3, 2);
        for (Tensor view : layouts(x)) {
            float[] seen = new float[12];
            check("Tensor.get", view).because("strides and offset lead every index to its element, wherever it lies")
                    .gives(() -> {
                        for (int i = 0; i < seen.length; i++) {
                            seen[i] = view.get(i / 6, i / 2 % 3, i % 2);
                        }
                        return Values.of(seen, 2, 3, 2);
                    }, values(x));
        }
    }

    @Test
    void writingThroughAViewIsSeenThroughAllOthers() {
        float[] storage = {0, 1, 2, 3, 4, 5};
        Tensor rows = Tensor.strided(storage, Shape.of(2, 3), new int[] {3, 1}, 0);
        Tensor columns = Tensor.strided(storage, Shape.of(3, 2), new int[] {1, 3}, 0);
        Check check = Check.call("Tensor.set", 9, 1, 0).because("both tensors read one storage: [1, 0] of one is [0, 1] of its transpose");
        check.run(() -> {
            rows.set(9, 1, 0);
            return rows;
        });
        check.gives(() -> values(columns), Values.of(new double[] {0, 9, 1, 4, 2, 5}, 3, 2));
        check.holds(rows.version() == 1, "one change counts the storage's version up by one", rows.version());
    }

    @Test
    void rowMajorWithoutGapsIsContiguous() {
        contiguous(counting(2, 3), true, "strides [3, 1] are those of the shape (2, 3)");
        contiguous(Tensor.strided(new float[6], Shape.of(3, 2), new int[] {1, 3}, 0), false, "a transpose is column-major: strides [1, 3], not [2, 1]");
        contiguous(Tensor.strided(new float[12], Shape.of(2, 3), new int[] {6, 2}, 0), false, "every second element leaves gaps");
        contiguous(Tensor.strided(new float[6], Shape.of(6), new int[] {-1}, 5), false, "backwards is not row-major");
        contiguous(Tensor.strided(new float[3], Shape.of(2, 3), new int[] {0, 1}, 0), false, "a stretched axis reads one row twice");
        contiguous(Tensor.strided(new float[8], Shape.of(2, 3), new int[] {3, 1}, 2), true, "only the strides count, not the offset");
    }

    @Test
    void strideOfALengthOneAxisDoesNotMatter() {
        contiguous(Tensor.strided(new float[3], Shape.of(1, 3), new int[] {77, 1}, 0), true, "an axis of length 1 is never stepped along");
        contiguous(Tensor.strided(new float[3], Shape.of(3, 1), new int[] {1, 0}, 0), true, "an axis of length 1 is never stepped along");
        contiguous(Tensor.strided(new float[0], Shape.of(0, 3), new int[] {9, 9}, 0), true, "a tensor without elements has no gaps");
        contiguous(Tensor.strided(new float[1], Shape.of(), new int[0], 0), true, "a scalar has no axis");
    }

    private static void contiguous(Tensor x, boolean expected, String why) {
        Check.call("Tensor.isContiguous", x.shape() + " with strides " + Arrays.toString(x.strides())).because(why).equal(x::isContiguous, expected);
    }

    @Test
    void wrapSharesTheArrayAndOfCopiesIt() {
        float[] array = {1, 2, 3, 4};
        Tensor wrapped = Check.call("Tensor.wrap", "(2, 2)").run(() -> Tensor.wrap(array, 2, 2));
        Tensor copied = Check.call("Tensor.of", "(2, 2)").run(() -> Tensor.of(array, 2, 2));
        array[3] = 40;
        Check.call("Tensor.wrap", "(2, 2)").because("wrap shares the caller's array").gives(() -> values(wrapped), Values.of(new double[] {1, 2, 3, 40}, 2, 2));
        Check.call("Tensor.of", "(2, 2)").because("of copies it").gives(() -> values(copied), Values.of(new double[] {1, 2, 3, 4}, 2, 2));
        Check.call("Tensor.wrap", "(3,)").refuses(ShapeException.class, () -> Tensor.wrap(array, 3), "4", "(3,)");
    }

    @Test
    void newTensorsAreRowMajor() {
        for (int[] dims : List.of(shape(), shape(4), shape(2, 3), shape(0, 2), shape(2, 3, 4))) {
            Tensor zeros = Check.call("Tensor.zeros", Shape.of(dims)).run(() -> Tensor.zeros(dims));
            Check.call("Tensor.zeros", zeros.shape()).because("a new tensor has the strides of its shape").equal(zeros::strides, Shape.of(dims).strides());
            Check.call("Tensor.zeros", zeros.shape()).gives(() -> values(zeros), values(tensor(dims, new double[zeros.size()])));
        }
    }

    @Test
    void valuesAreThoseOfNumPyAndPyTorch() {
        for (Golden.Case golden : GoldenCases.of("strides.json")) {
            Tensor x = GoldenCases.inputs(golden).getFirst();
            GoldenCases.check(golden).gives(() -> Values.of(new float[] {x.get(GoldenCases.ints(golden.args(), "index"))}), golden.output());
            GoldenCases.check(golden).equal(x::isContiguous, golden.args().get("contiguous").asBoolean());
            GoldenCases.check(golden).equal(() -> x.shape().strides(), GoldenCases.ints(golden.args(), "row_major"));
        }
    }
}
