package tinytorch.kernels.fused;

import jdk.incubator.vector.FloatVector;

/**
 * A step of Adam with decoupled weight decay for an array of parameters: what {@code torch.optim.AdamW(..., fused=True)} does. Operation by operation a step is a dozen
 * sweeps over parameters, gradients and two moments. (Kingma and Ba, 2015; Loshchilov and Hutter, 2019.)
 *
 * <p>All that does not depend on the element is computed once, in {@code double}: 1 - 0.999 as {@code float}s is off by one part in 80,000.
 *
 * @param keep1   beta1
 * @param take1   1 - beta1
 * @param keep2   beta2
 * @param take2   1 - beta2
 * @param rate    the learning rate, divided by {@code 1 - beta1^t}
 * @param scale   {@code 1 / sqrt(1 - beta2^t)}
 * @param epsilon so that nothing is divided by 0
 * @param shrink  {@code 1 - learningRate * weightDecay}
 */
public record AdamSweep(float keep1, float take1, float keep2, float take2, float rate, float scale, float epsilon, float shrink) {

    /** For step t, 1 in the first. */
    public static AdamSweep of(double learningRate, double beta1, double beta2, double epsilon, double weightDecay, long t) {
        return new AdamSweep((float) beta1, (float) (1 - beta1), (float) beta2, (float) (1 - beta2), (float) (learningRate / (1 - Math.pow(beta1, t))),
                (float) (1 / Math.sqrt(1 - Math.pow(beta2, t))), (float) epsilon, (float) (1 - learningRate * weightDecay));
    }

    /**
     * For the elements {@code from} to {@code to - 1}:
     *
     * <pre>
     * m = keep1 * m + take1 * g
     * v = keep2 * v + take2 * g^2
     * p = shrink * p - rate * m / (sqrt(v) * scale + epsilon)
     * </pre>
     *
     * <p>16 bytes are read and 12 written for each parameter, whatever happens in between. The rest that fills no vector goes one by one, with the same formula.
     *
     * <p>Worked example: t = 1, learning rate 0.1, no decay, p = 1, g = 4, moments 0: m = 0.4, v = 0.016; the corrections make 4 and 4 of them, and p = 1 - 0.1 * 4 / 4 = 0.9.
     *
     * @param p the parameters
     * @param g their gradients
     * @param m the running means of the gradients
     * @param v the running means of their squares
     */
    public void run(int from, int to, float[] p, float[] g, float[] m, float[] v) {
        // tito:begin kernels.adam
        int i = from;
        for (; i <= to - Vectors.LANES; i += Vectors.LANES) {
            FloatVector gradient = Vectors.load(g, i);
            FloatVector mean = Vectors.load(m, i).mul(keep1).add(gradient.mul(take1));
            FloatVector square = Vectors.load(v, i).mul(keep2).add(gradient.mul(take2).mul(gradient));
            mean.intoArray(m, i);
            square.intoArray(v, i);
            FloatVector step = mean.mul(rate).div(square.sqrt().mul(scale).add(epsilon));
            Vectors.load(p, i).mul(shrink).sub(step).intoArray(p, i);
        }
        for (; i < to; i++) {
            m[i] = keep1 * m[i] + take1 * g[i];
            v[i] = keep2 * v[i] + take2 * g[i] * g[i];
            p[i] = shrink * p[i] - rate * m[i] / ((float) Math.sqrt(v[i]) * scale + epsilon);
        }
        // tito:end
    }
}
