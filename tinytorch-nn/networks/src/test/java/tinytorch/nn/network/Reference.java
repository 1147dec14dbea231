package tinytorch.nn.network;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

import tinytorch.tensor.Tensor;

/** Networks in plain loops and double precision: the reference for central differences. Shares no code with the library. */
final class Reference {
    private Reference() {
    }

    /** {@code x W^T + b} for row-major x of (rows, in) and weight of (out, in). */
    static double[] linear(double[] x, double[] weight, double[] bias) {
        int out = bias.length;
        int in = weight.length / out;
        int rows = x.length / in;
        double[] y = new double[rows * out];
        for (int n = 0; n < rows; n++) {
            for (int j = 0; j < out; j++) {
                double sum = bias[j];
                for (int i = 0; i < in; i++) {
                    sum += x[n * in + i] * weight[j * in + i];
                }
                y[n * out + j] = sum;
            }
        }
        return y;
    }

    /** Linear layers with an activation between them; weights and biases in turn, as a network lists them. */
    static double[] mlp(double[] x, DoubleUnaryOperator activation, double[]... parameters) {
        double[] y = x;
        for (int i = 0; i < parameters.length; i += 2) {
            y = linear(y, parameters[i], parameters[i + 1]);
            if (i + 2 < parameters.length) {
                y = Arrays.stream(y).map(activation).toArray();
            }
        }
        return y;
    }

    /** The mean over the rows of {@code -log softmax(row)[class]}. */
    static double crossEntropy(double[] logits, double[] classes) {
        int rows = classes.length;
        int c = logits.length / rows;
        double loss = 0;
        for (int n = 0; n < rows; n++) {
            double[] row = Arrays.copyOfRange(logits, n * c, (n + 1) * c);
            double max = Arrays.stream(row).max().orElseThrow();
            loss += max + Math.log(Arrays.stream(row).map(z -> Math.exp(z - max)).sum()) - row[(int) classes[n]];
        }
        return loss / rows;
    }

    static double meanSquaredError(double[] prediction, double[] target) {
        double sum = 0;
        for (int i = 0; i < prediction.length; i++) {
            sum += (prediction[i] - target[i]) * (prediction[i] - target[i]);
        }
        return sum / prediction.length;
    }

    static double[] doubles(Tensor tensor) {
        float[] values = tensor.toArray();
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    /** Random numbers from -1 to 1: a cotangent. */
    static double[] cotangent(long seed, int size) {
        return new SplittableRandom(seed).doubles(size, -1, 1).map(x -> (float) x).toArray();
    }

    /** These parameters with one of them replaced. */
    static double[][] with(double[][] parameters, int index, double[] replacement) {
        double[][] changed = parameters.clone();
        changed[index] = replacement;
        return changed;
    }
}
