package tinytorch.kernels;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import tinytorch.tensor.BinaryOp;
import tinytorch.tensor.Comparison;
import tinytorch.tensor.IndexedMatrix;
import tinytorch.tensor.Kernels;
import tinytorch.tensor.Reduce;
import tinytorch.tensor.ScalarKernels;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.UnaryOp;
import tinytorch.testkit.Check;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

/** The vector kernels against the plain loops, on sizes that fit no vector, no tile and no block, at odd offsets and steps. */
class VectorKernelsTest {
    /** Four units in the last place; the smallest numbers of all, below 1e-38, may become 0. */
    private static final Tolerance FEW_ULP = new Tolerance(1e-38, 4 * Math.ulp(1f));

    private static final int[] SIZES = {0, 1, 3, 7, 8, 13, 16, 25, 65, 1000, 70_001};
    private static final int AT = 3;

    private final Kernels vector = new VectorKernels();
    private final Kernels scalar = new ScalarKernels();

    @Test
    void isTheProviderThatIsFound() {
        Check.call("Kernels.active").equal(() -> Kernels.active().name(), "vector");
    }

    @Test
    void aProgramCanSwitch() {
        Kernels.use("scalar");
        Check.call("Kernels.active").equal(() -> Kernels.active().name(), "scalar");
        Kernels.use("vector");
        Check.call("Kernels.active").equal(() -> Kernels.active().name(), "vector");
        Check.call("Kernels.use", "no-such").refuses(IllegalArgumentException.class, () -> {
            Kernels.use("no-such");
            return "nothing";
        }, "no-such", "scalar");
    }

    @Test
    void binaryOperationsGiveWhatTheScalarOnesGive() {
        for (int n : SIZES) {
            float[] a = numbers(1, 2 * n + AT + 1);
            float[] b = numbers(2, 2 * n + AT + 1);
            for (BinaryOp op : BinaryOp.values()) {
                for (int[] steps : new int[][] {{1, 1, 1}, {1, 0, 1}, {0, 1, 1}, {2, 1, 1}, {1, 2, 2}}) {
                    check(op + " " + Arrays.toString(steps), n, Tolerance.EXACT, (kernels, out) -> kernels.binary(op, n, a, AT, steps[0], b, AT, steps[1], out, 1, steps[2]));
                }
            }
        }
    }

    @Test
    void unaryOperationsGiveWhatTheScalarOnesGive() {
        UnaryOp[] all = {new UnaryOp.Neg(), new UnaryOp.Abs(), new UnaryOp.Sqrt(), new UnaryOp.Pow(2), new UnaryOp.Clip(-0.5f, 1)};
        for (int n : SIZES) {
            float[] x = numbers(1, 2 * n + AT + 1);
            for (UnaryOp op : all) {
                for (int[] steps : new int[][] {{1, 1}, {2, 1}, {1, 2}}) {
                    check(op + " " + Arrays.toString(steps), n, Tolerance.EXACT, (kernels, out) -> kernels.unary(op, n, x, AT, steps[0], out, 1, steps[1]));
                }
            }
        }
    }

    @Test
    void transcendentalFunctionsAreWithinAFewUlp() {
        float[] special = {0, -0f, 1, -1, 0.99999994f, 1e-30f, -1e-6f, 3.9f, 4, 5, -6, 88.7f, 89, -87, -104, 1e30f, Float.NaN,
            Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MAX_VALUE, 0.3f, -0.7f, 2, -3};
        for (UnaryOp op : new UnaryOp[] {new UnaryOp.Exp(), new UnaryOp.Log(), new UnaryOp.Tanh(), new UnaryOp.Erf()}) {
            for (int n : SIZES) {
                float[] x = numbers(1, 2 * n + AT + 1);
                for (int[] steps : new int[][] {{1, 1}, {2, 1}, {1, 2}}) {
                    check(op + " " + Arrays.toString(steps), n, FEW_ULP, (kernels, out) -> kernels.unary(op, n, x, AT, steps[0], out, 1, steps[1]));
                }
            }
            check(op + " of " + Arrays.toString(special), special.length, FEW_ULP, (kernels, out) -> kernels.unary(op, special.length, special, 0, 1, out, 0, 1));
            float[] fine = new float[100_000];
            for (int i = 0; i < fine.length; i++) {
                fine[i] = (i - fine.length / 2) * 1e-4f;
            }
            check(op + " of -5 to 5 by 0.0001", fine.length, FEW_ULP, (kernels, out) -> kernels.unary(op, fine.length, fine, 0, 1, out, 0, 1));
        }
    }

