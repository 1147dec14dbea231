package tinytorch.compress.sparse;

import static tinytorch.compress.sparse.SparseProductTest.csr;
import static tinytorch.compress.sparse.SparseProductTest.reference;
import static tinytorch.compress.sparse.SparseProductTest.sparse;
import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("compress.sparse-vectors")
class SparseVectorsTest {

    private static void product(Tensor a, Tensor b, Values expected, String why) {
        check("CsrMatrix.matmul, REGISTERS", a, b).because(why).within(Tolerance.ofSum(a.dim(1))).gives(() -> values(csr(a).matmul(b, SparseLoop.REGISTERS)), expected);
    }

    @Test
    @LookAt("VectorRows.strip")
    void wholeStrips() {
        for (int n : new int[] {64, 128, 256}) {
            Tensor a = sparse(n, 13, 50);
            Tensor b = random(n + 1, 50, n);
            product(a, b, reference(a, b), "sums in double, " + n + " columns");
        }
    }

    @Test
    void whatIsLeftBesideTheStrips() {
        for (int n = 2; n < 140; n += n < 36 ? 1 : 13) {
            Tensor a = sparse(n, 5, 33);
            Tensor b = random(n + 1, 33, n);
            product(a, b, reference(a, b), "sums in double, " + n + " columns");
        }
    }

    @Test
    @LookAt("VectorRows.column")
    void aSingleColumn() {
        for (int columns : new int[] {1, 7, 16, 31, 200, 1000}) {
            Tensor a = sparse(columns, 9, columns);
            Tensor b = random(columns + 1, columns, 1);
            product(a, b, reference(a, b), "sums in double, " + columns + " numbers");
        }
        Tensor full = random(3, 4, 37);
        product(full, random(4, 37, 1), reference(full, random(4, 37, 1)), "a row may be full");
        Tensor rest = random(5, 40, 1).narrow(0, 3, 37);
        product(full, rest, reference(full, rest), "the end of a longer column begins in the middle of its numbers");
    }

    @Test
    @LookAt("VectorRows.strip")
    void emptyRowsGiveZeros() {
        Tensor a = tensor(shape(3, 2), 0, 0, 0, 2, 0, 0);
        for (int n : new int[] {1, 5, 70}) {
            product(a, random(n, 2, n), reference(a, random(n, 2, n)), "rows 0 and 2 are empty");
        }
    }

    @Test
    @LookAt("VectorRows.vector")
    void columnsOutsideTheMaskAreLeftAlone() {
        Tensor a = tensor(shape(2, 1), 1, 2);
        Tensor b = tensor(shape(1, 3), 1, 2, 3);
        product(a, b, Values.of(new double[] {1, 2, 3, 2, 4, 6}, 2, 3), "what lies behind row 0 of the result is row 1");
    }

    @Test
    void theRightMatrixMayBeAnyView() {
        Tensor a = sparse(7, 5, 6);
        for (int n : new int[] {1, 9, 66}) {
            Tensor b = random(8, 6, n);
            for (Tensor view : layouts(b)) {
                product(a, view, reference(a, b), "a view must give what its contiguous copy gives");
            }
            Tensor rest = random(9, 8, n).narrow(0, 2, 6);
            product(a, rest, reference(a, rest), "rows of a larger matrix begin in the middle of its numbers");
        }
    }

    @Test
    void givesWhatTheOtherLoopGives() {
        Tensor a = sparse(11, 40, 60);
        Tensor b = random(12, 60, 77);
        Values fast = Check.call("CsrMatrix.matmul, REGISTERS").run(() -> values(csr(a).matmul(b, SparseLoop.REGISTERS)));
        check("CsrMatrix.matmul, ROW_BY_ROW", a, b).because("loop against loop").within(Tolerance.ofSum(60)).gives(() -> values(csr(a).matmul(b, SparseLoop.ROW_BY_ROW)), fast);
    }
}
