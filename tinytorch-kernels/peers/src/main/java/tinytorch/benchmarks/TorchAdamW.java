package tinytorch.benchmarks;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import tinytorch.tensor.Tensor;

/** AdamW in the setting of {@link GptStep}: learning rate 1e-3, betas 0.9 and 0.99, weight decay 0.1. */
final class TorchAdamW {
    private static final double RATE = 1e-3;
    private static final double DECAY = 0.1;
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.99;
    private static final double EPS = 1e-8;
    /** DJL's way to say that gradients are not to be clipped. */
    private static final float UNCLIPPED = -1;

    private final List<PtNDArray> means = new ArrayList<>();
    private final List<PtNDArray> variances = new ArrayList<>();
    private double count;
    private int steps;

    /** For weights of these shapes. */
    TorchAdamW(Torch owner, Collection<Tensor> parameters) {
        for (Tensor parameter : parameters) {
            means.add(owner.of(Tensor.zeros(parameter.shape().dims())));
            variances.add(owner.of(Tensor.zeros(parameter.shape().dims())));
            count += parameter.size();
        }
    }

    /** How many numbers it changes. */
    double count() {
        return count;
    }

    /** {@code p *= 1 - rate decay}, then Adam's step, whose eps is scaled so that it stands where PyTorch's does: beside the corrected root. */
    void step(Collection<PtNDArray> weights, Collection<PtNDArray> gradients) {
        steps++;
        double root = Math.sqrt(1 - Math.pow(BETA2, steps));
        float rate = (float) (RATE * root / (1 - Math.pow(BETA1, steps)));
        Iterator<PtNDArray> gradient = gradients.iterator();
        Iterator<PtNDArray> mean = means.iterator();
        Iterator<PtNDArray> variance = variances.iterator();
        for (PtNDArray weight : weights) {
            weight.muli(1 - RATE * DECAY);
            JniUtils.adamUpdate(weight, gradient.next(), mean.next(), variance.next(), (float) RATE, rate, 0, 1, UNCLIPPED, (float) BETA1, (float) BETA2,
                    (float) (EPS * root), false);
        }
    }
}
