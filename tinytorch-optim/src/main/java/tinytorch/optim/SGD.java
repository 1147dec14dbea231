package tinytorch.optim;

import java.util.List;
import java.util.Map;

import tinytorch.tensor.Tensor;

/**
 * Stochastic gradient descent with momentum, as {@code torch.optim.SGD}. "Stochastic" because the gradient is that of a batch, a
 * random sample of the data.
 *
 * <pre>{@code
 * new SGD(ParameterGroup.of(network.parameters(), 0.1).weightDecay(5e-4), Momentum.nesterov(0.9))
 * }</pre>
 */
public final class SGD extends GroupedOptimizer {
    private final Momentum momentum;

    /** Plain gradient descent: no momentum, no weight decay. */
    public SGD(Map<String, Tensor> parameters, double learningRate) {
        this(ParameterGroup.of(parameters, learningRate), Momentum.NONE);
    }

    /** Descent for one group. */
    public SGD(ParameterGroup group, Momentum momentum) {
        this(List.of(group), momentum);
    }

    /** Descent for several groups. */
    public SGD(List<ParameterGroup> groups, Momentum momentum) {
        super(groups, momentum.factor());
        this.momentum = momentum;
    }

    @Override
    List<String> moments() {
        return momentum.factor() == 0 ? List.of() : List.of("momentum_buffer");
    }

    @Override
    void update(ParameterState s, float[] p, float[] g, int from, int to) {
        if (momentum.factor() == 0) {
            descend(s.group(), p, g, from, to);
        } else {
            roll(s, p, g, from, to);
        }
    }

    /**
     * A plain step for the numbers {@code from} to {@code to - 1}, with the group's learning rate and weight decay:
     *
     * <pre>
     * d = g + weightDecay * p        the gradient of the loss plus that of weightDecay/2 * p^2, which pulls p to 0
     * p = p - learningRate * d
     * </pre>
     *
     * <p>Take both settings out of the group once, as {@code float}, and go once through the arrays: a step is limited by how fast
     * numbers come from memory, and so each is read once and written once. Write into {@code p} itself: the layers hold this array.
     *
     * <p>Worked example: p = 1, g = 4, learning rate 0.1: p becomes 0.6. With weight decay 0.5: d = 4.5 and p becomes 0.55.
     */
    private static void descend(ParameterGroup group, float[] p, float[] g, int from, int to) {
        // tito:begin optim.sgd
        float rate = (float) group.learningRate();
        float decay = (float) group.weightDecay();
        for (int i = from; i < to; i++) {
            p[i] -= rate * (g[i] + decay * p[i]);
        }
        // tito:end
    }

    /**
     * A step with momentum. The velocity v ({@code s.moment(0)}) is a running sum of gradients, in which older ones count less and
     * less: directions that change from step to step cancel, the one that stays adds up, to 1 / (1 - momentum) times a gradient.
     *
     * <pre>
     * d = g + weightDecay * p
     * v = momentum * v + (1 - dampening) * d         in the first step (s.steps() is 1): v = d
     * p = p - learningRate * v                       classic
     * p = p - learningRate * (d + momentum * v)      if momentum.nesterov()
     * </pre>
     *
     * <p>Learning rate, weight decay and momentum are those of the group, {@code s.group()}, because a schedule may change them;
     * dampening is the optimizer's. Compute {@code 1 - dampening} in {@code double}, then round.
     *
     * <p>Worked example: p = 1, gradient 1 in every step, learning rate 0.1, momentum 0.5. Velocities 1, 1.5, 1.75, so p is 0.9,
     * 0.75, 0.575. With Nesterov the first step is 0.1 * (1 + 0.5 * 1): p is 0.85.
     */
    private void roll(ParameterState s, float[] p, float[] g, int from, int to) {
        // tito:begin optim.momentum
        float rate = (float) s.group().learningRate();
        float decay = (float) s.group().weightDecay();
        float keep = (float) s.group().momentum();
        float take = s.steps() == 1 ? 1 : (float) (1 - momentum.dampening());
        boolean ahead = momentum.nesterov();
        float[] v = s.moment(0);
        for (int i = from; i < to; i++) {
            float d = g[i] + decay * p[i];
            v[i] = keep * v[i] + take * d;
            p[i] -= rate * (ahead ? d + keep * v[i] : v[i]);
        }
        // tito:end
    }
}
