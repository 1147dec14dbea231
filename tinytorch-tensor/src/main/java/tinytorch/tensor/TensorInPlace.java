package tinytorch.tensor;

import java.util.Arrays;

/**
 * Changes in place: the elements of this tensor are overwritten, for every view of its storage, and this tensor is
 * returned. Faster than a new tensor (nothing is allocated), but what was there is gone: a tensor whose old value a
 * gradient still needs must not be changed, and the storage's version tells when it was. Other operands broadcast to
 * this tensor's shape; results of these methods have no origin.
 */
public sealed interface TensorInPlace permits Tensor {

    /** x = op(x) */
    default Tensor inPlace(UnaryOp op) {
        Tensor x = changeable(op.name());
        StridedLoop.each(x.shape(), (loop, at) -> Kernels.active().unary(op, loop.length(),
                x.data(), loop.offset(0), loop.step(0), x.data(), loop.offset(0), loop.step(0)), x);
        x.changed();
        return x;
    }

    /** x = op(x, other) */
    default Tensor inPlace(BinaryOp op, Tensor other) {
        Tensor x = changeable(op.toString());
        Tensor y = operand(op.toString(), other);
        StridedLoop.each(x.shape(), (loop, at) -> Kernels.active().binary(op, loop.length(), x.data(), loop.offset(0), loop.step(0),
                y.data(), loop.offset(1), loop.step(1), x.data(), loop.offset(0), loop.step(0)), x, y);
        x.changed();
        return x;
    }

    /** x = x + other */
    default Tensor addInPlace(Tensor other) {
        return inPlace(BinaryOp.ADD, other);
    }

    /** x = x - other */
    default Tensor subInPlace(Tensor other) {
        return inPlace(BinaryOp.SUB, other);
    }

    /** x = x * other */
    default Tensor mulInPlace(Tensor other) {
        return inPlace(BinaryOp.MUL, other);
    }

    /** All elements become the value. */
    default Tensor fill(float value) {
        return copyFrom(Tensor.scalar(value));
    }

    /** All elements become those of {@code source}, broadcast to this shape. */
    default Tensor copyFrom(Tensor source) {
        Tensor x = changeable("copyFrom");
        Tensor y = operand("copyFrom", source);
        StridedLoop.each(x.shape(), (loop, at) ->
                Kernels.active().copy(loop.length(), y.data(), loop.offset(0), loop.step(0), x.data(), loop.offset(1), loop.step(1)), y, x);
        x.changed();
        return x;
    }

    /** This tensor, if every element has a place of its own: a stretched axis has many indices in one place. */
    private Tensor changeable(String operation) {
        Tensor x = (Tensor) this;
        for (int axis = 0; axis < x.rank(); axis++) {
            if (x.stride(axis) == 0 && x.dim(axis) > 1 && x.size() > 0) {
                throw new ShapeException(operation + " in place: axis " + axis + " of " + x.shape() + " was stretched by expand, its elements share one place. Use copy() first.");
            }
        }
        if (x.requiresGrad() && Tracking.isOn()) {
            throw new IllegalStateException(operation + " in place: a tensor of shape " + x.shape()
                    + " that wants a gradient can't be changed while operations are tracked. Wrap the change in Tracking.off.");
        }
        return x;
    }

    /** The other operand stretched to this shape; a copy if it reads the storage that is about to change in another order. */
    private Tensor operand(String operation, Tensor other) {
        Tensor x = (Tensor) this;
        if (!Shape.common(operation, x.shape(), other.shape()).equals(x.shape())) {
            throw new ShapeException(operation + " in place", "the result must have the shape of the left", x.shape(), other.shape(), "Use the form that makes a new tensor.");
        }
        boolean sameElements = x.offset() == other.offset() && x.shape().equals(other.shape()) && Arrays.equals(x.strides(), other.strides());
        Tensor source = other.sharesStorageWith(x) && !sameElements ? Tensor.wrap(other.toArray(), other.dims()) : other;
        return Tracking.off(() -> source.expandTo(x.shape()));
    }
}
