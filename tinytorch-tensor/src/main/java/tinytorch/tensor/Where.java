package tinytorch.tensor;

import java.util.List;

/** A choice, element by element, of three broadcast inputs: {@code out[i] = condition[i] != 0 ? a[i] : b[i]}. */
public record Where() implements Op {

    @Override
    public Tensor forward(List<Tensor> inputs) {
        Shape shape = Shape.common("where", inputs.get(0).shape(), inputs.get(1).shape(), inputs.get(2).shape());
        Tensor condition = inputs.get(0).expandTo(shape);
        Tensor a = inputs.get(1).expandTo(shape);
        Tensor b = inputs.get(2).expandTo(shape);
        Storage out = MemoryPool.storage(shape.size());
        StridedLoop.each(shape, (loop, at) -> Kernels.active().where(loop.length(), condition.data(), loop.offset(0), loop.step(0),
                a.data(), loop.offset(1), loop.step(1), b.data(), loop.offset(2), loop.step(2), out.data(), at, 1), condition, a, b);
        return Tensor.rowMajor(out, shape);
    }
}
