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
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Values;

@Tag("tensor.broadcast")
class BroadcastTest {

    @Test
    void shapesAreAlignedAtTheirLastAxes() {
        broadcast(Shape.of(2, 3), Shape.of(3), 2, 3);
        broadcast(Shape.of(4, 1, 3), Shape.of(5, 3), 4, 5, 3);
        broadcast(Shape.of(7, 2, 3), Shape.of(2, 3), 7, 2, 3);
        broadcast(Shape.of(2, 3), Shape.of(2, 3), 2, 3);
    }

    @Test
    void lengthOneIsStretchedOnEitherSide() {
        broadcast(Shape.of(2, 1), Shape.of(1, 3), 2, 3);
        broadcast(Shape.of(1), Shape.of(5), 5);
        broadcast(Shape.of(1, 1, 1), Shape.of(2), 1, 1, 2);
    }

    @Test
    void scalarGoesWithEverything() {
        broadcast(Shape.of(), Shape.of(2, 3), 2, 3);
        broadcast(Shape.of(), Shape.of());
        broadcast(Shape.of(), Shape.of(0, 2), 0, 2);
    }

    @Test
    void lengthOneIsStretchedToZeroToo() {
        broadcast(Shape.of(1), Shape.of(0), 0);
        broadcast(Shape.of(0, 3), Shape.of(1, 3), 0, 3);
        refuses(Shape.of(2), Shape.of(0), "dimension 0", "2", "0");
    }

    private static void broadcast(Shape left, Shape right, int... expected) {
        for (Shape[] pair : new Shape[][] {{left, right}, {right, left}}) {
            Check.call("Shape.broadcast", "add", pair[0], pair[1]).because("align at the last axis; a missing axis counts as 1, and 1 is stretched to the other length")
                    .equal(() -> Shape.broadcast("add", pair[0], pair[1]), Shape.of(expected));
        }
    }

    @Test
    void unequalLengthsAreRefusedWithOperationDimensionAndBothShapes() {
        refuses(Shape.of(2, 3), Shape.of(2, 4), "dimension 1", "3 != 4", "Left (2, 3)", "right (2, 4)");
        refuses(Shape.of(2, 3), Shape.of(2), "dimension 1", "3 != 2", "(2,)");
        refuses(Shape.of(5, 2, 3), Shape.of(4, 3), "dimension 1", "2 != 4");
    }

    private static void refuses(Shape left, Shape right, String... parts) {
        Check check = Check.call("Shape.broadcast", "mul", left, right).because("neither length is 1; the message names the operation, the dimension of the result and both shapes");
        check.refuses(ShapeException.class, () -> Shape.broadcast("mul", left, right), "mul");
        check.refuses(ShapeException.class, () -> Shape.broadcast("mul", left, right), parts);
    }

    @Test
    @LookAt("ViewOp.Expand.forward")
    void expandedAxisHasStrideZero() {
        Tensor x = counting(3, 1);
        Tensor expanded = check("Tensor.expand to (2, 3, 4)", x).run(() -> x.expand(2, 3, 4));
        check("Tensor.expand to (2, 3, 4)", x).equal(expanded::shape, Shape.of(2, 3, 4));
        check("Tensor.expand to (2, 3, 4)", x).because("along a new or stretched axis every step reads the same element: stride 0")
                .equal(expanded::strides, new int[] {0, 1, 0});
    }

    @Test
    void expandingMovesNoNumberAndSharesTheStorage() {
        Tensor x = vector(1, 2, 3);
        Tensor expanded = check("Tensor.expand to (2, 3)", x).run(() -> x.expand(2, 3));
        x.data()[1] = 20;
        check("Tensor.expand to (2, 3)", x).because("a view shows what is written to its storage later").gives(() -> values(expanded),
                Values.of(new double[] {1, 20, 3, 1, 20, 3}, 2, 3));
        Tensor one = tensor(shape(1), 5);
        check("Tensor.expand to (2000000000,)", one).because("stretching costs nothing, whatever the length").equal(() -> one.expand(2_000_000_000).dim(0), 2_000_000_000);
    }

