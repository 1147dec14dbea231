package tinytorch.tensor;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Golden;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("tensor.reduce")
class ReduceTest {
    private static final float INF = Float.POSITIVE_INFINITY;
    private static final float NAN = Float.NaN;
    private static final Tensor TABLE = tensor(shape(2, 3), 1, 2, 3, 4, 5, 6);

    @Test
    void sumOverAnAxisAddsUpAlongIt() {
        check("Tensor.sum(false, 0)", TABLE).because("axis 0 goes: the rows are added, [1+4, 2+5, 3+6]")
                .gives(() -> values(TABLE.sum(false, 0)), Values.of(new double[] {5, 7, 9}, 3));
        check("Tensor.sum(false, 1)", TABLE).because("axis 1 goes: each row becomes one number").gives(() -> values(TABLE.sum(false, 1)), Values.of(new double[] {6, 15}, 2));
        check("Tensor.sum(false, -1)", TABLE).because("-1 is the last axis").gives(() -> values(TABLE.sum(false, -1)), Values.of(new double[] {6, 15}, 2));
    }

    @Test
    void withoutAxesEverythingIsReducedToAScalar() {
        check("Tensor.sum", TABLE).gives(() -> values(TABLE.sum()), Values.of(new double[] {21}));
        check("Tensor.mean", TABLE).gives(() -> values(TABLE.mean()), Values.of(new double[] {3.5}));
        check("Tensor.max", TABLE).gives(() -> values(TABLE.max()), Values.of(new double[] {6}));
        check("Tensor.min", TABLE).gives(() -> values(TABLE.min()), Values.of(new double[] {1}));
    }

    @Test
    void keepDimsKeepsTheAxisWithLengthOne() {
        check("Tensor.sum(true, 0)", TABLE).because("so that the result broadcasts against the input").gives(() -> values(TABLE.sum(true, 0)), Values.of(new double[] {5, 7, 9}, 1, 3));
        check("Tensor.max(true, 1)", TABLE).gives(() -> values(TABLE.max(true, 1)), Values.of(new double[] {3, 6}, 2, 1));
        check("Tensor.mean(true)", TABLE).gives(() -> values(TABLE.mean(true)), Values.of(new double[] {3.5}, 1, 1));
    }

    @Test
    @LookAt("Reduce.forward")
    void everySetOfAxesInEveryMemoryLayout() {
        Tensor x = random(9, 2, 3, 4);
        for (int[] axes : new int[][] {{0}, {1}, {2}, {0, 1}, {0, 2}, {2, 1}, {0, 1, 2}}) {
            for (Tensor view : layouts(x)) {
                String with = "(true, " + Arrays.toString(axes) + ")";
                check("Tensor.sum" + with, view).because("elements that differ only along the reduced axes belong together")
                        .gives(() -> values(view.sum(true, axes)), reference(x, 0, Double::sum, axes));
                check("Tensor.max" + with, view).gives(() -> values(view.max(true, axes)), reference(x, -INF, Math::max, axes));
                check("Tensor.min" + with, view).gives(() -> values(view.min(true, axes)), reference(x, INF, Math::min, axes));
            }
        }
    }

    /** Index by index, in double; the reduced axes stay with length 1. */
    private static Values reference(Tensor x, double start, DoubleBinaryOperator combine, int... axes) {
        int[] dims = x.dims();
        boolean[] gone = new boolean[dims.length];
        for (int axis : axes) {
            gone[axis] = true;
        }
        int[] kept = dims.clone();
        for (int axis : axes) {
            kept[axis] = 1;
        }
        double[] out = new double[Arrays.stream(kept).reduce(1, (p, q) -> p * q)];
        Arrays.fill(out, start);
        float[] data = x.toArray();
        for (int at = 0; at < data.length; at++) {
            int into = 0;
            for (int axis = dims.length - 1, rest = at, stride = 1; axis >= 0; rest /= dims[axis], stride *= kept[axis], axis--) {
                into += gone[axis] ? 0 : rest % dims[axis] * stride;
            }
            out[into] = combine.applyAsDouble(out[into], data[at]);
        }
        return Values.of(out, kept);
    }

    @Test
    void stretchedInputCountsEveryRepetition() {
        Tensor x = Tensor.strided(new float[] {1, 2, 3}, Shape.of(4, 3), new int[] {0, 1}, 0);
        check("Tensor.sum", x).because("a stretched axis has its elements four times, although they are stored once").gives(() -> values(x.sum()), Values.of(new double[] {24}));
        check("Tensor.sum(false, 0)", x).gives(() -> values(x.sum(false, 0)), Values.of(new double[] {4, 8, 12}, 3));
    }