    @Test
    void aNumberGivesTheSameBitsWhereverItStands() {
        float[] x = numbers(1, 3 * 8 + 5);
        for (UnaryOp op : new UnaryOp[] {new UnaryOp.Exp(), new UnaryOp.Tanh(), new UnaryOp.Erf()}) {
            float[] together = new float[x.length];
            vector.unary(op, x.length, x, 0, 1, together, 0, 1);
            float[] alone = new float[x.length];
            for (int i = 0; i < x.length; i++) {
                vector.unary(op, 1, x, i, 1, alone, i, 1);
            }
            Check.call(op + " of numbers one by one").within(Tolerance.EXACT).gives(() -> Values.of(alone, alone.length), Values.of(together, together.length));
        }
    }

    @Test
    void comparisonsAndChoicesGiveWhatTheScalarOnesGive() {
        for (int n : SIZES) {
            float[] a = numbers(1, 2 * n + AT + 1);
            float[] b = a.clone();
            for (int i = 0; i < b.length; i += 3) {
                b[i] = -b[i];
            }
            for (int step : new int[] {0, 1, 2}) {
                for (Comparison op : Comparison.values()) {
                    check(op + " " + step, n, Tolerance.EXACT, (kernels, out) -> kernels.compare(op, n, a, AT, 1, b, AT, step, out, 1, 1));
                }
                float[] condition = Arrays.copyOf(new float[] {0, 0, 0, 0, 1, Float.NaN, 0, -0f}, a.length);
                check("where " + step, n, Tolerance.EXACT, (kernels, out) -> kernels.where(n, condition, AT, 1, a, AT, step, b, AT, 1, out, 1, 1));
            }
        }
    }

    @Test
    void rowsOfABroadcastResultAreSharedOut() {
        float[] a = numbers(1, 7 * 3 * 5 * 500);
        float[] b = numbers(2, 3 * 500);
        float[] expected = new float[a.length];
        for (int i = 0; i < a.length; i++) {
            expected[i] = a[i] - b[i / 2500 % 3 * 500 + i % 500];
        }
        Check.call("Tensor.sub", "(7, 3, 5, 500) - (3, 1, 500)").within(Tolerance.EXACT)
                .gives(() -> Values.of(Tensor.of(a).reshape(7, 3, 5, 500).sub(Tensor.of(b).reshape(3, 1, 500)).toArray(), 7, 3, 5, 500), Values.of(expected, 7, 3, 5, 500));
    }

    @Test
    void notANumberStaysSo() {
        float[] a = {Float.NaN, 1, 2, Float.NaN, 0, -0f, 5, 6, 7};
        float[] b = {1, Float.NaN, 1, Float.NaN, 0, 0, Float.POSITIVE_INFINITY, 9, 1};
        for (BinaryOp op : BinaryOp.values()) {
            check(op.toString(), a.length, Tolerance.EXACT, (kernels, out) -> kernels.binary(op, a.length, a, 0, 1, b, 0, 1, out, 0, 1));
        }
        UnaryOp clip = new UnaryOp.Clip(0, 1);
        check(clip.toString(), a.length, Tolerance.EXACT, (kernels, out) -> kernels.unary(clip, a.length, a, 0, 1, out, 0, 1));
    }

    @Test
    void sumsAndInnerProductsGiveWhatTheScalarOnesGive() {
        for (int n : SIZES) {
            float[] a = numbers(1, 2 * n + AT + 1);
            float[] b = numbers(2, 2 * n + AT + 1);
            for (int step : new int[] {1, 2}) {
                check("dot", 1, Tolerance.FLOAT, (kernels, out) -> out[0] = (float) kernels.dot(n, a, AT, step, b, AT, 1));
                for (Reduce.Kind kind : Reduce.Kind.values()) {
                    check(kind.toString(), 1, Tolerance.FLOAT, (kernels, out) -> {
                        double[] result = {0.5};
                        kernels.reduce(kind, n, a, AT, step, result, 0, 0);
                        out[0] = (float) result[0];
                    });
                }
            }
        }
    }

    @Test
    void sumsInOnePassAndMultiplyAddGiveWhatTheScalarOnesGive() {
        for (int n : SIZES) {
            float[] a = numbers(1, n + AT + 1);
            float[] b = numbers(2, n + AT + 1);
            check("sums", 2, Tolerance.FLOAT, (kernels, out) -> {
                double[] sums = {0, 0.5, -1};
                kernels.sums(n, a, AT, b, AT, sums, 1);
                out[0] = (float) sums[1];
                out[1] = (float) sums[2];
            });
            for (int step : new int[] {0, 1}) {
                check("multiplyAdd", n, Tolerance.FLOAT, (kernels, out) -> kernels.multiplyAdd(n, 1.5f, a, AT, b, AT, step, out, 1));
            }
            check("multiplyAdd to itself", n, Tolerance.FLOAT, (kernels, out) -> kernels.multiplyAdd(n, 1.5f, a, AT, out, 1, 1, out, 1));
        }
    }

