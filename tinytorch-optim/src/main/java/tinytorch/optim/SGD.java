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

    private static void descend(ParameterGroup group, float[] p, float[] g, int from, int to) {
        float rate = (float) group.learningRate();
        float decay = (float) group.weightDecay();
        for (int i = from; i < to; i++) {
            p[i] -= rate * (g[i] + decay * p[i]);
        }
    }

    private void roll(ParameterState s, float[] p, float[] g, int from, int to) {
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
    }
}
