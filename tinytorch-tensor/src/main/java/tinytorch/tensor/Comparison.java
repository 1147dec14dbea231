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
        Shape shape = Shape.common(toString(), inputs.get(0).shape(), inputs.get(1).shape());
        Tensor a = inputs.get(0).expandTo(shape);
        Tensor b = inputs.get(1).expandTo(shape);
        Storage out = MemoryPool.storage(shape.size());
        StridedLoop.each(shape, (loop, at) -> Kernels.active().compare(this, loop.length(), a.data(), loop.offset(0), loop.step(0),
                b.data(), loop.offset(1), loop.step(1), out.data(), at, 1), a, b);
        return Tensor.rowMajor(out, shape);
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
