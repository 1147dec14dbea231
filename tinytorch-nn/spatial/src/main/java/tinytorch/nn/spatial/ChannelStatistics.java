package tinytorch.nn.spatial;

import tinytorch.tensor.Kernels;
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
     * <p>{@code mean = sum x / count} and {@code variance = sum x^2 / count - mean^2}: one pass over memory ({@link #sums}), where the squared
     * deviations would need two. In {@code float} the difference of two large numbers would lose its digits; in {@code double} there are enough.
     * Rounding may still leave a tiny negative number, so at least 0.
     */
    public static ChannelStatistics of(Tensor images) {
        // tito:begin spatial.norm
        int channels = images.dim(1);
        int count = images.size() / channels;
        double[] sums = sums(images, images);
        float[] mean = new float[channels];
        float[] variance = new float[channels];
        for (int c = 0; c < channels; c++) {
            double m = sums[2 * c] / count;
            mean[c] = (float) m;
            variance[c] = (float) Math.max(0, sums[2 * c + 1] / count - m * m);
        }
        return new ChannelStatistics(Tensor.wrap(mean, channels), Tensor.wrap(variance, channels), count);
        // tito:end
    }

    /**
     * Two sums for every channel c, over the images and their pixels: of a at {@code 2 * c}, of the products a b at {@code 2 * c + 1}.
     *
     * <p>{@link Kernels#parallel} over the images: as they follow one another in memory, each is read from its first to its last pixel. Every range
     * has sums of its own, and these are added in the order of the ranges. The pixels of a channel of one image are contiguous, H * W numbers from
     * {@code (n * C + c) * H * W} on: {@link Kernels#sums}.
     *
     * @param a images (N, C, H, W), for instance gradients
     * @param b as many; may be the same
     */
    static double[] sums(Tensor a, Tensor b) {
        // tito:begin spatial.norm
        Tensor left = a.contiguous();
        Tensor right = b.contiguous();
        int channels = a.dim(1);
        int pixels = a.dim(2) * a.dim(3);
        double[][] ofRange = new double[a.dim(0)][];   // that of a range is at its first image
        Kernels.active().parallel(a.dim(0), (from, to) -> {
            double[] sums = new double[2 * channels];
            for (int i = from * channels; i < to * channels; i++) {
                Kernels.active().sums(pixels, left.data(), left.offset() + i * pixels, right.data(), right.offset() + i * pixels,
                        sums, i % channels * 2);
            }
            if (from < to) {
                ofRange[from] = sums;
            }
        });
        double[] total = new double[2 * channels];
        for (double[] sums : ofRange) {
            for (int i = 0; sums != null && i < total.length; i++) {
                total[i] += sums[i];
            }
        }
        return total;
        // tito:end
    }
}
