package tinytorch.compress.quant;

import java.util.Arrays;

import tinytorch.nn.network.LinearMap;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;

/**
 * {@link tinytorch.nn.network.Linear} with a weight of whole numbers, for inference: it learns nothing. ({@code torch.ao.nn.quantized.Linear}, and with a dynamic range
 * {@code torch.ao.nn.quantized.dynamic.Linear}.)
 *
 * <pre>
 * input    (..., in)
 * output   (..., out)
 * </pre>
 */
public final class QuantizedLinear extends LinearMap implements Quantized {
    private final QuantizedWeight weight;
    private final float[] bias;
    private final boolean biased;
    private final QuantParameters input;

    /**
     * A layer with this weight.
     *
     * @param bias  one for each row of the weight, or {@code null}
     * @param input how its input is quantised; {@code null} for the range of each input itself
     */
    QuantizedLinear(QuantizedWeight weight, Tensor bias, QuantParameters input) {
        this.weight = weight;
        this.biased = bias != null;
        // Whole panels are read, so there are as many numbers as these have columns.
        int width = ByteKernel.ACTIVE.width();
        this.bias = bias == null ? new float[roundUp(weight.rows(), width)] : Arrays.copyOf(bias.toArray(), roundUp(weight.rows(), width));
        this.input = input;
    }

    private static int roundUp(int count, int width) {
        return (count + width - 1) / width * width;
    }

    @Override
    public int in() {
        return weight.columns();
    }

    @Override
    public int out() {
        return weight.rows();
    }

    @Override
    public Tensor forward(Tensor x) {
        if (x.rank() == 0 || x.dim(-1) != in()) {
            throw new ShapeException("QuantizedLinear: the last axis of the input must have the length in = " + in() + ", got " + x.shape() + ". Flatten or transpose the input.");
        }
        int[] dims = x.dims();
        dims[dims.length - 1] = out();
        Tensor output = Tensor.empty(dims);
        Tensor rows = x.contiguous();
        weight.multiply(x.size() / in(), rows.data(), rows.offset(), input, bias, output.data());
        return output;
    }

    @Override
    public void store(QuantizedState state) {
        state.weight(weight);
        if (biased) {
            state.numbers("bias", Tensor.wrap(Arrays.copyOf(bias, out()), out()));
        }
        state.input(input);
    }

    /** Its weight. */
    QuantizedWeight weight() {
        return weight;
    }

    @Override
    public long weightBytes() {
        return weight.bytes();
    }

    @Override
    public String toString() {
        return "QuantizedLinear(" + in() + ", " + out() + ", " + (input == null ? "dynamic" : input) + ")";
    }
}
