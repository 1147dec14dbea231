package tinytorch.nn.spatial;

import tinytorch.tensor.Kernels;
import tinytorch.tensor.Reduce;
import tinytorch.tensor.Tensor;

/**
 * Mean and variance of every channel of a batch of images, over the images and all their pixels.
 *
 * @param mean     of shape (C,)
 * @param variance of shape (C,), the mean of squared deviations: divided by the count, not by one less
 * @param count    how many numbers a channel has: N * H * W
 */
public record ChannelStatistics(Tensor mean, Tensor variance, int count) {

    /**
     * The statistics of images (N, C, H, W).
     *
     * <p>{@code mean = sum x / count} and {@code variance = sum x^2 / count - mean^2}: one pass over memory, where the squared deviations would need
     * two. In {@code float} the difference of two large numbers would lose its digits; {@link Kernels#reduce} and {@link Kernels#dot} gather in
     * {@code double}, where there are enough. Rounding may still leave a tiny negative number, so at least 0.
     *
     * <p>The pixels of a channel of one image are contiguous: H * W numbers from {@code (n * C + c) * H * W} on.
     */
    public static ChannelStatistics of(Tensor images) {
        // tito:begin spatial.norm
        Tensor x = images.contiguous();
        int batch = x.dim(0);
        int channels = x.dim(1);
        int pixels = x.dim(2) * x.dim(3);
        float[] mean = new float[channels];
        float[] variance = new float[channels];
        Kernels.active().parallel(channels, (from, to) -> {
            for (int c = from; c < to; c++) {
                double[] sum = new double[1];
                double squares = 0;
                for (int n = 0; n < batch; n++) {
                    int at = x.offset() + (n * channels + c) * pixels;
                    Kernels.active().reduce(Reduce.Kind.SUM, pixels, x.data(), at, 1, sum, 0, 0);
                    squares += Kernels.active().dot(pixels, x.data(), at, 1, x.data(), at, 1);
                }
                double m = sum[0] / ((double) batch * pixels);
                mean[c] = (float) m;
                variance[c] = (float) Math.max(0, squares / ((double) batch * pixels) - m * m);
            }
        });
        return new ChannelStatistics(Tensor.wrap(mean, channels), Tensor.wrap(variance, channels), batch * pixels);
        // tito:end
    }
}