    @Test
    void matrixProductsGiveWhatTheScalarOnesGive() {
        int[][] shapes = {{1, 1, 1}, {3, 1, 13}, {1, 65, 16}, {2, 3, 0}, {0, 5, 3}, {6, 16, 25}, {7, 17, 5}, {8, 32, 8}, {13, 25, 65}, {27, 33, 64},
            {64, 65, 321}, {65, 13, 700}, {130, 140, 100}, {5, 3000, 33}, {300, 40, 90}};
        for (int[] s : shapes) {
            for (int layout = 0; layout < 4; layout++) {
                product(s[0], s[1], s[2], (layout & 1) != 0, (layout & 2) != 0);
            }
        }
    }

    /** What a reader is written does not depend on how many others are written to. */
    @Test
    void aRowOfAFewHasTheBitsThatItHasAlone() {
        int rows = 7;
        for (int[] size : new int[][] {{5, 451}, {66, 500}, {130, 517}}) {
            int n = size[0];
            int k = size[1];
            float[] a = numbers(1, rows * k);
            float[] b = numbers(2, n * k);
            float[] alone = new float[rows * n];
            float[] together = new float[rows * n];
            for (int i = 0; i < rows; i++) {
                vector.matmul(1, n, k, a, i * k, k, 1, b, 0, 1, k, alone, i * n, n);
            }
            vector.matmul(rows, n, k, a, 0, k, 1, b, 0, 1, k, together, 0, n);
            Check.call("matmul (%d, %d) x (%d, %d)".formatted(rows, k, k, n)).within(Tolerance.EXACT).gives(() -> Values.of(together, rows, n), Values.of(alone, rows, n));
        }
    }

    @Test
    void stacksOfProductsGiveWhatTheScalarOnesGive() {
        for (int[] s : new int[][] {{1, 32, 20}, {2, 5, 7}, {3, 64, 33}, {16, 16, 32}, {65, 33, 40}}) {
            int m = s[0];
            int n = s[1];
            int k = s[2];
            int[] aAt = {m * k, 0, 2 * m * k};
            int[] bAt = {0, 0, n * k};
            float[] a = numbers(1, 3 * m * k);
            float[] b = numbers(2, 2 * n * k);
            check("three products (%d, %d) x (%d, %d)".formatted(m, k, k, n), 3 * m * n, Tolerance.ofSum(k),
                    (kernels, out) -> kernels.matmul(m, n, k, a, aAt, k, 1, b, bAt, 1, k, out));
        }
    }

    @Test
    void sumsOfManyRowsGiveWhatTheScalarOnesGive() {
        for (int n : SIZES) {
            float[] a = numbers(1, n + AT);
            check("reduce sum, step 1", n, Tolerance.FLOAT, (kernels, out) -> {
                double[] sums = new double[n + 1];
                kernels.reduce(Reduce.Kind.SUM, n, a, AT, 1, sums, 1, 1);
                kernels.reduce(Reduce.Kind.SUM, n, a, AT, 1, sums, 1, 1);
                for (int i = 0; i < n; i++) {
                    out[i] = (float) sums[i + 1];
                }
            });
        }
    }

    private void product(int m, int n, int k, boolean transposedLeft, boolean transposedRight) {
        float[] a = numbers(1, m * k + AT + 4 * m + 4 * k);
        float[] b = numbers(2, n * k + AT + 4 * n + 4 * k);
        check("matmul (%d, %d) x (%d, %d)%s%s".formatted(m, k, k, n, transposedLeft ? ", left transposed" : "", transposedRight ? ", right transposed" : ""),
                m * (n + 2), Tolerance.ofSum(k), (kernels, out) -> kernels.matmul(m, n, k,
                        a, AT, transposedLeft ? 1 : k + 3, transposedLeft ? m + 3 : 1,
                        b, AT, transposedRight ? 1 : n + 3, transposedRight ? k + 3 : 1, out, 1, n + 2));
    }

