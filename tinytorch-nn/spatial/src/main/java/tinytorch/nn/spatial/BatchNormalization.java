package tinytorch.nn.spatial;

import java.util.Arrays;
import java.util.List;

import tinytorch.tensor.BinaryOp;
import tinytorch.tensor.DiffOp;
import tinytorch.tensor.Kernels;
import tinytorch.tensor.Reduce;
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
     * {@code shift = bias - mean * scale}.
     */
    @Override
    public Tensor forward(List<Tensor> inputs) {
        // tito:begin spatial.norm
        Tensor x = inputs.getFirst().contiguous();
        int channels = x.dim(1);
        int pixels = x.dim(2) * x.dim(3);
        float[] out = new float[x.size()];
        Kernels.active().parallel(channels, (from, to) -> {
            float[] factor = new float[2];
            for (int c = from; c < to; c++) {
                double scale = inputs.get(3).get(c) / deviation(inputs, c);
                factor[0] = (float) scale;
                factor[1] = (float) (inputs.get(4).get(c) - inputs.get(1).get(c) * scale);
                for (int n = 0; n < x.dim(0); n++) {
                    int at = (n * channels + c) * pixels;
                    Kernels.active().binary(BinaryOp.MUL, pixels, x.data(), x.offset() + at, 1, factor, 0, 0, out, at, 1);
                    Kernels.active().binary(BinaryOp.ADD, pixels, out, at, 1, factor, 1, 0, out, at, 1);
                }
            }
        });
        return Tensor.wrap(out, x.dims());
        // tito:end
    }

    /**
     * With g = dL/dy, {@code xhat = (x - mean) / deviation}, {@code deviation = sqrt(variance + eps)}, and sums over the images and pixels of a
     * channel (m of them):
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
        Tensor x = inputs.getFirst().contiguous();
        Tensor g = gradOutput.contiguous();
        int channels = x.dim(1);
        int pixels = x.dim(2) * x.dim(3);
        float[] gradInput = inputs.getFirst().requiresGrad() ? new float[x.size()] : null;
        float[] gradWeight = new float[channels];
        float[] gradBias = new float[channels];
        Kernels.active().parallel(channels, (from, to) -> {
            for (int c = from; c < to; c++) {
                double mean = inputs.get(1).get(c);
                double deviation = deviation(inputs, c);
                double[] sum = new double[1];
                double product = 0;
                for (int n = 0; n < x.dim(0); n++) {
                    int at = (n * channels + c) * pixels;
                    Kernels.active().reduce(Reduce.Kind.SUM, pixels, g.data(), g.offset() + at, 1, sum, 0, 0);
                    product += Kernels.active().dot(pixels, g.data(), g.offset() + at, 1, x.data(), x.offset() + at, 1);
                }
                double ofBias = sum[0];
                double ofWeight = (product - mean * ofBias) / deviation;
                gradBias[c] = (float) ofBias;
                gradWeight[c] = (float) ofWeight;
                if (gradInput != null) {
                    gradInput(c, g, x, inputs.get(3).get(c) / deviation, ofWeight / deviation, mean, ofBias, gradInput);
                }
            }
        });
        return Arrays.asList(gradInput == null ? null : Tensor.wrap(gradInput, x.dims()), null, null,
                Tensor.wrap(gradWeight, channels), Tensor.wrap(gradBias, channels));
        // tito:end
    }

    /**
     * One channel of dL/dx. The formula above is {@code a * g + b * x + d} with three numbers that are the same for the whole channel:
     *
     * <pre>
     * a = weight / deviation        b = -a * slope / m        d = a * (mean * slope - dL/dbias) / m        with slope = dL/dweight / deviation
     * </pre>
     *
     * and b = d = 0 if mean and variance are constants.
     */
    private void gradInput(int c, Tensor g, Tensor x, double a, double slope, double mean, double ofBias, float[] out) {
        // tito:begin spatial.norm-backward
        int channels = x.dim(1);
        int pixels = x.dim(2) * x.dim(3);
        double m = (double) x.dim(0) * pixels;
        float[] factors = {(float) a, (float) (-a * slope / m), (float) (a * (mean * slope - ofBias) / m)};
        float[] scratch = new float[pixels];
        for (int n = 0; n < x.dim(0); n++) {
            int at = (n * channels + c) * pixels;
            Kernels.active().binary(BinaryOp.MUL, pixels, g.data(), g.offset() + at, 1, factors, 0, 0, out, at, 1);
            if (ofBatch) {
                Kernels.active().binary(BinaryOp.MUL, pixels, x.data(), x.offset() + at, 1, factors, 1, 0, scratch, 0, 1);
                Kernels.active().binary(BinaryOp.ADD, pixels, scratch, 0, 1, factors, 2, 0, scratch, 0, 1);
                Kernels.active().binary(BinaryOp.ADD, pixels, out, at, 1, scratch, 0, 1, out, at, 1);
            }
        }
        // tito:end
    }

    /** {@code sqrt(variance + eps)} of a channel. */
    private double deviation(List<Tensor> inputs, int c) {
        return Math.sqrt(inputs.get(2).get(c) + eps);
    }
}
