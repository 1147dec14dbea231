package tinytorch.nn;

import java.util.random.RandomGenerator;

import tinytorch.tensor.Tensor;

/**
 * Sets each element to zero with probability p while training, as {@code torch.nn.Dropout}, so that no unit can rely on
 * another. (Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov, "Dropout: A Simple Way to Prevent Neural
 * Networks from Overfitting", 2014.)
 *
 * <p>This is the inverted form: what is left is scaled up by {@code 1 / (1 - p)} in training, so the expected value
 * stays and evaluation is the identity.
 */
public final class Dropout extends Layer implements Backward {
    private final float p;
    private final RandomGenerator random;
    private final Saved<Tensor> mask = new Saved<>(this);

    /**
     * A dropout layer.
     *
     * @param p      the probability that an element is dropped, from 0 to 1 (both allowed); often 0.5, in transformers 0.1
     * @param random where the choices come from
     */
    public Dropout(double p, RandomGenerator random) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("Dropout: p is a probability from 0 to 1, got " + p + ".");
        }
        this.p = (float) p;
        this.random = random;
    }

    /** The probability that an element is dropped. */
    public double p() {
        return p;
    }

    /**
     * In eval mode the input itself. In train mode {@code y = x * mask}, with {@code mask = 1 / (1 - p)} where a random
     * number u from {@link Tensor#uniform} over 0 to 1 has {@code u >= p}, and 0 elsewhere: one u an element, in
     * row-major order, new ones in every call. The mask is what backward needs; keep it.
     *
     * <p>Worked example: p = 0.75 and u = 0.8, 0.1, 0.75 turn {@code [1, 2, 3]} into {@code [4, 0, 12]}. With p = 0
     * every element stays. With p = 1 every mask is 0: take care that 1 / (1 - 1) * 0 does not become NaN.
     */
    @Override
    public Tensor forward(Tensor input) {
        // tito:begin layers.dropout
        if (!training()) {
            mask.keep(null);
            return input;
        }
        float scale = p == 1 ? 0 : 1 / (1 - p);
        Tensor chosen = Tensor.uniform(random, 0, 1, input.dims()).ge(p).mul(scale);
        mask.keep(chosen);
        return input.mul(chosen);
        // tito:end
    }

    /** {@code dL/dx = dL/dy * mask}, with the mask of the last forward: a dropped element had no influence. */
    @Override
    public Tensor backward(Tensor gradOutput) {
        // tito:begin layers.dropout
        Tensor chosen = mask.take();
        Backward.requireShape(this, gradOutput, chosen.shape());
        return gradOutput.mul(chosen);
        // tito:end
    }
}
