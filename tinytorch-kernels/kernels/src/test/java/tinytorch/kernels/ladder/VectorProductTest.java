package tinytorch.kernels.ladder;

import java.util.Arrays;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("kernels.vectors")
class VectorProductTest {
    private static final int AT = 3;

    @Test
    void aRowOfAnyLengthIsAddedAndNothingBesideIt() {
        for (int n = 0; n <= 3 * VectorProduct.LANES + 3; n++) {
            int length = n;
            float[] b = Products.numbers(n, AT + n + VectorProduct.LANES);
            float[] before = Products.numbers(n + 1000, 5 + n + VectorProduct.LANES);
            double[] expected = new double[before.length];
            for (int i = 0; i < before.length; i++) {
                expected[i] = before[i] + (i >= 5 && i < 5 + n ? 1.5 * b[AT + i - 5] : 0);
            }
            Check.call("VectorProduct.addRow", n, 1.5f, "b", AT, "out", 5)
                    .because("whole vectors of " + VectorProduct.LANES + " numbers, then one by one; before outAt and from outAt + n on nothing changes")
                    .within(new Tolerance(1e-6, 1e-6)).gives(() -> {
                        float[] out = before.clone();
                        VectorProduct.addRow(length, 1.5f, b, AT, out, 5);
                        return Values.of(out, out.length);
                    }, Values.of(expected, expected.length));
        }
    }

    @Test
    void readsNothingBehindTheRow() {
        int n = VectorProduct.LANES + 3;
        Check.call("VectorProduct.addRow", n, 2f, "b", 0, "out", 0).because("the arrays end with the row: a whole vector from there on does not fit")
                .equal(() -> {
                    float[] out = new float[n];
                    float[] b = new float[n];
                    Arrays.fill(b, 3);
                    VectorProduct.addRow(n, 2, b, 0, out, 0);
                    return out[n - 1];
                }, 6f);
    }

    @Test
    void theProductFitsEverySize() {
        Products.givesTheWorkedExample("VectorProduct(64).multiply", new VectorProduct(64));
        Products.fitsEverySize("VectorProduct(24).multiply", new VectorProduct(24));
    }
}
