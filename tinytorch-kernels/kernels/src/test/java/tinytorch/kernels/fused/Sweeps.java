package tinytorch.kernels.fused;

import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

/** What the tests of this package share: lengths that fit no vector and those that just do, and results within a longer array that is to stay as it was. */
final class Sweeps {
    static final int[] LENGTHS = {1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33, 65, 130};
    /** A few operations in {@code float}. */
    static final Tolerance FEW = new Tolerance(2e-6, 2e-6);
    private static final float MARK = -77;
    private static final int AROUND = 19;

    private Sweeps() {
    }

    /** An operation on the elements (or rows) {@code from} to {@code to - 1}. */
    interface Sweep {
        void run(int from, int to, float[] out);
    }

    /** The numbers that {@code sweep} writes for the range, in an array of {@code n}; all others have to stay marked. */
    static void elements(String call, String why, Tolerance tolerance, int from, int to, double[] expected, Sweep sweep) {
        rows(call, why, tolerance, from, to, 1, expected, sweep);
    }

    /** The same for rows of {@code n} numbers. */
    static void rows(String call, String why, Tolerance tolerance, int from, int to, int n, double[] expected, Sweep sweep) {
        float[] out = new float[(to + 1) * n + AROUND];
        Arrays.fill(out, MARK);
        String range = n == 1 ? "elements " + from + " to " + (to - 1) : "rows " + from + " to " + (to - 1) + " of " + n;
        Check.call(call, range).because(why).within(tolerance).gives(() -> {
            sweep.run(from, to, out);
            return Values.of(Arrays.copyOfRange(out, from * n, to * n), (to - from) * n);
        }, Values.of(expected, (to - from) * n));
        Arrays.fill(out, from * n, to * n, MARK);
        Check.call(call, range).because("what is before and behind the range belongs to others, perhaps to another thread")
                .equal(() -> firstChanged(out), "nothing else was written");
    }

    private static String firstChanged(float[] out) {
        for (int i = 0; i < out.length; i++) {
            if (out[i] != MARK) {
                return "element " + i + " was written";
            }
        }
        return "nothing else was written";
    }

    static double[] doubles(float[] x, int from, int to) {
        double[] all = new double[to - from];
        for (int i = from; i < to; i++) {
            all[i - from] = x[i];
        }
        return all;
    }

    static double[] doubles(Tensor x) {
        return doubles(x.toArray(), 0, x.size());
    }

    /** Uniform from {@code -size} to {@code size}. */
    static float[] random(long seed, int n, double size) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] numbers = new float[n];
        for (int i = 0; i < n; i++) {
            numbers[i] = (float) random.nextDouble(-size, size);
        }
        return numbers;
    }

    static float[] floats(double... numbers) {
        return floats(Values.of(numbers, numbers.length));
    }

    static float[] floats(Values values) {
        float[] numbers = new float[values.data().length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) values.data()[i];
        }
        return numbers;
    }

    static Tensor matrix(float[] x, int rows, int n) {
        return tensor(shape(rows, n), doubles(x, 0, rows * n));
    }

    /** PyTorch's results. */
    static List<Golden.Case> golden(String op) {
        return Golden.load(Sweeps.class, "golden.json", op);
    }
}
