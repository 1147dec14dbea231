package tinytorch.nn.spatial;

import java.util.Arrays;
import java.util.List;

import tinytorch.tensor.DiffOp;
import tinytorch.tensor.Kernels;
import tinytorch.tensor.Tensor;

/**
 * Shifts and scales every channel of a batch of images: {@code y = weight * (x - mean) / sqrt(variance + eps) + bias}.
 *
 * <pre>
 * input                            (N, C, H, W)
 * mean, variance, weight, bias     (C,) each
 * output                           (N, C, H, W)
 * </pre>
 *
 * @param ofBatch whether mean and variance are those of the input ({@link ChannelStatistics}), so that they change with it and the gradient has to
 *                follow; if not they are constants. They get no gradient of their own either way
 * @param eps     keeps a channel without variance from a division by 0
 */
record BatchNormalization(boolean ofBatch, double eps) implements DiffOp {

    /**
     * One factor and one summand a channel: {@code y = x * scale + shift} with {@code scale = weight / sqrt(variance + eps)} and
     * {@code shift = bias - mean * scale}. {@link Kernels#multiplyAdd} for every channel of every image.
     */
    @Override
    public Tensor forward(List<Tensor> inputs) {
        // tito:begin spatial.norm
        Tensor x = inputs.getFirst().contiguous();
        int channels = x.dim(1);
        int pixels = x.dim(2) * x.dim(3);
        float[] scale = new float[channels];
        float[] shift = new float[channels];
        for (int c = 0; c < channels; c++) {
            double factor = inputs.get(3).get(c) / deviation(inputs, c);
            scale[c] = (float) factor;
            shift[c] = (float) (inputs.get(4).get(c) - inputs.get(1).get(c) * factor);
        }
        Tensor y = Tensor.empty(x.dims());
        float[] out = y.data();
        Kernels.active().parallel(x.dim(0), (from, to) -> {
            for (int i = from * channels; i < to * channels; i++) {
                int c = i % channels;
                Kernels.active().multiplyAdd(pixels, scale[c], x.data(), x.offset() + i * pixels, shift, c, 0, out, i * pixels);
            }
        });
        return y;
        // tito:end
    }

    /**
     * With g = dL/dy, {@code xhat = (x - mean) / deviation}, {@code deviation = sqrt(variance + eps)}, and sums over the images and pixels of a
     * channel (m of them, {@link ChannelStatistics#sums}):
     *
     * <pre>
     * dL/dbias   = sum g
     * dL/dweight = sum g xhat = (sum g x - mean sum g) / deviation
     * dL/dx      = weight / deviation * (g - dL/dbias / m - xhat dL/dweight / m)     if mean and variance are the batch's
     * dL/dx      = weight / deviation * g                                            if they are constants
     * </pre>
     *
     * <p>The two terms taken away are what x does to the mean and to the variance: whatever gradient comes, that of x sums to 0 over a channel, and
     * so does its product with xhat.
     */
    @Override
    public List<Tensor> backward(Tensor gradOutput, Tensor output, List<Tensor> inputs) {
        // tito:begin spatial.norm-backward
        int channels = gradOutput.dim(1);
        double[] sums = ChannelStatistics.sums(gradOutput, inputs.getFirst());
        float[] gradWeight = new float[channels];
        float[] gradBias = new float[channels];
        for (int c = 0; c < channels; c++) {
            gradBias[c] = (float) sums[2 * c];
            gradWeight[c] = (float) ((sums[2 * c + 1] - inputs.get(1).get(c) * sums[2 * c]) / deviation(inputs, c));
        }
        Tensor gradInput = inputs.getFirst().requiresGrad() ? gradInput(gradOutput, inputs, sums) : null;
        return Arrays.asList(gradInput, null, null, Tensor.wrap(gradWeight, channels), Tensor.wrap(gradBias, channels));
        // tito:end
    }

    /**
     * dL/dx. The formula above is {@code a * g + b * x + d} with three numbers that are the same for a whole channel:
     *
     * <pre>
     * a = weight / deviation        b = -a * slope / m        d = a * (mean * slope - dL/dbias) / m        with slope = dL/dweight / deviation
     * </pre>
     *
     * and without b and d if mean and variance are constants. {@link Kernels#multiplyAdd} for {@code b * x + d}, and again to add {@code a * g}.
     *
     * @param sums of g and of g x, for each channel
     */
    private Tensor gradInput(Tensor gradOutput, List<Tensor> inputs, double[] sums) {
        // tito:begin spatial.norm-backward
        Tensor g = gradOutput.contiguous();
        Tensor x = inputs.getFirst().contiguous();
        int channels = x.dim(1);
        int pixels = x.dim(2) * x.dim(3);
        double m = x.size() / channels;
        float[] a = new float[channels];
        float[] b = new float[channels];
        float[] d = new float[channels];
        for (int c = 0; c < channels; c++) {
            double deviation = deviation(inputs, c);
            double mean = inputs.get(1).get(c);
            double slope = (sums[2 * c + 1] - mean * sums[2 * c]) / (deviation * deviation);
            double factor = inputs.get(3).get(c) / deviation;
            a[c] = (float) factor;
            b[c] = (float) (-factor * slope / m);
            d[c] = (float) (factor * (mean * slope - sums[2 * c]) / m);
        }
        Tensor gradX = ofBatch ? Tensor.empty(x.dims()) : Tensor.zeros(x.dims());
        float[] out = gradX.data();
        Kernels.active().parallel(x.dim(0), (from, to) -> {
            for (int i = from * channels; i < to * channels; i++) {
                int c = i % channels;
                int at = i * pixels;
                if (ofBatch) {
                    Kernels.active().multiplyAdd(pixels, b[c], x.data(), x.offset() + at, d, c, 0, out, at);
                }
                Kernels.active().multiplyAdd(pixels, a[c], g.data(), g.offset() + at, out, at, 1, out, at);
            }
        });
        return gradX;
        // tito:end
    }

    /** {@code sqrt(variance + eps)} of a channel. */
    private double deviation(List<Tensor> inputs, int c) {
        return Math.sqrt(inputs.get(2).get(c) + eps);
    }
}
