package tinytorch.tensor;

import java.util.List;
import java.util.Locale;

/** An operation on every element by itself: {@code out[i] = f(x[i])}. */
public sealed interface UnaryOp extends Op {
    /** -x */
    record Neg() implements UnaryOp { }

    /** |x| */
    record Abs() implements UnaryOp { }

    /** e to the x */
    record Exp() implements UnaryOp { }

    /** The natural logarithm; -infinity at 0, NaN below. */
    record Log() implements UnaryOp { }

    /** The square root; NaN below 0. */
    record Sqrt() implements UnaryOp { }

    /** The hyperbolic tangent, from -1 to 1. */
    record Tanh() implements UnaryOp { }

    /** The error function, from -1 to 1: see {@link ErrorFunction}. */
    record Erf() implements UnaryOp { }

    /** x to the power of a constant, as {@link Math#pow}. */
    record Pow(float exponent) implements UnaryOp { }

    /** x, but not below {@code low} nor above {@code high}; NaN stays NaN. */
    record Clip(float low, float high) implements UnaryOp {
        public Clip {
            if (!(low <= high)) {
                throw new IllegalArgumentException("clip: low must not be above high, got low " + low + ", high " + high + ".");
            }
        }
    }

    /** As it is written in messages: {@code exp}. */
    default String name() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    @Override
    default Tensor forward(List<Tensor> inputs) {
        Tensor x = inputs.getFirst();
        Storage out = MemoryPool.storage(x.size());
        StridedLoop.each(x.shape(), (loop, at) ->
                Kernels.active().unary(this, loop.length(), x.data(), loop.offset(0), loop.step(0), out.data(), at, 1), x);
        return Tensor.rowMajor(out, x.shape());
    }
}
