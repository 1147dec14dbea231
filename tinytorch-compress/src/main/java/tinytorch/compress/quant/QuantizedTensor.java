package tinytorch.compress.quant;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;

/**
 * A tensor of bytes, with the scale and zero point of all of them, or of every channel: the indices of one axis. A quarter of the memory of the {@code float}s.
 *
 * <p>One large weight makes the steps of all others of the tensor coarse. With a scale for every channel (every row of a linear layer's weight, every kernel of a
 * convolution) it spoils its own channel alone. ({@code torch.quantize_per_tensor}, {@code torch.quantize_per_channel}.)
 */
public final class QuantizedTensor {
    /** No axis: one scale for all. */
    private static final int NONE = -1;

    private final byte[] data;
    private final int[] dims;
    private final int axis;
    private final List<QuantParameters> parameters;

    private QuantizedTensor(byte[] data, int[] dims, int axis, List<QuantParameters> parameters) {
        this.data = data;
        this.dims = dims;
        this.axis = axis;
        this.parameters = List.copyOf(parameters);
    }

    /** Bytes that are quantised already, such as those of a file: parameters for each index of axis 0, or one for all. */
    static QuantizedTensor wrap(byte[] data, int[] dims, List<QuantParameters> parameters) {
        int axis = parameters.size() == 1 ? NONE : 0;
        if (axis == 0 && (dims.length == 0 || parameters.size() != dims[0])) {
            throw new ShapeException("QuantizedTensor: " + parameters.size() + " scales for the shape " + Arrays.toString(dims) + ". Give one for all, or one for each row.");
        }
        return new QuantizedTensor(data, dims.clone(), axis, parameters);
    }

    /**
     * Every number of a tensor by the same {@link QuantParameters#quantize}, in row-major order: {@link Tensor#toArray} gives them so for any view.
     *
     * <p>Worked example: {@code [[0, 1], [2, -1]]} with scale 0.5 and zero 1 gives 1, 3, 5, -1.
     */
    public static QuantizedTensor perTensor(Tensor x, QuantParameters parameters) {
        // tito:begin compress.quantise
        float[] values = x.toArray();
        byte[] data = new byte[values.length];
        for (int i = 0; i < data.length; i++) {
            data[i] = parameters.quantize(values[i]);
        }
        return new QuantizedTensor(data, x.dims(), NONE, List.of(parameters));
        // tito:end
    }

    /**
     * The number at index (..., c, ...) by {@code parameters.get(c)}, where c is its index along {@code axis}: {@link #channel} tells it.
     *
     * <p>Worked example: {@code [[1, 2], [10, 20]]} with the scales 1 and 10 (zero points 0) gives 1, 2, 1, 2 along axis 0, and 1, 0, 10, 2 along axis 1.
     *
     * @throws ShapeException if there is not one for each index of the axis
     */
    public static QuantizedTensor perChannel(Tensor x, int axis, List<QuantParameters> parameters) {
        if (axis < 0 || axis >= x.rank() || parameters.size() != x.dim(axis)) {
            throw new ShapeException("QuantizedTensor.perChannel: " + parameters.size() + " scales for axis " + axis + " of the shape " + x.shape()
                    + ". Give one for each index of an axis.");
        }
        // tito:begin compress.channels
        float[] values = x.toArray();
        QuantizedTensor quantized = new QuantizedTensor(new byte[values.length], x.dims(), axis, parameters);
        for (int i = 0; i < values.length; i++) {
            quantized.data[i] = parameters.get(quantized.channel(i)).quantize(values[i]);
        }
        return quantized;
        // tito:end
    }

    /**
     * {@link #perChannel(Tensor, int, List)} with parameters from the least and the largest number of each channel, by {@link Scheme#parameters}.
     *
     * <p>Worked example: {@code [[1.27, -1], [0, 127]]}, axis 0, symmetric: the scales 0.01 and 1, the bytes 127, -100, 0, 127.
     */
    public static QuantizedTensor perChannel(Tensor x, int axis, Scheme scheme) {
        int length = x.dim(axis);
        QuantParameters[] parameters = new QuantParameters[length];
        // tito:begin compress.channels
        for (int c = 0; c < length; c++) {
            Tensor channel = x.narrow(axis, c, 1);
            parameters[c] = scheme.parameters(channel.min().item(), channel.max().item());
        }
        return perChannel(x, axis, List.of(parameters));
        // tito:end
    }

    /**
     * Which channel the i-th number in row-major order belongs to: an axis' index moves on after as many numbers as the axes behind it hold together, and begins
     * again after its length. 0 if there is one scale for all.
     *
     * <p>Worked example: shape (2, 3, 4), axis 1: number 0 is in channel 0, number 4 in 1, number 11 in 2, number 12 in 0 again.
     */
    int channel(int i) {
        if (axis == NONE) {
            return 0;
        }
        // tito:begin compress.channels
        int behind = 1;
        for (int a = axis + 1; a < dims.length; a++) {
            behind *= dims[a];
        }
        return i / behind % dims[axis];
        // tito:end
    }

    /** The numbers again, each by the {@link QuantParameters#dequantize} of its {@link #channel}, in the shape they had. */
    public Tensor dequantize() {
        // tito:begin compress.quantise
        float[] values = new float[data.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = parameters.get(channel(i)).dequantize(data[i]);
        }
        return Tensor.wrap(values, dims);
        // tito:end
    }

    /** The bytes themselves, row-major: for kernels. */
    public byte[] data() {
        return data;
    }

    /** The axis lengths, in an array of the caller's own. */
    public int[] dims() {
        return dims.clone();
    }

    /** The parameters, one or as many as there are channels. */
    public List<QuantParameters> parameters() {
        return Collections.unmodifiableList(parameters);
    }

    /** Those of the c-th index of the axis, or of all. */
    QuantParameters parameters(int c) {
        return parameters.get(axis == NONE ? 0 : c);
    }

    /** How far apart: the root of the mean squared difference between a tensor and what is left of it here. */
    public double error(Tensor original) {
        return Errors.rootMeanSquare(original, dequantize());
    }
}
