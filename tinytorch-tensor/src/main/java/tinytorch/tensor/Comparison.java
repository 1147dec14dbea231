package tinytorch.tensor;

import java.util.List;
import java.util.Locale;

/** A comparison of two broadcast operands: 1 where it holds, 0 where it does not. Any comparison with NaN is 0, but for NE. */
public enum Comparison implements Op {
    /** a &gt; b */
    GT,
    /** a &gt;= b */
    GE,
    /** a &lt; b */
    LT,
    /** a &lt;= b */
    LE,
    /** a == b */
    EQ,
    /** a != b */
    NE;

    @Override
    public Tensor forward(List<Tensor> inputs) {
        return StridedLoop.overBroadcast(toString(), inputs.get(0), inputs.get(1),
                (loop, a, b, out, at) -> Kernels.active().compare(this, loop.length(), a, loop.offset(0), loop.step(0),
                        b, loop.offset(1), loop.step(1), out, at, 1));
    }

    @Override
    public boolean differentiable() {
        return false;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