    @Test
    @LookAt("ScalarKernels.reduce")
    void sumOfManySmallNumbersLosesNothing() {
        float[] data = new float[400_000];
        Arrays.fill(data, 0.1f);
        Tensor x = Tensor.strided(data, Shape.of(data.length), new int[] {1}, 0);
        check("Tensor.sum", x).because("400,000 times 0.1; added up in float, 0.1 vanishes beside the large sum: gather in double")
                .within(new Tolerance(0.01, 0)).gives(() -> values(x.sum()), Values.of(new double[] {400_000 * (double) 0.1f}));
        Tensor tall = Tensor.strided(data, Shape.of(200_000, 2), new int[] {2, 1}, 0);
        check("Tensor.sum(false, 0)", tall).because("also where every row adds to several results").within(new Tolerance(0.01, 0))
                .gives(() -> values(tall.sum(false, 0)), Values.of(new double[] {200_000 * (double) 0.1f, 200_000 * (double) 0.1f}, 2));
    }

    @Test
    void largestOfNegativeNumbersIsNegative() {
        check("Tensor.max", vector(-3, -1, -2)).because("start from -infinity, not from 0").gives(() -> values(vector(-3, -1, -2).max()), Values.of(new double[] {-1}));
        check("Tensor.min", vector(3, 1, 2)).because("start from +infinity, not from 0").gives(() -> values(vector(3, 1, 2).min()), Values.of(new double[] {1}));
        check("Tensor.max", vector(-INF, -INF)).gives(() -> values(vector(-INF, -INF).max()), Values.of(new double[] {-INF}));
    }

    @Test
    @LookAt("ScalarKernels.reduce")
    void notANumberWins() {
        for (Tensor x : List.of(vector(1, NAN, 3), vector(NAN, 1, 3), vector(1, 3, NAN))) {
            check("Tensor.max", x).because("NaN if any element is: x > max would lose it").gives(() -> values(x.max()), Values.of(new double[] {NAN}));
            check("Tensor.min", x).because("NaN if any element is").gives(() -> values(x.min()), Values.of(new double[] {NAN}));
            check("Tensor.sum", x).gives(() -> values(x.sum()), Values.of(new double[] {NAN}));
        }
        Tensor column = tensor(shape(2, 2), 1, NAN, 3, 4);
        check("Tensor.max(false, 0)", column).gives(() -> values(column.max(false, 0)), Values.of(new double[] {3, NAN}, 2));
        check("Tensor.sum", vector(INF, -INF)).gives(() -> values(vector(INF, -INF).sum()), Values.of(new double[] {NAN}));
    }

    @Test
    void nothingSumsToZeroAndHasNoLargest() {
        Tensor none = tensor(shape(0, 3));
        check("Tensor.sum(false, 0)", none).gives(() -> values(none.sum(false, 0)), Values.of(new double[] {0, 0, 0}, 3));
        check("Tensor.sum(false, 1)", none).gives(() -> values(none.sum(false, 1)), Values.of(new double[0], 0));
        check("Tensor.mean", none).because("0/0").gives(() -> values(none.mean()), Values.of(new double[] {NAN}));
        check("Tensor.max(false, 1)", none).because("no results: nothing to choose").gives(() -> values(none.max(false, 1)), Values.of(new double[0], 0));
        check("Tensor.max", none).refuses(ShapeException.class, none::max, "max", "(0, 3)");
    }

    @Test
    void axesThatDoNotExistOrComeTwiceAreRefused() {
        check("Tensor.sum(false, 1, 0)", TABLE).gives(() -> values(TABLE.sum(false, 1, 0)), Values.of(new double[] {21}));
        check("Tensor.sum(false, 2)", TABLE).refuses(ShapeException.class, () -> TABLE.sum(false, 2), "axis 2", "(2, 3)");
        check("Tensor.sum(false, 1, -1)", TABLE).because("1 and -1 are one axis").refuses(ShapeException.class, () -> TABLE.sum(false, 1, -1), "twice", "(2, 3)");
    }

    @Test
    void scalarIsReducedToItself() {
        Tensor five = tensor(shape(), 5);
        check("Tensor.sum", five).gives(() -> values(five.sum()), Values.of(new double[] {5}));
        check("Tensor.max", five).gives(() -> values(five.max()), Values.of(new double[] {5}));
    }

    @Test
    void varianceIsTheMeanSquareOfTheDeviations() {
        Tensor x = vector(1, 2, 3, 4);
        check("Tensor.variance(0, false)", x).because("(2.25 + 0.25 + 0.25 + 2.25) / 4").gives(() -> values(x.variance(0, false)), Values.of(new double[] {1.25}));
        check("Tensor.variance(1, false)", x).because("5 / (4 - 1)").gives(() -> values(x.variance(1, false)), Values.of(new double[] {5.0 / 3}));
        check("Tensor.variance(0, false, 0)", TABLE).gives(() -> values(TABLE.variance(0, false, 0)), Values.of(new double[] {2.25, 2.25, 2.25}, 3));
        check("Tensor.variance(1, true, 1)", TABLE).gives(() -> values(TABLE.variance(1, true, 1)), Values.of(new double[] {1, 1}, 2, 1));
    }

