package tinytorch.optim;

import java.util.List;
import java.util.Map;

import tinytorch.tensor.Tensor;

/**
 * Adam: each number is moved by its mean gradient, measured in units of the gradient's usual size, as {@code torch.optim.Adam}. So the
 * learning rate is about the length of a step, whatever the loss is multiplied with, and numbers with rare or small gradients move as
 * far as others. (Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2015.)
 *
 * <p>Weight decay is added to the gradient here, so it is divided by that size too; {@link AdamW} keeps it apart.
 */
public sealed class Adam extends GroupedOptimizer permits AdamW {
    private final Moments moments;

    /** Adam with the usual averages and no weight decay; a usual learning rate is 0.001. */
    public Adam(Map<String, Tensor> parameters, double learningRate) {
        this(List.of(ParameterGroup.of(parameters, learningRate)), Moments.DEFAULT);
    }

    /** Adam for several groups. */
    public Adam(List<ParameterGroup> groups, Moments moments) {
        super(groups, moments.beta1());
        this.moments = moments;
    }

    @Override
    final List<String> moments() {
        return List.of("exp_avg", "exp_avg_sq");
    }

    @Override
    void update(ParameterState s, float[] p, float[] g, int from, int to) {
        adapt(s, s.group().weightDecay(), p, g, from, to);
    }

    /**
     * A step for the numbers {@code from} to {@code to - 1}. With the running means m ({@code s.moment(0)}) of the gradient and v
     * ({@code s.moment(1)}) of its square:
     *
     * <pre>
     * d = g + weightDecay * p
     * m = beta1 * m + (1 - beta1) * d
     * v = beta2 * v + (1 - beta2) * d^2
     * p = p - learningRate * m' / (sqrt(v') + epsilon)     with m' = m / (1 - beta1^t),  v' = v / (1 - beta2^t)
     * </pre>
     *
     * <p>t is {@code s.steps()}, 1 in the first step. Both means start at 0 and are too small at first: after t equal gradients d, m is
     * {@code (1 - beta1^t) * d}, and dividing by that factor makes up for it (bias correction). beta1 is the group's momentum.
     *
     * <p>Compute what does not depend on i before the loop, in {@code double}: {@code 1 - beta2} and the two corrections would
     * lose digits in {@code float}. Inside the loop {@code (float) Math.sqrt(v[i])} becomes one instruction.
     *
     * <p>Worked example: the first step is {@code learningRate * g / (|g| + epsilon)}, whatever the size of g: with learning rate 0.1,
     * p = 1 becomes 0.9 for g = 4 and for g = 0.004.
     */
    final void adapt(ParameterState s, double weightDecay, float[] p, float[] g, int from, int to) {
        // tito:begin optim.adam
        double beta1 = s.group().momentum();
        double beta2 = moments.beta2();
        float keep1 = (float) beta1;
        float take1 = (float) (1 - beta1);
        float keep2 = (float) beta2;
        float take2 = (float) (1 - beta2);
        float decay = (float) weightDecay;
        float epsilon = (float) moments.epsilon();
        float rate = (float) (s.group().learningRate() / (1 - Math.pow(beta1, s.steps())));
        float scale = (float) (1 / Math.sqrt(1 - Math.pow(beta2, s.steps())));
        float[] m = s.moment(0);
        float[] v = s.moment(1);
        for (int i = from; i < to; i++) {
            float d = g[i] + decay * p[i];
            m[i] = keep1 * m[i] + take1 * d;
            v[i] = keep2 * v[i] + take2 * d * d;
            p[i] -= rate * m[i] / ((float) Math.sqrt(v[i]) * scale + epsilon);
        }
        // tito:end
    }
}
