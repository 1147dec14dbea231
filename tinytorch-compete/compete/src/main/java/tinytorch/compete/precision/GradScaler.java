package tinytorch.compete.precision;

import java.util.Collection;

import tinytorch.nn.network.Loss;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;

/**
 * Keeps small gradients from vanishing: many of them are below 2^-24, which a half can't hold. A loss that is 65536 times as large has gradients that are 65536 times as large; before the step they are divided
 * again, in floats. How large the factor may be is found by trying: too large, and a gradient is infinite; then the step is left out and the factor halved. ({@code torch.amp.GradScaler}, with its settings.)
 *
 * <p>bfloat16 has the range of a float and needs none of this.
 *
 * <p>A {@link ScaledOptimizer} does all of it for one optimizer. Several with one scale, as two networks that learn from the same loss have them, go step by step as in PyTorch: gradients are unscaled for each
 * optimizer, each steps if its own are finite, and there is one update, which is good if all were.
 *
 * <pre>{@code
 * boolean first = scaler.unscale(a.parameters().values());
 * boolean second = scaler.unscale(b.parameters().values());
 * if (first) { optimizerOfA.step(); }
 * if (second) { optimizerOfB.step(); }
 * scaler.update(first && second);
 * }</pre>
 */
public final class GradScaler {
    private final double growth;
    private final double backoff;
    private final int interval;
    /** A float, so that what is multiplied by it and what it is divided by are one number. */
    private double scale;
    private int good;
    private boolean claimed;

    /** PyTorch's: 65536, doubled after 2000 good steps, halved after a bad one. */
    public GradScaler() {
        this(65536, 2, 0.5, 2000);
    }

    /**
     * With settings of its own; powers of two lose nothing.
     *
     * @param scale    at the start, from 2^-126 to the largest float
     * @param growth   what it is multiplied by after {@code interval} good steps, above 1
     * @param backoff  what it is multiplied by after a bad one, below 1
     * @param interval how many good steps in a row
     */
    public GradScaler(double scale, double growth, double backoff, int interval) {
        if (!isScale(scale) || !(growth > 1) || Double.isInfinite(growth) || !(backoff > 0 && backoff < 1) || interval < 1) {
            throw new IllegalArgumentException("GradScaler: a scale from 2^-126 to the largest float, growth above 1, backoff from 0 to 1 and an interval of 1 or more, got " + scale + ", " + growth + ", "
                    + backoff + " and " + interval + ". Try new GradScaler().");
        }
        this.scale = (float) scale;
        this.growth = growth;
        this.backoff = backoff;
        this.interval = interval;
    }

    /** What gradients are multiplied by now. */
    public double scale() {
        return scale;
    }

    /** How many good steps in a row there were since the scale changed. */
    public int goodSteps() {
        return good;
    }

    /** Whether a float can hold it, and 1 divided by it. */
    static boolean isScale(double number) {
        return (float) number >= Float.MIN_NORMAL && Float.isFinite((float) number);
    }

    /** Goes on from here. */
    void restore(double savedScale, int savedGood) {
        scale = savedScale;
        good = savedGood;
    }

    /** For one optimizer, whose every step ends with an update. */
    void claim() {
        if (claimed) {
            throw new IllegalStateException("ScaledOptimizer: this scaler has an optimizer already. Its step changes the scale, and the gradients of another one would be divided by the new one. "
                    + "Put all parameters into the groups of one optimizer, or call GradScaler.unscale for each and update once.");
        }
        claimed = true;
    }

    /** The same loss with gradients that are {@link #scale} times as large. What it says about how wrong a network is stays. */
    public Loss scaled(Loss loss) {
        return new ScaledLoss(loss, this);
    }

    /**
     * Divides all gradients by the scale, in place ({@link Tensor#mulInPlace}), and looks at them.
     *
     * <p>Parameters without a gradient don't count. A sum of all numbers times 0 is 0 if all are finite, and NaN if one is not; a maximum of sizes tells it as well, but mind that NaN is neither above nor below
     * anything. They are looked at when they are divided: with a scale below 1 a finite number may become infinite. (PyTorch looks before.)
     *
     * @return whether every number of every gradient is finite
     */
    public boolean unscale(Collection<Tensor> parameters) {
        return Tracking.off(() -> divide(parameters));
    }

    /** {@link #unscale}, with tracking off. */
    private boolean divide(Collection<Tensor> parameters) {
        // tito:begin compete.scaler
        boolean finite = true;
        for (Tensor parameter : parameters) {
            if (parameter.grad() != null) {
                parameter.grad().mulInPlace(Tensor.scalar((float) (1 / scale)));
                for (float number : parameter.grad().toArray()) {
                    finite &= Float.isFinite(number);
                }
            }
        }
        return finite;
        // tito:end
    }

    /**
     * After a step: a bad one multiplies the scale by {@code backoff} and begins to count anew; a good one is counted, and after {@code interval} good ones in a row the scale is multiplied by {@code growth},
     * and counting begins anew. {@link #set} changes the scale.
     *
     * <p>Worked example: scale 8, growth 2, backoff 0.5, interval 2. Good, good: 16. Good, bad: 8. Good: 8. Good: 16.
     *
     * @param finite whether all gradients of the step were
     */
    public void update(boolean finite) {
        // tito:begin compete.scaler
        good = finite ? good + 1 : 0;
        if (!finite) {
            set(scale * backoff);
        } else if (good >= interval) {
            set(scale * growth);
            good = 0;
        }
        // tito:end
    }

    /**
     * The float nearest to this is the scale from now on. Where it would be infinite, the scale stays as it is, as in PyTorch; and also where 1 divided by it would be, below 2^-126: PyTorch's falls to 0 in the
     * end, and all gradients are NaN from then on.
     */
    private void set(double wanted) {
        scale = isScale(wanted) ? (float) wanted : scale;
    }
}
