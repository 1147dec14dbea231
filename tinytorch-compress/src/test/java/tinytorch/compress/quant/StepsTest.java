package tinytorch.compress.quant;

import java.util.SplittableRandom;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;

/** What is around the product in vectors, against plain loops: the same bits. */
@Tag("compress.linear")
class StepsTest {
    private static final int[] COUNTS = {1, 3, 13, 16, 25, 65};
    private static final float[] ODD = {0, -0.0f, 0.25f, -0.25f, 0.75f, 1e30f, -1e30f, 4_194_304, -4_194_305, Float.MIN_VALUE, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
    private static final ByteKernel VECTOR = new VectorBytes();
    private static final ByteKernel SCALAR = new ScalarBytes();

    /** These steps are given, for a product that is the learner's: while there is none they have nothing to be around. */
    @BeforeEach
    void thereIsAProduct() {
        Int8Weight weight = Int8Weight.read(Tensor.of(1, 2).reshape(1, 2), Tensor.of(1));
        float[] bias = new float[ByteKernel.ACTIVE.width()];
        Check.call("Int8Weight.multiply").run(() -> {
            weight.multiply(1, new float[] {3, 4}, 0, new QuantParameters(1, 0), bias, new float[1]);
            return null;
        });
    }

    /** Numbers at random, every third one of the odd ones. */
    private static float[] numbers(long seed, int count, int odd) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = i % 3 == 1 ? ODD[random.nextInt(odd)] : (float) random.nextGaussian() * 30;
        }
        return numbers;
    }

    @Test
    void wholeNumbersAreThoseOfPlainLoops() {
        for (int n : COUNTS) {
            for (int zero : new int[] {-128, 0, 127}) {
                float[] x = numbers(n, n + 2, ODD.length);
                QuantParameters parameters = new QuantParameters(0.5f, zero);
                byte[] bytes = new byte[n + 1];
                SCALAR.quantize(parameters, n, x, 2, bytes, 1);
                float[] floats = new float[n + 1];
                SCALAR.quantize(parameters, n, x, 2, floats, 1);
                Check.call("VectorBytes.quantize", n + " numbers", parameters).because("NaN gives 0, what is far outside is cut off, halves go to the even number").equal(() -> {
                    byte[] out = new byte[n + 1];
                    VECTOR.quantize(parameters, n, x, 2, out, 1);
                    return out;
                }, bytes);
                Check.call("VectorBytes.quantize", n + " numbers as floats", parameters).because("the same whole numbers").equal(() -> {
                    float[] out = new float[n + 1];
                    VECTOR.quantize(parameters, n, x, 2, out, 1);
                    return out;
                }, floats);
            }
        }
    }

    @Test
    void theRangeIsThatOfPlainLoops() {
        for (int n : COUNTS) {
            float[] x = numbers(n, n + 1, 10);
            Check.call("VectorBytes.range", n + " numbers").because("the first and the last count too").equal(() -> VECTOR.range(n, x, 1), SCALAR.range(n, x, 1));
            float[] nan = x.clone();
            nan[n] = Float.NaN;
            float[] range = VECTOR.range(n, nan, 1);
            Check.call("VectorBytes.range", n + " numbers, the last of them NaN").holds(Float.isNaN(range[0]) || Float.isNaN(range[1]), "NaN", range[1]);
        }
    }

    @Test
    void sumsStandForWhatPlainLoopsSay() {
        for (int n : COUNTS) {
            SplittableRandom random = new SplittableRandom(n);
            int[] sums = random.ints(n + 1, -1_000_000, 1_000_000).toArray();
            int[] bSums = random.ints(n + 2, -10_000, 10_000).toArray();
            float[] scales = numbers(1, n + 2, 5);
            float[] bias = numbers(2, n + 2, 5);
            QuantParameters left = new QuantParameters(0.03f, -77);
            float[] expected = new float[n + 3];
            IntegerProduct.rescale(n, sums, 1, left, bSums, scales, bias, 2, expected, 3);
            Check.call("VectorBytes.rescale", n + " columns").because("each has its own scale, sum and bias").equal(() -> {
                float[] out = new float[n + 3];
                VECTOR.rescale(n, sums, 1, left, bSums, scales, bias, 2, out, 3);
                return out;
            }, expected);
            float[] row = new float[n + 3];
            SCALAR.rescale(n, sums, 1, 500, 0.02f, -3, row, 3);
            Check.call("VectorBytes.rescale", n + " columns of one kernel").equal(() -> {
                float[] out = new float[n + 3];
                VECTOR.rescale(n, sums, 1, 500, 0.02f, -3, out, 3);
                return out;
            }, row);
        }
    }
}
