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

import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("tensor.matmul")
class MatMulTest {

    @Test
    void multipliesTwoMatrices() {
        Tensor a = tensor(shape(2, 3), 1, 2, 3, 4, 5, 6);
        Tensor b = tensor(shape(3, 2), 7, 8, 9, 10, 11, 12);
        check("Tensor.matmul", a, b)
                .because("entry [i, j] is the dot product of row i of the left and column j of the right: [0, 0] = 1*7 + 2*9 + 3*11 = 58")
                .gives(() -> values(a.matmul(b)), Values.of(new double[] {58, 64, 139, 154}, 2, 2));
    }

    @Test
    void identityChangesNothingAndOrderMatters() {
        Tensor a = tensor(shape(2, 2), 1, 2, 3, 4);
        Tensor one = tensor(shape(2, 2), 1, 0, 0, 1);
        Tensor swap = tensor(shape(2, 2), 0, 1, 1, 0);
        check("Tensor.matmul", a, one).gives(() -> values(a.matmul(one)), values(a));
        check("Tensor.matmul", a, swap).because("from the right: columns are swapped").gives(() -> values(a.matmul(swap)), Values.of(new double[] {2, 1, 4, 3}, 2, 2));
        check("Tensor.matmul", swap, a).because("from the left: rows are swapped").gives(() -> values(swap.matmul(a)), Values.of(new double[] {3, 4, 1, 2}, 2, 2));
    }

    @Test
    void vectorIsARowOnTheLeftAndAColumnOnTheRight() {
        Tensor matrix = tensor(shape(2, 3), 1, 2, 3, 4, 5, 6);
        check("Tensor.matmul", vector(1, 2, 3), vector(4, 5, 6)).because("the dot product, a scalar").gives(() -> values(vector(1, 2, 3).matmul(vector(4, 5, 6))), Values.of(new double[] {32}));
        check("Tensor.matmul", matrix, vector(1, 0, -1)).because("the axis of the column is dropped").gives(() -> values(matrix.matmul(vector(1, 0, -1))), Values.of(new double[] {-2, -2}, 2));
        check("Tensor.matmul", vector(1, -1), matrix).because("the axis of the row is dropped").gives(() -> values(vector(1, -1).matmul(matrix)), Values.of(new double[] {-3, -3, -3}, 3));
        Tensor stack = counting(2, 2, 3);
        check("Tensor.matmul", stack, vector(1, 1, 1)).gives(() -> values(stack.matmul(vector(1, 1, 1))), Values.of(new double[] {3, 12, 21, 30}, 2, 2));
        check("Tensor.matmul", vector(1, 1), stack).gives(() -> values(vector(1, 1).matmul(stack)), Values.of(new double[] {3, 5, 7, 15, 17, 19}, 2, 3));
    }

    @Test
    void everyMatrixOfAStackIsMultipliedWithItsOwn() {
        Tensor a = tensor(shape(2, 1, 2), 1, 2, 3, 4);
        Tensor b = tensor(shape(2, 2, 1), 5, 6, 7, 8);
        check("Tensor.matmul", a, b).because("1*5 + 2*6 in the first of the batch, 3*7 + 4*8 in the second").gives(() -> values(a.matmul(b)), Values.of(new double[] {17, 53}, 2, 1, 1));
    }

    @Test
    void batchesAreBroadcast() {
        for (int[][] pair : new int[][][] {{{2, 3, 4}, {4, 2}}, {{3, 4}, {2, 4, 2}}, {{2, 1, 3, 4}, {5, 4, 2}}, {{1, 3, 4}, {3, 4, 2}}, {{2, 2, 3, 4}, {2, 2, 4, 1}}}) {
            Tensor a = random(1, pair[0]);
            Tensor b = random(2, pair[1]);
            Values expected = reference(a, b);
            for (int i = 0; i < 5; i++) {
                Tensor left = layouts(a).get(i);
                Tensor right = layouts(b).get((i + 2) % 5);
                check("Tensor.matmul", left, right).because("axes before the last two are batches: aligned at the right, length 1 stretched").gives(() -> values(left.matmul(right)), expected);
            }
        }
    }

    @Test
    void readsOperandsOfEveryMemoryLayout() {
        Tensor a = random(1, 3, 5);
        Tensor b = random(2, 5, 4);
        Values expected = reference(a, b);
        for (Tensor left : layouts(a)) {
            for (Tensor right : layouts(b)) {
                check("Tensor.matmul", left, right).because("a view must give what its contiguous copy gives: use the strides")
                        .gives(() -> values(left.matmul(right)), expected);
            }
        }
    }

    @Test
    void readsStretchedOperands() {
        Tensor a = Tensor.strided(new float[] {1, 2, 3}, Shape.of(2, 3), new int[] {0, 1}, 0);
        Tensor b = Tensor.strided(new float[] {1, 2, 3}, Shape.of(3, 2), new int[] {1, 0}, 0);
        check("Tensor.matmul", a, b).because("along a stretched axis the stride is 0").gives(() -> values(a.matmul(b)), Values.of(new double[] {14, 14, 14, 14}, 2, 2));
    }

