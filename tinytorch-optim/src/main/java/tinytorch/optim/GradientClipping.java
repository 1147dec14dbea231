package tinytorch.optim;

import java.util.Collection;

import tinytorch.tensor.Kernels;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.UnaryOp;

/**
 * Limits how large gradients are before a step, as {@code torch.nn.utils.clip_grad_norm_} and {@code clip_grad_value_}: one
 * unusual batch can have a gradient that throws the network far away.
 *
 * <p>A gradient with a number that is infinite or NaN can't be repaired by making it smaller: it is left as it is, and what is
 * returned tells so. Look at it before the step.
 */
public final class GradientClipping {
    /** PyTorch's: keeps the division finite where all gradients are 0. */
    private static final double TINY = 1e-6;

    private GradientClipping() {
    }

    /**
     * The length of all gradients taken as one long vector: {@code sqrt(sum of g^2 over all numbers of all gradients)}. Parameters without
     * a gradient don't count.
     *
     * <p>{@link Kernels#dot} of a gradient with itself gives its sum of squares in {@code double}, so that even the squares of 1e30 can
     * be added. It reads plain arrays: take {@code contiguous()}, which is the gradient itself if its numbers lie in order, and mind its
     * {@code offset()}.
     *
     * <p>Worked example: the gradients [3, 0] and [4] have norm 5.
     *
     * @return 0 or more; infinite or NaN if a number is
     */
    public static double norm(Collection<Tensor> parameters) {
        // tito:begin optim.clip
        double squares = 0;
        for (Tensor parameter : parameters) {
            if (parameter.grad() != null) {
                Tensor g = parameter.grad().contiguous();
                squares += Kernels.active().dot(g.size(), g.data(), g.offset(), 1, g.data(), g.offset(), 1);
            }
        }
        return Math.sqrt(squares);
        // tito:end
    }

    /**
     * Scales all gradients by the same factor so that their {@link #norm} is at most {@code maxNorm}: the direction of the step stays.
     *
     * <p>The factor is {@code maxNorm / (norm + 1e-6)}, as in PyTorch. If it is 1 or more, or if the norm is not finite, nothing is changed.
     * Gradients are changed in place ({@code mulInPlace}).
     *
     * <p>Worked example: gradients [3, 0] and [4] with {@code maxNorm} 1 become [0.6, 0] and [0.8], but for the 1e-6; 5 is returned.
     *
     * @return the norm before; if it is infinite or NaN, nothing was clipped and a step would ruin the parameters
     */
    public static double byNorm(Collection<Tensor> parameters, double maxNorm) {
        requirePositive("byNorm", maxNorm);
        // tito:begin optim.clip
        double norm = norm(parameters);
        double factor = maxNorm / (norm + TINY);
        if (factor < 1 && Double.isFinite(norm)) {
            for (Tensor parameter : parameters) {
                if (parameter.grad() != null) {
                    parameter.grad().mulInPlace(Tensor.scalar((float) factor));
                }
            }
        }
        return norm;
        // tito:end
    }

    /**
     * Limits every number of every gradient by itself to {@code -max .. max}: simple, but the direction of the step changes. Nothing is
     * changed if a number is infinite or NaN.
     *
     * <p>Worked example: gradients [3, 0] and [-4] with {@code max} 2 become [2, 0] and [-2]; 4 is returned.
     *
     * @return the largest absolute value before; infinite or NaN if a number is
     */
    public static double byValue(Collection<Tensor> parameters, double max) {
        requirePositive("byValue", max);
        // tito:begin optim.clip
        double largest = 0;
        for (Tensor parameter : parameters) {
            if (parameter.grad() != null && parameter.size() > 0) {
                largest = Math.max(largest, parameter.grad().abs().max().item());
            }
        }
        if (largest > max && Double.isFinite(largest)) {
            for (Tensor parameter : parameters) {
                if (parameter.grad() != null) {
                    parameter.grad().inPlace(new UnaryOp.Clip((float) -max, (float) max));
                }
            }
        }
        return largest;
        // tito:end
    }

    private static void requirePositive(String method, double limit) {
        if (!(limit > 0)) {
            throw new IllegalArgumentException("GradientClipping." + method + ": the limit must be above 0, got " + limit + ". Try 1.");
        }
    }
}