    @Test
    void productsWithIndexedMatricesGiveWhatTheScalarOnesGive() {
        int[] places = IntStream.range(0, 70).map(i -> i / 10 * 13 + i % 10).toArray();      // lines of 10
        int[] elements = IntStream.range(0, 45).map(i -> i / 9 * 130 + i / 3 % 3 * 13 + i % 3).toArray();
        float[] numbers = numbers(3, 700);
        float[] weights = numbers(4, 13 * 70);
        IndexedMatrix patches = new IndexedMatrix(numbers, 5, elements, places);
        for (IndexedMatrix matrix : List.of(patches, patches.transpose())) {
            int rows = matrix.rows().length;
            int columns = matrix.columns().length;
            check("matmul(13, indexed)", 13 * columns, Tolerance.ofSum(rows),
                    (kernels, out) -> kernels.matmul(13, weights, 0, rows, matrix, out, 0, columns));
            check("matmul(indexed, 13)", rows * 13, Tolerance.ofSum(columns),
                    (kernels, out) -> kernels.matmul(matrix, 13, weights, 0, 13, 1, out, 0, 13));
            check("matmul(indexed, 13 transposed)", rows * 13, Tolerance.ofSum(columns),
                    (kernels, out) -> kernels.matmul(matrix, 13, weights, 0, 1, columns, out, 0, 13));
        }
    }

    @Test
    void addingToAnIndexedMatrixGivesTheSameBits() {
        int[] places = IntStream.range(0, 70).map(i -> i / 10 * 13 + i % 10).toArray();
        int[] elements = IntStream.range(0, 45).map(i -> i / 9 * 130 + i / 3 % 3 * 13 + i % 3).toArray();
        float[] matrix = numbers(5, 3 + 45 * 70);
        float[] expected = numbers(3, 700);
        float[] actual = expected.clone();
        new IndexedMatrix(expected, 5, elements, places).add(matrix, 3);
        vector.add(new IndexedMatrix(actual, 5, elements, places), matrix, 3);
        Check.call("add", "indexed").equal(() -> Arrays.equals(actual, expected), true);
    }

    @Test
    void everyPartOfALoopRunsOnce() {
        for (int n : SIZES) {
            int[] runs = new int[n];
            vector.parallel(n, (from, to) -> {
                for (int i = from; i < to; i++) {
                    runs[i]++;
                }
            });
            Check.call("parallel", n).equal(() -> Arrays.stream(runs).allMatch(times -> times == 1), true);
        }
    }

    @Test
    void aLoopInsideALoopRunsToo() {
        int[] sums = new int[40];
        vector.parallel(sums.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                int[] parts = new int[30];
                vector.parallel(parts.length, (start, end) -> Arrays.fill(parts, start, end, 1));
                sums[i] = Arrays.stream(parts).sum();
            }
        });
        Check.call("parallel in parallel").equal(() -> Arrays.stream(sums).sum(), 40 * 30);
    }

    @Test
    void loopsOfSeveralThreadsDoNotMix() throws InterruptedException {
        int[] sums = new int[4];
        List<Thread> threads = IntStream.range(0, sums.length).mapToObj(id -> Thread.ofPlatform().start(() -> {
            for (int loop = 0; loop < 500; loop++) {
                int[] numbers = new int[50];
                vector.parallel(numbers.length, (from, to) -> Arrays.fill(numbers, from, to, id));
                sums[id] += Arrays.stream(numbers).sum();
            }
        })).toList();
        for (Thread thread : threads) {
            thread.join();
        }
        Check.call("parallel on four threads").equal(() -> Arrays.toString(sums), "[0, 25000, 50000, 75000]");
    }

    @Test
    void whatAPartThrowsReachesTheCaller() {
        Kernels.Range failing = (from, to) -> {
            if (from <= 50 && 50 < to) {
                throw new IllegalStateException("part with 50");
            }
        };
        Check.call("parallel").refuses(IllegalStateException.class, () -> {
            vector.parallel(100, failing);
            return "nothing";
        }, "part with 50");
    }

    private interface Call {
        void run(Kernels kernels, float[] out);
    }

    /** Both kernels on an output that was full of other numbers before: what is beside the result has to stay. */
    private void check(String what, int n, Tolerance tolerance, Call call) {
        float[] expected = numbers(3, 2 * n + 3);
        float[] actual = expected.clone();
        call.run(scalar, expected);
        call.run(vector, actual);
        Check.call(what, n).within(tolerance).gives(() -> Values.of(actual, actual.length), Values.of(expected, expected.length));
    }

    private static float[] numbers(long seed, int n) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] numbers = new float[n];
        IntStream.range(0, n).forEach(i -> numbers[i] = (float) random.nextDouble(-2, 2));
        return numbers;
    }
}
