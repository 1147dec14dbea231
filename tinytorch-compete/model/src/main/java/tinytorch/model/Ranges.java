package tinytorch.model;

import java.util.Arrays;

import tinytorch.compress.quant.QuantParameters;
import tinytorch.compress.quant.QuantizedLayers;
import tinytorch.compress.quant.QuantizedWeight;
import tinytorch.nn.Layer;
import tinytorch.tensor.Tensor;

/**
 * How the input of a layer of whole numbers is quantised. Without a calibrated range the numbers' own decide, but never those of several examples or tokens together: an answer must not depend on who
 * else is in the batch, nor on characters that are still to come.
 */
final class Ranges {
    private Ranges() {
    }

    /** The calibrated range of a node: scale and zero point; {@code null} if it has none. */
    static QuantParameters of(Site site) throws Rejected {
        Tensor numbers = site.row("input", 2);
        if (numbers == null) {
            return null;
        }
        if (!(site.weights().get("weight") instanceof Weight.Whole)) {
            throw site.refuse(Reason.UNKNOWN_ATTRIBUTE, "a range of the input is for weights of whole numbers alone. Leave it out.");
        }
        float scale = numbers.get(0);
        float zero = numbers.get(1);
        if (!(scale > 0) || zero != (int) zero || zero < Byte.MIN_VALUE || zero > Byte.MAX_VALUE) {
            throw site.refuse(Reason.BAD_ENCODING, "the range of its input is a scale above 0 and a whole number from -128 to 127.");
        }
        return new QuantParameters(scale, (int) zero);
    }

    /** A linear layer that is given row after row, each with its own range. */
    static Step rows(Layer layer, int in, int out) {
        return inputs -> {
            Tensor x = finite(inputs.getFirst()).reshape(-1, in);
            float[] results = new float[x.dim(0) * out];
            for (int row = 0; row < x.dim(0); row++) {
                Tensor result = layer.forward(x.narrow(0, row, 1));
                System.arraycopy(result.data(), result.offset(), results, row * out, out);
            }
            int[] dims = inputs.getFirst().dims();
            dims[dims.length - 1] = out;
            return Tensor.wrap(results, dims);
        };
    }

    /**
     * A linear layer of bytes for all tokens of a batch in one product. Each token is divided by its largest number, so that all are quantised alike, from -1 to 1, and what comes out is multiplied by it again.
     * (The symmetric "per-token" quantisation of language models: Dettmers and others, "LLM.int8()", 2022.)
     */
    static Step tokens(QuantizedWeight weight, Tensor bias, int in, int out) {
        Layer layer = QuantizedLayers.linear(weight, null, QuantParameters.symmetric(1));
        float[] shift = bias == null ? new float[out] : bias.toArray();
        return inputs -> {
            float[] x = finite(inputs.getFirst()).toArray();
            int rows = x.length / in;
            float[] largest = new float[rows];
            for (int row = 0; row < rows; row++) {
                largest[row] = scaled(x, row * in, in);
            }
            float[] results = layer.forward(Tensor.wrap(x, rows, in)).data();
            for (int i = 0; i < rows * out; i++) {
                results[i] = results[i] * largest[i / out] + shift[i % out];
            }
            int[] dims = inputs.getFirst().dims();
            dims[dims.length - 1] = out;
            return Tensor.wrap(results, dims);
        };
    }

    /** Divides some numbers by the largest size among them, and tells it. */
    private static float scaled(float[] x, int at, int count) {
        float largest = 0;
        for (int i = at; i < at + count; i++) {
            largest = Math.max(largest, Math.abs(x[i]));
        }
        for (int i = at; largest > 0 && i < at + count; i++) {
            x[i] /= largest;
        }
        return largest;
    }

    /** A convolution that is given image after image, each with its own range. */
    static Step images(Layer layer) {
        return inputs -> {
            Tensor x = finite(inputs.getFirst());
            if (x.dim(0) == 1) {
                return layer.forward(x);
            }
            Tensor[] results = new Tensor[x.dim(0)];
            Arrays.setAll(results, i -> layer.forward(x.narrow(0, i, 1)));
            return Tensor.concat(0, results);
        };
    }

    /** A range that ends in NaN or infinity is none. */
    private static Tensor finite(Tensor x) {
        float zero = 0;
        for (float number : x.toArray()) {
            zero += number * 0;
        }
        if (zero != 0) {
            throw new ArithmeticException("a number that is to be quantised is not finite");
        }
        return x;
    }
}
