package tinytorch.compress.sparse;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("compress.sparse-product")
class SparseProductTest {

    private static void product(SparseLoop loop, Tensor a, Tensor b, Values expected, String why) {
        check("CsrMatrix.matmul, " + loop, a, b).because(why).within(Tolerance.ofSum(a.dim(1))).gives(() -> values(csr(a).matmul(b, loop)), expected);
    }

    /** As {@link CsrMatrix#of}, which is another task. */
    static CsrMatrix csr(Tensor dense) {
        int[] rowStart = new int[dense.dim(0) + 1];
        List<Integer> columns = new ArrayList<>();
        List<Float> values = new ArrayList<>();
        for (int i = 0; i < dense.dim(0); i++) {
            for (int j = 0; j < dense.dim(1); j++) {
                if (dense.get(i, j) != 0) {
                    columns.add(j);
                    values.add(dense.get(i, j));
                }
            }
            rowStart[i + 1] = values.size();
        }
        float[] value = new float[values.size()];
        for (int p = 0; p < value.length; p++) {
            value[p] = values.get(p);
        }
        return new CsrMatrix(dense.dim(0), dense.dim(1), rowStart, columns.stream().mapToInt(Integer::intValue).toArray(), value);
    }

    /** The product in {@code double}. */
    static Values reference(Tensor a, Tensor b) {
        int n = b.dim(1);
        double[] out = new double[a.dim(0) * n];
        for (int i = 0; i < a.dim(0); i++) {
            for (int p = 0; p < a.dim(1); p++) {
                for (int j = 0; j < n; j++) {
                    out[i * n + j] += (double) a.get(i, p) * b.get(p, j);
                }
            }
        }
        return Values.of(out, a.dim(0), n);
    }

    /** Random numbers, of which nine of ten are 0. */
    static Tensor sparse(long seed, int rows, int columns) {
        return random(seed, rows, columns).mul(random(seed + 1, rows, columns).ge(1.6f));
    }

    @Test
    @LookAt("SparseLoop.rowByRow")
    void addsRowsOfTheRightMatrix() {
        Tensor a = tensor(shape(2, 3), 0, 2, 3, 0, 0, 0);
        Tensor b = tensor(shape(3, 2), Double.NaN, Double.NaN, 10, 20, 100, 200);
        product(SparseLoop.ROW_BY_ROW, a, b, Values.of(new double[] {320, 640, 0, 0}, 2, 2), "2 * [10, 20] + 3 * [100, 200]; nobody reads the first row, and the second row of a is empty");
    }

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case c : Golden.load(getClass(), "golden.json", "csr")) {
            product(SparseLoop.ROW_BY_ROW, tensor(c.inputs().get(0)), tensor(c.inputs().get(1)), c.outputs().get(3), "the product in double, " + c.name());
        }
    }

    @Test
    void awkwardSizesToo() {
        for (int[] size : new int[][] {{1, 1, 1}, {3, 65, 2}, {13, 16, 25}, {65, 25, 3}, {16, 13, 65}}) {
            Tensor a = sparse(size[0], size[0], size[1]);
            Tensor b = random(size[1], size[1], size[2]);
            product(SparseLoop.ROW_BY_ROW, a, b, reference(a, b), "sums in double");
        }
    }

    @Test
    @LookAt("SparseLoop.rowByRow")
    void theRightMatrixMayBeAnyView() {
        Tensor a = sparse(7, 5, 6);
        Tensor b = random(8, 6, 4);
        for (Tensor view : layouts(b)) {
            product(SparseLoop.ROW_BY_ROW, a, view, reference(a, b), "a view must give what its contiguous copy gives");
        }
        Tensor rest = random(9, 8, 4).narrow(0, 2, 6);
        product(SparseLoop.ROW_BY_ROW, a, rest, reference(a, rest), "rows of a larger matrix begin in the middle of its numbers");
    }

    @Test
    void refusesAMatrixThatDoesNotFit() {
        CsrMatrix a = csr(random(1, 2, 3));
        check("CsrMatrix.matmul", random(2, 3, 4)).equal(() -> a.matmul(random(2, 3, 4), SparseLoop.ROW_BY_ROW).shape(), random(2, 2, 4).shape());
        Check.call("CsrMatrix.matmul", "(4, 3)").refuses(ShapeException.class, () -> a.matmul(random(2, 4, 3)), "(2, 3)", "(4, 3)");
    }
}
