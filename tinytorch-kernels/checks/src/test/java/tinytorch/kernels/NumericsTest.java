package tinytorch.kernels;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.Kernels;
import tinytorch.tensor.ScalarKernels;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

/**
 * The promise of the fast kernels: what they give is within 1e-5 for each number in a sum of what the plain loops give, for numbers from -1 to 1, on sizes that
 * fit no vector and no tile, at odd offsets, transposed, and with gaps between rows. The build runs this with vectors of 128, 256 and 512 bits, on one
 * thread and on several.
 */
class NumericsTest {
    private static final int[] AWKWARD = {1, 3, 13, 16, 25, 65};
    /** {m, n, k}: more than a block, more than a panel, and enough to be shared, by rows and by columns. */
    private static final int[][] LARGE = {{130, 257, 400}, {257, 130, 65}, {70, 1030, 33}, {1100, 33, 31}, {5, 1100, 220}, {3, 300, 500}, {5, 67, 451}, {8, 130, 517}};
    private static final int AT = 3;
    private static final int GAP = 2;

    private final Kernels scalar = new ScalarKernels();
    private final List<Kernels> fast = List.of(new VectorKernels(), new LadderKernels());

    @AfterEach
    void backToTheDefault() {
        Kernels.use("vector");
    }

    @Test
    void productsOfAwkwardSizes() {
        for (int m : AWKWARD) {
            for (int n : AWKWARD) {
                for (int k : AWKWARD) {
                    products(m, n, k);
                }
            }
        }
    }

    @Test
    void productsOfMoreThanOneBlock() {
        for (int[] size : LARGE) {
            products(size[0], size[1], size[2]);
        }
    }

    /** All four layouts of the operands, each a part of a larger matrix; the result too, and what is beside it has to stay. */
    private void products(int m, int n, int k) {
        float[] numbers = numbers(m + 3L * n + 7L * k, AT + (Math.max(m, k) + GAP) * (Math.max(n, k) + GAP));
        int outRow = n + GAP;
        float[] before = numbers(1, AT + m * outRow);
        for (boolean aTransposed : new boolean[] {false, true}) {
            for (boolean bTransposed : new boolean[] {false, true}) {
                int aRow = aTransposed ? 1 : k + GAP;
                int aColumn = aTransposed ? m + GAP : 1;
                int bRow = bTransposed ? 1 : n + GAP;
                int bColumn = bTransposed ? k + GAP : 1;
                float[] expected = before.clone();
                scalar.matmul(m, n, k, numbers, AT, aRow, aColumn, numbers, 1, bRow, bColumn, expected, AT, outRow);
                for (Kernels kernels : fast) {
                    float[] actual = before.clone();
                    kernels.matmul(m, n, k, numbers, AT, aRow, aColumn, numbers, 1, bRow, bColumn, actual, AT, outRow);
                    Check.call(kernels.name() + " matmul", "(" + m + ", " + k + ") with steps " + aRow + " and " + aColumn,
                                    "(" + k + ", " + n + ") with steps " + bRow + " and " + bColumn)
                            .within(new Tolerance(1e-5 * k, 0)).gives(() -> Values.of(actual, actual.length), Values.of(expected, expected.length));
                }
            }
        }
    }

    @Test
    void stacksOfProducts() {
        for (int n : AWKWARD) {
            Tensor a = random(1, 3, 2, n, 17);
            Tensor b = random(2, 2, 17, n);
            same("(3, 2, n, 17) matmul (2, 17, n), n = " + n, 17, () -> a.matmul(b));
            same("transposed on both sides, n = " + n, n, () -> a.transpose(2, 3).matmul(b.transpose(1, 2)));
        }
    }

    @Test
    void elementsAndSumsOfViews() {
        for (int rows : AWKWARD) {
            for (int columns : AWKWARD) {
                Tensor x = random(rows, rows + 2, columns + 3);
                Tensor row = random(columns, 1, columns);
                views(x.narrow(0, 1, rows).narrow(1, 2, columns), row);
                views(random(7, columns, rows).transpose(), row);
                views(random(8, rows, 2 * columns).slice(1, 0, 2 * columns, 2), row);
                views(random(9, rows, 1).expand(rows, columns), row);
            }
        }
    }

    private void views(Tensor x, Tensor row) {
        String shape = x.shape() + " with steps";
        same("x + row, " + shape, 1, () -> x.add(row));
        same("x * row - x / 3, " + shape, 2, () -> x.mul(row).sub(x.div(3)));
        same("exp(tanh(x)), " + shape, 1, () -> x.tanh().exp());
        same("sum of rows, " + shape, x.dim(1), () -> x.sum(false, 1));
        same("sum of columns, " + shape, x.dim(0), () -> x.sum(false, 0));
        same("largest of rows, " + shape, 1, () -> x.max(false, 1));
    }

    /** What all kernels give for the same operations, to be told apart by the name of the kernels. */
    private void same(String what, int length, Supplier<Tensor> operations) {
        Values expected = with(scalar.name(), operations);
        for (Kernels kernels : fast) {
            Check.call(kernels.name() + " " + what).within(new Tolerance(1e-5 * length, 0)).gives(() -> with(kernels.name(), operations), expected);
        }
    }

    private static Values with(String kernels, Supplier<Tensor> operations) {
        Kernels.use(kernels);
        Tensor result = operations.get().contiguous();
        return Values.of(result.toArray(), result.shape().dims());
    }

    @Test
    void theBitsDoNotDependOnTheNumberOfThreads() {
        // Of the parts of a shared loop each number belongs to one, whoever runs it: inside a loop everything runs on one thread, outside on all.
        float[] a = numbers(1, 300 * 200);
        float[] b = numbers(2, 200 * 250);
        for (Kernels kernels : fast) {
            float[] shared = new float[300 * 250];
            kernels.matmul(300, 250, 200, a, 0, 200, 1, b, 0, 250, 1, shared, 0, 250);
            float[] alone = new float[300 * 250];
            kernels.parallel(2, (from, to) -> {
                if (from == 0) {
                    kernels.matmul(300, 250, 200, a, 0, 200, 1, b, 0, 250, 1, alone, 0, 250);
                }
            });
            Check.call(kernels.name() + " matmul", "(300, 200)", "(200, 250)").equal(() -> Arrays.equals(shared, alone), true);
        }
    }

    private static Tensor random(long seed, int... shape) {
        return Tensor.of(numbers(seed, Arrays.stream(shape).reduce(1, (x, y) -> x * y))).reshape(shape);
    }

    /** Numbers from -1 to 1. */
    private static float[] numbers(long seed, int n) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] numbers = new float[n];
        for (int i = 0; i < n; i++) {
            numbers[i] = (float) random.nextDouble(-1, 1);
        }
        return numbers;
    }
}