    @Test
    void expandKeepsStridesAndOffsetOfAView() {
        for (Tensor x : layouts(counting(2, 1))) {
            check("Tensor.expand to (2, 3)", x).because("axes that are not stretched keep their strides, and the offset stays")
                    .gives(() -> values(x.expand(2, 3)), Values.of(new double[] {0, 0, 0, 1, 1, 1}, 2, 3));
            check("Tensor.expand to (-1, 2)", x).because("-1 keeps a length").gives(() -> values(x.expand(-1, 2)), Values.of(new double[] {0, 0, 1, 1}, 2, 2));
        }
    }

    @Test
    void expandToAnythingElseIsRefused() {
        for (int[] target : new int[][] {{2, 4}, {3}, {1, 3}}) {
            check("Tensor.expand to " + Shape.of(target), counting(2, 3)).because("only axes of length 1 can be stretched, and new axes come in front")
                    .refuses(ShapeException.class, () -> counting(2, 3).expand(target), "expand", "(2, 3)", Shape.of(target).toString());
        }
    }

    @Test
    void rowAndColumnAreRepeated() {
        Tensor x = tensor(shape(2, 3), 1, 2, 3, 4, 5, 6);
        check("Tensor.add", x, vector(10, 20, 30)).because("(3,) is one row, added to every row")
                .gives(() -> values(x.add(vector(10, 20, 30))), Values.of(new double[] {11, 22, 33, 14, 25, 36}, 2, 3));
        Tensor column = tensor(shape(2, 1), 10, 20);
        check("Tensor.mul", x, column).because("(2, 1) is one column, multiplied with every column")
                .gives(() -> values(x.mul(column)), Values.of(new double[] {10, 20, 30, 80, 100, 120}, 2, 3));
        check("Tensor.sub", column, vector(1, 2, 3)).because("a column and a row make a table of all pairs")
                .gives(() -> values(column.sub(vector(1, 2, 3))), Values.of(new double[] {9, 8, 7, 19, 18, 17}, 2, 3));
    }

    @Test
    void numbersAreBroadcastToo() {
        Tensor x = vector(-1, 2, 4);
        gives("Tensor.add", x.add(1), 0, 3, 5);
        gives("Tensor.sub", x.sub(1), -2, 1, 3);
        gives("Tensor.mul", x.mul(2), -2, 4, 8);
        gives("Tensor.div", x.div(2), -0.5, 1, 2);
        gives("Tensor.maximum", x.maximum(2), 2, 2, 4);
        gives("Tensor.minimum", x.minimum(2), -1, 2, 2);
        gives("Tensor.gt", x.gt(2), 0, 0, 1);
        gives("Tensor.ge", x.ge(2), 0, 1, 1);
        gives("Tensor.lt", x.lt(2), 1, 0, 0);
        gives("Tensor.le", x.le(2), 1, 1, 0);
        gives("Tensor.eq", x.eq(2), 0, 1, 0);
        gives("Tensor.ne", x.ne(2), 1, 0, 1);
    }

    private static void gives(String method, Tensor actual, double... expected) {
        Check.call(method, "(3,)", "a number").because("a number is a scalar tensor, stretched to the shape").gives(() -> values(actual), Values.of(expected, expected.length));
    }

    @Test
    @LookAt("ViewOp.Expand.forward")
    void everyPairOfShapesAgreesWithItsDefinition() {
        List<int[]> shapes = List.of(shape(), shape(1), shape(3), shape(2, 1), shape(1, 3), shape(2, 3), shape(4, 1, 3), shape(4, 2, 1));
        for (int[] left : shapes) {
            for (int[] right : shapes) {
                if (Arrays.equals(left, right)) {
                    continue;   // nothing to stretch
                }
                Tensor a = layouts(random(1, left)).get(1);
                Tensor b = layouts(random(2, right)).get(2);
                check("Tensor.sub", a, b).because("out[i, j, ...] = a[i, j, ...] - b[i, j, ...], where an axis of length 1 is always read at 0")
                        .gives(() -> values(a.sub(b)), difference(values(a), values(b)));
            }
        }
    }

