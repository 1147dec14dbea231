package tinytorch.optim;

import java.util.List;
import java.util.Map;

import tinytorch.tensor.Tensor;

/**
 * Adam with decoupled weight decay, as {@code torch.optim.AdamW}: how strongly a number is pulled to 0 depends on the number alone. In
 * {@link Adam} the pull is part of the gradient and is divided by the gradient's size, so that exactly the numbers with large
 * gradients are hardly pulled. (Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2019.)
 */
public final class AdamW extends Adam {

    /** With the usual averages and PyTorch's weight decay, 0.01. */
    public AdamW(Map<String, Tensor> parameters, double learningRate) {
        this(List.of(ParameterGroup.of(parameters, learningRate).weightDecay(0.01)), Moments.DEFAULT);
    }

    /** AdamW for several groups, each with its weight decay. */
    public AdamW(List<ParameterGroup> groups, Moments moments) {
        super(groups, moments);
    }

    /**
     * First {@code p = p * (1 - learningRate * weightDecay)} for the numbers {@code from} to {@code to - 1}, then Adam's step
     * ({@link #adapt}) without weight decay.
     *
     * <p>Worked example: learning rate 0.1 and weight decay 0.5 take p = 2 to 1.9; a first gradient of any size above 0 then to 1.8.
     */
    @Override
    void update(ParameterState s, float[] p, float[] g, int from, int to) {
        // tito:begin optim.adamw
        float shrink = (float) (1 - s.group().learningRate() * s.group().weightDecay());
        for (int i = from; i < to; i++) {
            p[i] *= shrink;
        }
        adapt(s, 0, p, g, from, to);
        // tito:end
    }
}
