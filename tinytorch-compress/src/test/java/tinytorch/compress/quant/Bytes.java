package tinytorch.compress.quant;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import tinytorch.tensor.Tensor;
import tinytorch.testkit.Values;

/** Bytes for tests, and what products of them are. */
final class Bytes {
    private Bytes() {
    }

    static byte[] random(RandomGenerator random, int count, int least) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) random.nextInt(least, 128);
        }
        return bytes;
    }

    /** A weight of bytes at random, with a scale for each row: without any code that quantises. */
    static Int8Weight weight(long seed, int rows, int columns) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] whole = new float[rows * columns];
        float[] scales = new float[rows];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = random.nextInt(-127, 128);
        }
        for (int j = 0; j < rows; j++) {
            scales[j] = random.nextInt(1, 9) / 512f;
        }
        return Int8Weight.read(Tensor.wrap(whole, rows, columns), Tensor.wrap(scales, rows));
    }

    /** Rows of a matrix (width, k) as one panel, without {@link Panels}. */
    static byte[] panel(byte[] matrix, int width, int k) {
        byte[] panel = new byte[width * (k + (k & 1)) + Panels.SLACK];
        for (int j = 0; j < width; j++) {
            for (int p = 0; p < k; p++) {
                panel[p * width + j] = matrix[j * k + p];
            }
        }
        return panel;
    }

    /** {@code sum_p a[i, p] * b[j, p]} in {@code long}. */
    static long dot(byte[] a, int i, byte[] b, int j, int k) {
        long sum = 0;
        for (int p = 0; p < k; p++) {
            sum += (long) a[i * k + p] * b[j * k + p];
        }
        return sum;
    }

    /** {@code x weight^T + bias} in {@code double}, for a weight of two axes. */
    static Values linear(Tensor x, Tensor weight, Tensor bias) {
        int k = weight.dim(1);
        int n = weight.dim(0);
        float[] left = x.toArray();
        float[] right = weight.toArray();
        int m = left.length / k;
        double[] out = new double[m * n];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = bias == null ? 0 : bias.toArray()[j];
                for (int p = 0; p < k; p++) {
                    sum += (double) left[i * k + p] * right[j * k + p];
                }
                out[i * n + j] = sum;
            }
        }
        int[] dims = x.dims();
        dims[dims.length - 1] = n;
        return Values.of(out, dims);
    }

    /** What is left of an input that is quantised so. */
    static Tensor rounded(Tensor x, QuantParameters parameters) {
        return QuantizedTensor.perTensor(x, parameters).dequantize();
    }

    /** As {@link #rounded(Tensor, QuantParameters)} by the range of its own numbers. */
    static Tensor rounded(Tensor x) {
        return rounded(x, QuantParameters.affine(x.min().item(), x.max().item()));
    }
}
