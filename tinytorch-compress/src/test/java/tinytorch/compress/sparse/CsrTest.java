package tinytorch.compress.sparse;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.layouts;
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
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("compress.csr")
class CsrTest {
    private static final Tensor SMALL = tensor(shape(3, 4), 5, 0, 0, 6, 0, 0, 0, 0, 0, 7, 0, 0);

    private static CsrMatrix of(Tensor dense) {
        return check("CsrMatrix.of", dense).run(() -> CsrMatrix.of(dense));
    }

    @Test
    void storesWhatIsNotZeroRowByRow() {
        CsrMatrix csr = of(SMALL);
        check("CsrMatrix.of, value", SMALL).equal(() -> csr.value, new float[] {5, 6, 7});
        check("CsrMatrix.of, column", SMALL).because("5 is in column 0, 6 in column 3, 7 in column 1").equal(() -> csr.column, new int[] {0, 3, 1});
        check("CsrMatrix.of, rowStart", SMALL).because("two numbers in row 0, none in row 1, one in row 2").equal(() -> csr.rowStart, new int[] {0, 2, 2, 3});
    }

    @Test
    void bothZerosAreZero() {
        CsrMatrix csr = of(tensor(shape(1, 4), 0, -0.0, Double.NaN, 1e-40));
        Check.call("CsrMatrix.of([0, -0, NaN, 1e-40])").because("NaN and the tiniest number are not 0").equal(() -> csr.column, new int[] {2, 3});
    }

    @Test
    void theFirstAndTheLastRowMayBeEmpty() {
        CsrMatrix csr = of(tensor(shape(3, 2), 0, 0, 1, 2, 0, 0));
        Check.call("CsrMatrix.of, rowStart").equal(() -> csr.rowStart, new int[] {0, 0, 2, 2});
        Check.call("CsrMatrix.toDense").gives(() -> values(csr.toDense()), Values.of(new double[] {0, 0, 1, 2, 0, 0}, 3, 2));
    }

    @Test
    void comesBackAsItWas() {
        CsrMatrix csr = of(SMALL);
        check("CsrMatrix.toDense", SMALL).within(Tolerance.EXACT).gives(() -> values(csr.toDense()), values(SMALL));
        CsrMatrix none = of(tensor(shape(2, 3), 0, 0, 0, 0, 0, 0));
        Check.call("CsrMatrix.toDense").because("a matrix of zeros stores nothing").within(Tolerance.EXACT).gives(() -> values(none.toDense()), Values.of(new double[6], 2, 3));
    }

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case c : Golden.load(getClass(), "golden.json", "csr")) {
            CsrMatrix csr = of(tensor(c.inputs().get(0)));
            Check.call("CsrMatrix.of, rowStart, " + c.name()).because("row i is at rowStart[i] to rowStart[i + 1] - 1; torch gives these crow_indices").gives(() -> numbers(csr.rowStart), c.outputs().get(0));
            Check.call("CsrMatrix.of, column, " + c.name()).because("torch gives these col_indices, row by row").gives(() -> numbers(csr.column), c.outputs().get(1));
            Check.call("CsrMatrix.of, value, " + c.name()).gives(() -> Values.of(csr.value, csr.value.length), c.outputs().get(2));
        }
    }

    private static Values numbers(int[] numbers) {
        return Values.of(java.util.Arrays.stream(numbers).asDoubleStream().toArray(), numbers.length);
    }

    @Test
    void readsEveryMemoryLayout() {
        for (Tensor view : layouts(SMALL)) {
            check("CsrMatrix.of", view).because("a view must give what its contiguous copy gives").equal(() -> CsrMatrix.of(view).column, new int[] {0, 3, 1});
        }
    }

    @Test
    void tellsItsSize() {
        CsrMatrix csr = of(SMALL);
        Check.call("CsrMatrix.bytes").because("8 bytes for each of 3 numbers, 4 for each of 4 row starts").equal(csr::bytes, 40L);
        Check.call("CsrMatrix.sparsity").equal(csr::sparsity, 0.75);
        Check.call("CsrMatrix.of", "(2,)").refuses(ShapeException.class, () -> CsrMatrix.of(vector(1, 2)), "(2,)");
    }
}