    /** Index by index, without strides: an axis of length 1, or one that is missing, is read at 0. */
    private static Values difference(Values a, Values b) {
        int rank = Math.max(a.shape().length, b.shape().length);
        int[] dims = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            dims[axis] = length(a, axis - rank) == 1 ? length(b, axis - rank) : length(a, axis - rank);
        }
        double[] out = new double[Arrays.stream(dims).reduce(1, (p, q) -> p * q)];
        for (int at = 0; at < out.length; at++) {
            int left = 0;
            int right = 0;
            int leftStride = 1;
            int rightStride = 1;
            for (int axis = rank - 1, rest = at; axis >= 0; rest /= dims[axis], axis--) {
                int index = rest % dims[axis];
                left += length(a, axis - rank) == 1 ? 0 : index * leftStride;
                right += length(b, axis - rank) == 1 ? 0 : index * rightStride;
                leftStride *= length(a, axis - rank);
                rightStride *= length(b, axis - rank);
            }
            out[at] = a.data()[left] - b.data()[right];
        }
        return Values.of(out, dims);
    }

    /** The length of an axis counted from the end (-1 is the last); 1 where there is none. */
    private static int length(Values x, int axis) {
        int fromFront = axis + x.shape().length;
        return fromFront < 0 ? 1 : x.shape()[fromFront];
    }

    @Test
    void operationsRefuseShapesThatDoNotFit() {
        check("Tensor.div", counting(2, 3), counting(2)).because("(2,) is a row of two; a column of two is (2, 1)")
                .refuses(ShapeException.class, () -> counting(2, 3).div(counting(2)), "div", "Left (2, 3), right (2,)", "unsqueeze");
        check("Tensor.lt", counting(2), counting(3)).refuses(ShapeException.class, () -> counting(2).lt(counting(3)), "lt", "(2,)", "(3,)");
    }

    @Test
    void whereBroadcastsAllThree() {
        Tensor condition = tensor(shape(2, 1), 1, 0);
        check("Tensor.where", condition, vector(1, 2, 3), tensor(shape(), 9)).because("the first row comes from a, the second from b")
                .gives(() -> values(Tensor.where(condition, vector(1, 2, 3), tensor(shape(), 9))), Values.of(new double[] {1, 2, 3, 9, 9, 9}, 2, 3));
    }

    @Test
    void inPlaceOperandsAreStretchedToTheLeftButNeverTheLeft() {
        for (Tensor x : layouts(counting(2, 3))) {
            check("Tensor.addInPlace", x, vector(10, 20, 30)).gives(() -> values(x.addInPlace(vector(10, 20, 30))), Values.of(new double[] {10, 21, 32, 13, 24, 35}, 2, 3));
        }
        Tensor row = vector(1, 2, 3);
        check("Tensor.addInPlace", row, counting(2, 3)).because("the result has no room in a (3,)")
                .refuses(ShapeException.class, () -> row.addInPlace(counting(2, 3)), "add in place", "(3,)", "(2, 3)");
    }

    @Test
    void fillAndCopyFromOverwriteAllElements() {
        for (Tensor x : layouts(counting(2, 3))) {
            check("Tensor.fill", x).gives(() -> values(x.fill(4)), Values.of(new double[] {4, 4, 4, 4, 4, 4}, 2, 3));
            check("Tensor.copyFrom", x, vector(1, 2, 3)).gives(() -> values(x.copyFrom(vector(1, 2, 3))), Values.of(new double[] {1, 2, 3, 1, 2, 3}, 2, 3));
        }
    }

    @Test
    void valuesAreThoseOfPyTorch() {
        for (Golden.Case golden : GoldenCases.of("broadcast.json")) {
            List<Tensor> in = GoldenCases.inputs(golden);
            Tensor a = in.getFirst();
            GoldenCases.same(golden, () -> switch (golden.op()) {
                case "add" -> a.add(in.get(1));
                case "sub" -> a.sub(in.get(1));
                case "mul" -> a.mul(in.get(1));
                case "div" -> a.div(in.get(1));
                case "maximum" -> a.maximum(in.get(1));
                case "minimum" -> a.minimum(in.get(1));
                case "gt" -> a.gt(in.get(1));
                case "ge" -> a.ge(in.get(1));
                case "lt" -> a.lt(in.get(1));
                case "expand" -> a.expand(GoldenCases.ints(golden.args(), "shape"));
                case "where" -> Tensor.where(a, in.get(1), in.get(2));
                default -> throw new IllegalStateException("no call for " + golden);
            });
        }
    }
}
