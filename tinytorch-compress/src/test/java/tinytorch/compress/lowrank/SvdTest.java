package tinytorch.compress.lowrank;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("compress.svd")
class SvdTest {
    private static final Tolerance DOUBLE = new Tolerance(1e-12, 1e-12);

    private static Svd of(Tensor matrix) {
        return check("Svd.of", matrix).run(() -> Svd.of(matrix));
    }

    /** {@code sum_i values[i] * left[i] right[i]^T} over the first ones. */
    private static Values product(Svd svd, int rank) {
        int m = svd.left()[0].length;
        int n = svd.right()[0].length;
        double[] out = new double[m * n];
        for (int i = 0; i < rank; i++) {
            for (int r = 0; r < m; r++) {
                for (int c = 0; c < n; c++) {
                    out[r * n + c] += svd.values()[i] * svd.left()[i][r] * svd.right()[i][c];
                }
            }
        }
        return Values.of(out, m, n);
    }

    private static void orthonormal(String what, double[][] vectors, int count) {
        for (int i = 0; i < count; i++) {
            for (int j = 0; j <= i; j++) {
                double dot = 0;
                for (int k = 0; k < vectors[i].length; k++) {
                    dot += vectors[i][k] * vectors[j][k];
                }
                Check.call("Svd.of, " + what).because("vectors " + j + " and " + i + ": of length 1, at right angles").holds(Math.abs(dot - (i == j ? 1 : 0)) < 1e-12, i == j ? "1" : "0", dot);
            }
        }
    }

    @Test
    @LookAt("Svd.sorted")
    void aDiagonalMatrixIsSorted() {
        Svd svd = of(tensor(shape(3, 3), 2, 0, 0, 0, -7, 0, 0, 0, 3));
        Check.call("Svd.of, values").because("sizes, the largest first; a sign goes into a vector").within(DOUBLE).gives(() -> Values.of(svd.values(), 3), Values.of(new double[] {7, 3, 2}, 3));
        Check.call("Svd.of").within(DOUBLE).gives(() -> product(svd, 3), Values.of(new double[] {2, 0, 0, 0, -7, 0, 0, 0, 3}, 3, 3));
    }

    @Test
    void aHandWorkedOne() {
        Svd svd = of(tensor(shape(2, 2), 3, 0, 4, 5));
        Check.call("Svd.of, values").because("the squares are the roots of x^2 - 50 x + 225: 45 and 5").within(DOUBLE)
                .gives(() -> Values.of(svd.values(), 2), Values.of(new double[] {Math.sqrt(45), Math.sqrt(5)}, 2));
    }

    @Test
    void columnsOfOneLength() {
        Svd svd = of(tensor(shape(2, 2), 1, 1, 0, 1e-3));
        orthonormal("left", svd.left(), 2);
        Svd equal = of(tensor(shape(2, 2), 1, 1, 1, 1));
        Check.call("Svd.of, values").because("z = 0 turns by 45 degrees; the rank is 1").within(DOUBLE).gives(() -> Values.of(equal.values(), 2), Values.of(new double[] {2, 0}, 2));
    }

    @Test
    void vectorsAreAtRightAngles() {
        for (int[] size : new int[][] {{1, 1}, {5, 1}, {1, 5}, {13, 3}, {3, 13}, {16, 16}, {25, 20}}) {
            Svd svd = of(random(size[0], size[0], size[1]));
            orthonormal("left", svd.left(), Math.min(size[0], size[1]));
            orthonormal("right", svd.right(), Math.min(size[0], size[1]));
        }
    }

    @Test
    void theProductIsTheMatrix() {
        for (int[] size : new int[][] {{1, 1}, {5, 1}, {1, 5}, {13, 3}, {3, 13}, {16, 16}, {65, 25}}) {
            Tensor matrix = random(size[1], size[0], size[1]);
            Svd svd = of(matrix);
            check("Svd.of", matrix).because("all of them together are the matrix").within(DOUBLE).gives(() -> product(svd, Math.min(size[0], size[1])), values(matrix));
        }
    }

    @Test
    @LookAt({"Svd.orthogonalise", "Svd.rotate"})
    void agreesWithPyTorch() {
        for (Golden.Case c : Golden.load(getClass(), "golden.json", "svd")) {
            Svd svd = of(tensor(c.inputs().get(0)));
            Tolerance digits = new Tolerance(1e-7, 1e-7);
            Check.call("Svd.of, values, " + c.name()).because("torch.linalg.svd gives this").within(digits).gives(() -> Values.of(svd.values(), svd.values().length), c.outputs().get(0));
            Check.call("Svd.of, best of rank, " + c.name()).within(new Tolerance(1e-6, 1e-6)).gives(() -> product(svd, c.args().get("rank").asInt()), c.outputs().get(1));
        }
    }

    @Test
    @LookAt("Svd.sorted")
    void zerosHaveTheValueZero() {
        Svd svd = of(Tensor.zeros(3, 2));
        Check.call("Svd.of, values").equal(svd::values, new double[2]);
        Check.call("Svd.of, left").because("nothing can be divided by 0").equal(svd::left, new double[2][3]);
        orthonormal("right", svd.right(), 2);
    }

    @Test
    void readsEveryMemoryLayout() {
        Tensor matrix = random(3, 4, 3);
        Svd expected = of(matrix);
        for (Tensor view : layouts(matrix)) {
            check("Svd.of", view).because("a view must give what its contiguous copy gives").equal(() -> Svd.of(view).values(), expected.values());
        }
    }

    @Test
    void refusesWhatHasNone() {
        of(random(1, 2, 2));
        Check.call("Svd.of", "(3,)").refuses(ShapeException.class, () -> Svd.of(vector(1, 2, 3)), "(3,)");
        Check.call("Svd.of", "NaN").refuses(ArithmeticException.class, () -> Svd.of(tensor(shape(2, 2), 1, Double.NaN, 2, 3)), "NaN");
    }
}
