package tinytorch.kernels.ladder;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.Kernels;
import tinytorch.testkit.Check;

@Tag("kernels.threads")
class ThreadedProductTest {
    /** Multiply-adds are as many as must be shared. */
    private static final int[][] SHARED = {{1031, 32, 33}, {33, 1031, 32}, {103, 103, 100}};

    /** What each part was asked to do. */
    private final List<String> parts = new ArrayList<>();
    private final StridedProduct plain = (m, n, k, a, b, out, outAt, outRow) -> {
        synchronized (parts) {
            parts.add(m + " x " + n);
        }
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                float sum = 0;
                for (int p = 0; p < k; p++) {
                    sum += a.data()[a.index(i, p)] * b.data()[b.index(p, j)];
                }
                out[outAt + i * outRow + j] = sum;
            }
        }
    };

    @Test
    void everyPartFindsItsPlace() {
        for (int[] size : SHARED) {
            Products.fits("ThreadedProduct.multiply in 3 parts", new ThreadedProduct(plain, 3, ThreadedProductTest::backwards), size[0], size[1], size[2]);
        }
    }

    @Test
    void aRangeOfPartsIsOneProduct() {
        Products.fits("ThreadedProduct.multiply in 5 parts, two of them at once", new ThreadedProduct(plain, 5, ThreadedProductTest::twoRanges), 1031, 32, 33);
        Check.call("ThreadedProduct.multiply", "(1031, 33)", "(33, 32)").because("of 5 parts the loop asks for 0 to 1 and for 2 to 4: rows 0 to 411 and 412 to 1030")
                .equal(() -> parts, List.of("412 x 32", "619 x 32"));
    }

    @Test
    void cutsTheLongerSide() {
        run(1031, 32, 33);
        Check.call("ThreadedProduct.multiply", "(1031, 33)", "(33, 32)").because("more rows than columns: parts of the rows")
                .equal(() -> parts, List.of("344 x 32", "344 x 32", "343 x 32"));
        parts.clear();
        run(32, 1031, 33);
        Check.call("ThreadedProduct.multiply", "(32, 33)", "(33, 1031)").because("more columns than rows: parts of the columns")
                .equal(() -> parts, List.of("32 x 344", "32 x 344", "32 x 343"));
    }

    @Test
    void aSmallProductIsNotShared() {
        run(100, 100, 100);
        Check.call("ThreadedProduct.multiply", "(100, 100)", "(100, 100)").because("a million multiply-adds are fewer than " + ThreadedProduct.SHARED)
                .equal(() -> parts, List.of("100 x 100"));
    }

    @Test
    void countsMoreMultiplyAddsThanAnIntHolds() {
        // Nothing is computed: only what each part is asked to do counts. 2048 * 2048 * 1024 is 2^32, which as an int is 0.
        StridedProduct asked = (m, n, k, a, b, out, outAt, outRow) -> parts.add(m + " x " + n);
        Check.call("ThreadedProduct.multiply", "(2048, 1024)", "(1024, 2048)").because("m * n * k is a long")
                .equal(() -> {
                    new ThreadedProduct(asked, 2, ThreadedProductTest::backwards).multiply(2048, 2048, 1024, new float[0], new float[0], new float[0]);
                    return parts;
                }, List.of("1024 x 2048", "1024 x 2048"));
    }

    @Test
    void takesTransposedMatricesAndPartsOfLargerOnes() {
        Products.fitsViews("ThreadedProduct.multiply in 3 parts", new ThreadedProduct(plain, 3, ThreadedProductTest::backwards), 331, 64, 65);
        Products.fitsViews("ThreadedProduct.multiply in 3 parts", new ThreadedProduct(plain, 3, ThreadedProductTest::backwards), 64, 331, 65);
    }

    private void run(int m, int n, int k) {
        new ThreadedProduct(plain, 3, ThreadedProductTest::backwards).multiply(m, n, k, new float[m * k], new float[k * n], new float[m * n]);
    }

    /** Every part by itself, the last one first. */
    private static void backwards(int n, Kernels.Range body) {
        for (int i = n - 1; i >= 0; i--) {
            body.run(i, i + 1);
        }
    }

    /** Two ranges of parts. */
    private static void twoRanges(int n, Kernels.Range body) {
        body.run(0, n / 2);
        body.run(n / 2, n);
    }
}
