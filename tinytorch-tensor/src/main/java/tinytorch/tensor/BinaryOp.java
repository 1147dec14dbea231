package tinytorch.tensor;

import java.util.List;
import java.util.Locale;

/** An operation on two broadcast operands, element by element: {@code out[i] = f(a[i], b[i])}. */
public enum BinaryOp implements Op {
    /** a + b */
    ADD,
    /** a - b */
    SUB,
    /** a * b */
    MUL,
    /** a / b, as IEEE 754 divides: 1/0 is infinity, 0/0 is NaN */
    DIV,
    /** The larger one; NaN if either is. */
    MAXIMUM,
    /** The smaller one; NaN if either is. */
    MINIMUM;

    @Override
    public Tensor forward(List<Tensor> inputs) {
        Shape shape = Shape.common(toString(), inputs.get(0).shape(), inputs.get(1).shape());
        Tensor a = inputs.get(0).expandTo(shape);
        Tensor b = inputs.get(1).expandTo(shape);
        Storage out = MemoryPool.storage(shape.size());
        StridedLoop.each(shape, (loop, at) -> Kernels.active().binary(this, loop.length(), a.data(), loop.offset(0), loop.step(0),
                b.data(), loop.offset(1), loop.step(1), out.data(), at, 1), a, b);
        return Tensor.rowMajor(out, shape);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