    @Test
    void awkwardSizesAgreeWithTheDefinition() {
        for (int[] size : new int[][] {{1, 1, 1}, {1, 7, 1}, {13, 1, 3}, {5, 16, 9}, {17, 25, 16}, {3, 65, 2}}) {
            Tensor a = random(3, size[0], size[1]);
            Tensor b = random(4, size[1], size[2]);
            Values expected = reference(a, b);
            for (Tensor right : List.of(b, layouts(b).get(1))) {
                check("Tensor.matmul", a, right).within(Tolerance.ofSum(size[1])).gives(() -> values(a.matmul(right)), expected);
            }
        }
    }

    @Test
    void sumOfNoProductsIsZero() {
        check("Tensor.matmul", tensor(shape(2, 0)), tensor(shape(0, 3))).because("k is 0: every entry is an empty sum")
                .gives(() -> values(tensor(shape(2, 0)).matmul(tensor(shape(0, 3)))), Values.of(new double[6], 2, 3));
        check("Tensor.matmul", tensor(shape(0, 3)), counting(3, 2)).gives(() -> values(tensor(shape(0, 3)).matmul(counting(3, 2))), Values.of(new double[0], 0, 2));
        check("Tensor.matmul", tensor(shape(0, 2, 3)), counting(3, 2)).gives(() -> values(tensor(shape(0, 2, 3)).matmul(counting(3, 2))), Values.of(new double[0], 0, 2, 2));
    }

    @Test
    void notANumberIsNotSkippedWhereTheOtherFactorIsZero() {
        Tensor zeros = tensor(shape(1, 2), 0, 0);
        Tensor b = tensor(shape(2, 2), Float.NaN, 1, 2, Float.POSITIVE_INFINITY);
        check("Tensor.matmul", zeros, b).because("0 * NaN and 0 * infinity are NaN: leaving out products with 0 hides a broken network")
                .gives(() -> values(zeros.matmul(b)), Values.of(new double[] {Float.NaN, Float.NaN}, 1, 2));
    }

    @Test
    void shapesThatDoNotFitAreRefused() {
        Tensor a = counting(2, 3);
        check("Tensor.matmul", a, counting(3, 1)).equal(() -> a.matmul(counting(3, 1)).shape(), Shape.of(2, 1));
        check("Tensor.matmul", a, a).refuses(ShapeException.class, () -> a.matmul(a), "matmul", "(3)", "(2)", "Left (2, 3), right (2, 3)", "Transpose");
        check("Tensor.matmul", a, vector(1, 2)).refuses(ShapeException.class, () -> a.matmul(vector(1, 2)), "matmul", "(2, 3)", "(2,)");
        check("Tensor.matmul", a, tensor(shape(), 2)).because("a scalar is no matrix").refuses(ShapeException.class, () -> a.matmul(tensor(shape(), 2)), "matmul", "()", "mul");
        check("Tensor.matmul", counting(2, 3, 4), counting(3, 4, 2)).because("batches of 2 and 3")
                .refuses(ShapeException.class, () -> counting(2, 3, 4).matmul(counting(3, 4, 2)), "matmul", "2 != 3");
    }

    @Test
    void valuesAreThoseOfPyTorch() {
        for (Golden.Case golden : GoldenCases.of("matmul.json")) {
            List<Tensor> in = GoldenCases.inputs(golden);
            GoldenCases.same(golden, () -> in.get(0).matmul(in.get(1)));
        }
    }

    /** Entry by entry, in double; batches are broadcast index by index. */
    private static Values reference(Tensor a, Tensor b) {
        int rank = Math.max(a.rank(), b.rank());
        int m = a.dim(-2);
        int k = a.dim(-1);
        int n = b.dim(-1);
        int[] dims = new int[rank];
        int batches = 1;
        for (int axis = 0; axis < rank - 2; axis++) {
            dims[axis] = Math.max(length(a, axis - rank), length(b, axis - rank));
            batches *= dims[axis];
        }
        dims[rank - 2] = m;
        dims[rank - 1] = n;
        double[] out = new double[batches * m * n];
        float[] x = a.toArray();
        float[] y = b.toArray();
        for (int at = 0; at < out.length; at++) {
            int left = matrix(a, dims, at / (m * n)) * m * k + at / n % m * k;
            int right = matrix(b, dims, at / (m * n)) * k * n + at % n;
            for (int p = 0; p < k; p++) {
                out[at] += (double) x[left + p] * y[right + p * n];
            }
        }
        return Values.of(out, Arrays.copyOf(dims, rank));
    }

    /** Which matrix of a stack the batch with this number reads. */
    private static int matrix(Tensor stack, int[] dims, int batch) {
        int matrix = 0;
        for (int axis = dims.length - 3, stride = 1, rest = batch; axis >= 0; rest /= dims[axis], axis--) {
            int length = length(stack, axis - dims.length);
            matrix += length == 1 ? 0 : rest % dims[axis] * stride;
            stride *= length;
        }
        return matrix;
    }

    private static int length(Tensor x, int axis) {
        return axis + x.rank() < 0 ? 1 : x.dim(axis);
    }
}
