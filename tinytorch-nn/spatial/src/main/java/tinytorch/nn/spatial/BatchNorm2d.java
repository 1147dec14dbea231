package tinytorch.nn.spatial;

import tinytorch.nn.Layer;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;

/**
 * Batch normalisation for images, as {@code torch.nn.BatchNorm2d}: while training every channel gets mean 0 and variance 1 over the batch, then a
 * scale and a shift that are learnt. (Ioffe and Szegedy, "Batch Normalization", 2015.)
 *
 * <pre>
 * input and output         (N, C, H, W)
 * weight, bias             (C,)     parameters: scale and shift, 1 and 0 at the start
 * running_mean, running_var (C,)    buffers: what evaluation uses, 0 and 1 at the start
 * num_batches_tracked      ()       buffer: how many batches they were gathered from
 * </pre>
 *
 * <p>In evaluation an output must not depend on which other images are in the batch, so mean and variance are the running ones.
 */
public final class BatchNorm2d extends Layer {
    private final boolean affine;
    private final double momentum;
    private final double eps;
    private final Tensor weight;
    private final Tensor bias;
    private final Tensor runningMean;
    private final Tensor runningVar;
    private final Tensor batches;

    /** With a scale and a shift to learn, momentum 0.1 and eps 1e-5. */
    public BatchNorm2d(int channels) {
        this(channels, true, 0.1, 1e-5);
    }

    /**
     * A layer for this many channels.
     *
     * @param affine   whether there are a scale and a shift to learn
     * @param momentum the part of a new batch in the running statistics, from 0 to 1
     * @param eps      added to the variance
     */
    public BatchNorm2d(int channels, boolean affine, double momentum, double eps) {
        if (channels < 1 || !(momentum >= 0 && momentum <= 1) || !(eps > 0)) {
            throw new IllegalArgumentException("BatchNorm2d: channels must be 1 or more, momentum from 0 to 1 and eps positive, got "
                    + channels + ", " + momentum + ", " + eps + ".");
        }
        this.affine = affine;
        this.momentum = momentum;
        this.eps = eps;
        this.weight = affine ? parameter("weight", Tensor.ones(channels)) : Tensor.ones(channels);
        this.bias = affine ? parameter("bias", Tensor.zeros(channels)) : Tensor.zeros(channels);
        this.runningMean = buffer("running_mean", Tensor.zeros(channels));
        this.runningVar = buffer("running_var", Tensor.ones(channels));
        this.batches = buffer("num_batches_tracked", Tensor.scalar(0));
    }

    /** A new layer of the same kind for so many channels. */
    public BatchNorm2d resized(int channels) {
        return new BatchNorm2d(channels, affine, momentum, eps);
    }

    /**
     * {@link BatchNormalization}: in training with the statistics of this batch, which also go into the running ones; in evaluation with the running
     * ones.
     *
     * <p>The statistics are computed with {@link Tracking#off}: how the output depends on the input through them is {@link BatchNormalization}'s
     * rule.
     *
     * @throws ShapeException in training if a channel has less than two numbers: their variance would say nothing
     */
    @Override
    public Tensor forward(Tensor input) {
        if (input.rank() != 4 || input.dim(1) != weight.size() || training() && input.size() < 2 * weight.size()) {
            throw new ShapeException("BatchNorm2d",
                    "the input must be (N, C, H, W) with the layer's channels, and in training with two numbers a channel or more",
                    input.shape(), weight.shape(), "Left is the input, right the weight (C,). Use a larger batch, or eval().");
        }
        // tito:begin spatial.norm
        if (!training()) {
            return Tensor.apply(new BatchNormalization(false, eps), input, runningMean, runningVar, weight, bias);
        }
        ChannelStatistics batch = Tracking.off(() -> ChannelStatistics.of(input));
        remember(batch);
        return Tensor.apply(new BatchNormalization(true, eps), input, batch.mean(), batch.variance(), weight, bias);
        // tito:end
    }

    /**
     * {@code running = (1 - momentum) * running + momentum * batch}, for the mean and for the variance. The variance that goes in is the unbiased
     * one, divided by {@code count - 1} instead of {@code count}, because it stands for all images and not for these. The running tensors are changed
     * in place, and {@code num_batches_tracked} goes up by 1.
     *
     * <p>Worked example: momentum 0.1, running variance 1 and a batch of 5 numbers a channel with variance 8: 0.9 * 1 + 0.1 * 8 * 5 / 4 = 1.9.
     */
    void remember(ChannelStatistics batch) {
        // tito:begin spatial.norm
        double unbiased = (double) batch.count() / (batch.count() - 1);
        Tensor kept = Tensor.scalar((float) (1 - momentum));
        runningMean.mulInPlace(kept).addInPlace(batch.mean().mul((float) momentum));
        runningVar.mulInPlace(kept).addInPlace(batch.variance().mul((float) (momentum * unbiased)));
        batches.addInPlace(Tensor.scalar(1));
        // tito:end
    }

    /** What is added to the variance. */
    public double eps() {
        return eps;
    }

    @Override
    public String toString() {
        return "BatchNorm2d(" + weight.size() + ")";
    }
}