    @Test
    void varianceAroundALargeMeanKeepsItsDigits() {
        Tensor x = vector(10_000, 10_001, 10_002, 10_003);
        check("Tensor.variance(0, false)", x).because("mean(x^2) - mean(x)^2 subtracts two numbers near 1e8, where a float has steps of 8")
                .gives(() -> values(x.variance(0, false)), Values.of(new double[] {1.25}));
    }

    @Test
    void varianceOfTooFewNumbersIsNaN() {
        check("Tensor.variance(1, false)", vector(7)).because("0 / (1 - 1)").gives(() -> values(vector(7).variance(1, false)), Values.of(new double[] {NAN}));
        check("Tensor.variance(0, false)", vector(7)).gives(() -> values(vector(7).variance(0, false)), Values.of(new double[] {0}));
        check("Tensor.variance(2, false)", vector(7)).because("never divide by a negative number").gives(() -> values(vector(7).variance(2, false)), Values.of(new double[] {NAN}));
    }

    @Test
    void argmaxIsTheIndexOfTheLargest() {
        Tensor x = tensor(shape(2, 3), 1, 5, 2, 7, 0, 8);
        check("Tensor.argmax(1)", x).because("the largest of each row").gives(() -> values(x.argmax(1)), Values.of(new double[] {1, 2}, 2));
        check("Tensor.argmax(0)", x).because("the largest of each column").gives(() -> values(x.argmax(0)), Values.of(new double[] {1, 0, 1}, 3));
        check("Tensor.argmax(-1)", vector(-5, -2, -9)).gives(() -> values(vector(-5, -2, -9).argmax(-1)), Values.of(new double[] {1}));
    }

    @Test
    void argmaxOfEqualElementsIsTheFirst() {
        check("Tensor.argmax(0)", vector(3, 7, 7, 1, 7)).gives(() -> values(vector(3, 7, 7, 1, 7).argmax(0)), Values.of(new double[] {1}));
        check("Tensor.argmax(0)", vector(-INF, -INF)).gives(() -> values(vector(-INF, -INF).argmax(0)), Values.of(new double[] {0}));
    }

    @Test
    void argmaxTakesNaNForTheLargest() {
        check("Tensor.argmax(0)", vector(3, NAN, 7, NAN)).because("as in PyTorch; the first NaN").gives(() -> values(vector(3, NAN, 7, NAN).argmax(0)), Values.of(new double[] {1}));
        check("Tensor.argmax(0)", vector(NAN, 7)).gives(() -> values(vector(NAN, 7).argmax(0)), Values.of(new double[] {0}));
    }

    @Test
    void argmaxReadsEveryMemoryLayout() {
        Tensor x = random(11, 2, 4, 3);
        float[] data = x.toArray();
        double[] expected = new double[6];
        for (int i = 0; i < 6; i++) {
            for (int j = 1; j < 4; j++) {
                int line = i / 3 * 12 + i % 3;
                expected[i] = data[line + 3 * j] > data[line + 3 * (int) expected[i]] ? j : expected[i];
            }
        }
        for (Tensor view : layouts(x)) {
            check("Tensor.argmax(1)", view).because("element j of a line is j strides of the axis further on").gives(() -> values(view.argmax(1)), Values.of(expected, 2, 3));
        }
        check("Tensor.argmax(1)", tensor(shape(2, 0))).refuses(ShapeException.class, () -> tensor(shape(2, 0)).argmax(1), "argmax", "axis 1", "(2, 0)");
    }

    @Test
    @LookAt("TensorReductions.variance")
    void valuesAreThoseOfNumPyAndPyTorch() {
        for (Golden.Case golden : GoldenCases.of("reduce.json")) {
            Tensor x = GoldenCases.inputs(golden).getFirst();
            boolean keep = golden.args().path("keep").asBoolean(false);
            int[] axes = golden.args().has("axes") ? GoldenCases.ints(golden.args(), "axes") : new int[0];
            GoldenCases.same(golden, () -> switch (golden.op()) {
                case "sum" -> x.sum(keep, axes);
                case "mean" -> x.mean(keep, axes);
                case "max" -> x.max(keep, axes);
                case "min" -> x.min(keep, axes);
                case "var" -> x.variance(GoldenCases.number(golden, "correction"), keep, axes);
                case "argmax" -> x.argmax(GoldenCases.number(golden, "axis"));
                default -> throw new IllegalStateException("no call for " + golden);
            });
        }
    }
}
