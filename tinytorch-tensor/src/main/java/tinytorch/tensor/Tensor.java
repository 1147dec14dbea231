package tinytorch.tensor;

import java.util.List;

/**
 * An n-dimensional array of {@code float}s: a flat storage, read through a shape, strides and an offset.
 *
 * <p>The element at index {@code (i, j, ...)} is {@code storage[offset + i * strides[0] + j * strides[1] + ...]}. A view
 * ({@link TensorViews}) is another shape, strides and offset over the same storage, so it costs nothing and a write
 * through it is seen by all. Everything else makes a new, row-major ("contiguous") tensor.
 *
 * <p>A tensor is made with {@link TensorFactories}: {@code Tensor.of(1, 2, 3)}, {@code Tensor.zeros(2, 3)}. The operations are
 * grouped by what they do: element by element and products in {@link TensorMath}, reductions in
 * {@link TensorReductions}, views in {@link TensorViews}, changes in place in {@link TensorInPlace}. They follow
 * PyTorch's names and rules.
 */
public final class Tensor extends TensorFactories implements TensorMath, TensorReductions, TensorViews, TensorInPlace {
    private final Storage storage;
    private final Shape shape;
    private final int[] strides;
    private final int offset;
    private boolean requiresGrad;
    private Tensor grad;
    private Origin origin;
    private boolean originReleased;

    Tensor(Storage storage, Shape shape, int[] strides, int offset) {
        this.storage = storage;
        this.shape = shape;
        this.strides = strides;
        this.offset = offset;
    }

    /**
     * Runs an operation, on the {@link Kernels} in use. If an input wants a gradient, tracking is on and the operation is differentiable, the result
     * wants one too and remembers the operation and its inputs as its {@link #origin}.
     */
    public static Tensor apply(Op op, Tensor... inputs) {
        List<Tensor> list = List.of(inputs);
        if (!anyRequiresGrad(inputs) || !Tracking.isOn()) {
            return Kernels.active().forward(op, list);
        }
        Tensor result = Tracking.off(() -> Kernels.active().forward(op, list));
        if (!op.differentiable()) {
            return result;
        }
        // An operation may return its input (dropout at rest): the origin belongs to a tensor of its own, or the graph would have a cycle.
        Tensor out = list.contains(result) ? result.sharing(result.shape, result.strides, result.offset) : result;
        out.origin = new Origin(op, list, out);
        out.requiresGrad = true;
        return out;
    }

    // ---- looking at a tensor ----

    public Shape shape() {
        return shape;
    }

    /** The axis lengths, in an array of the caller's own. */
    public int[] dims() {
        return shape.dims();
    }

    /** The number of axes. */
    public int rank() {
        return shape.rank();
    }

    /** The length of an axis; -1 is the last one. */
    public int dim(int axis) {
        return shape.dim(axis);
    }

    /** The number of elements. */
    public int size() {
        return shape.size();
    }

    /** How many elements to move in storage for one step along each axis, in an array of the caller's own. */
    public int[] strides() {
        return strides.clone();
    }

    int stride(int axis) {
        return strides[axis];
    }

    /** Where in storage the element at index (0, 0, ...) is. */
    public int offset() {
        return offset;
    }

    /** The storage itself, shared with every view: for kernels. An element is at {@link #position}. */
    public float[] data() {
        return storage.data();
    }

    /**
     * Says that numbers in {@link #data} were overwritten: whoever writes there has to say so, or a gradient that needs the old
     * values would silently use the new ones ({@link Origin#checkUnchanged}).
     */
    public void changed() {
        storage.changed();
    }

    /**
     * Where in storage an element is: {@code offset + index[0] * strides[0] + index[1] * strides[1] + ...}. A negative
     * index counts from the end of its axis.
     *
     * <p>Worked example: in a contiguous {@code (2, 3)} the element {@code (1, 0)} is at 3, and {@code (-1, -1)} at 5.
     *
     * @throws ShapeException            if there are more or fewer indices than axes
     * @throws IndexOutOfBoundsException if an index is outside its axis; the message names the axis, the index and the shape
     */
    public int position(int... index) {
        // tito:begin tensor.strides
        if (index.length != rank()) {
            throw new ShapeException("Tensor.position: " + index.length + " indices for the " + rank() + " axes of " + shape + ". Give one index an axis.");
        }
        int position = offset;
        for (int axis = 0; axis < index.length; axis++) {
            int i = index[axis] < 0 ? index[axis] + dim(axis) : index[axis];
            if (i < 0 || i >= dim(axis)) {
                throw new IndexOutOfBoundsException("Tensor.position: index " + index[axis] + " of axis " + axis + " is outside the shape " + shape + ".");
            }
            position += i * strides[axis];
        }
        return position;
        // tito:end
    }

    /** One element. */
    public float get(int... index) {
        return storage.data()[position(index)];
    }

    /** Changes one element, for every view of the storage. */
    public void set(float value, int... index) {
        storage.data()[position(index)] = value;
        storage.changed();
    }

    /**
     * The number in a tensor of one element, whatever its rank.
     *
     * @throws ShapeException if there are more or none
     */
    public float item() {
        if (size() != 1) {
            throw new ShapeException("Tensor.item: " + shape + " has " + size() + " elements, not one. Reduce it first, or use get.");
        }
        return storage.data()[offset];
    }

    /** All elements in row-major order, in an array of the caller's own. */
    public float[] toArray() {
        float[] values = new float[size()];
        StridedLoop loop = new StridedLoop(shape, this);
        for (int at = 0; loop.next(); at += loop.length()) {
            for (int i = 0; i < loop.length(); i++) {
                values[at + i] = storage.data()[loop.offset(0) + i * loop.step(0)];
            }
        }
        return values;
    }

    /** Shape and values, as NumPy prints them; long axes are shortened. */
    @Override
    public String toString() {
        return TensorText.of(this);
    }

    // ---- gradients: filled in by module 07 ----

    /** Whether results computed from this tensor remember it. */
    public boolean requiresGrad() {
        return requiresGrad;
    }

    /** Asks for gradients with respect to this tensor (or no longer), and returns it. */
    public Tensor requiresGrad(boolean wanted) {
        if (origin != null && !wanted) {
            throw new IllegalStateException("requiresGrad(false): only for tensors that no operation has made. Use copy() with tracking off.");
        }
        this.requiresGrad = wanted;
        return this;
    }

    /** dLoss/dthis, added up over all backward passes since {@link #zeroGrad}; {@code null} before the first. */
    public Tensor grad() {
        return grad;
    }

    /** Adds to the gradient; the shapes must be equal. */
    public void accumulateGrad(Tensor gradient) {
        if (!gradient.shape.equals(shape)) {
            throw new ShapeException("accumulateGrad", "a gradient has the shape of its tensor", shape, gradient.shape, "Sum over the broadcast axes first.");
        }
        Tensor sum = grad;
        grad = Tracking.off(() -> sum == null ? gradient.copy() : sum.add(gradient));
    }

    /**
     * As {@link #accumulateGrad}, for a gradient that is handed over: it is contiguous and nobody else uses its storage, now or later.
     * The first becomes the gradient itself, and into any other the sum so far is added in place. Nothing is copied.
     */
    public void adoptGrad(Tensor gradient) {
        if (!gradient.shape.equals(shape)) {
            throw new ShapeException("adoptGrad", "a gradient has the shape of its tensor", shape, gradient.shape, "Sum over the broadcast axes first.");
        }
        Tensor sum = grad;
        grad = sum == null ? gradient : Tracking.off(() -> gradient.addInPlace(sum));
    }

    /** Forgets the gradient. In a training its memory is used again: {@code copy()} what is needed any longer. */
    public void zeroGrad() {
        if (grad != null) {
            grad.recycle();
            grad = null;
        }
    }

    /** The operation and the inputs this tensor was computed from, or {@code null} if nothing was remembered. */
    public Origin origin() {
        return origin;
    }

    /**
     * Lets go of the operation and its inputs, so that their memory can be used again. This tensor stays the result of an operation,
     * of which no gradient can be had any more: see {@link #originReleased}.
     */
    public void releaseOrigin() {
        originReleased |= origin != null;
        origin = null;
    }

    /** Whether this tensor had an origin and has let go of it. */
    public boolean originReleased() {
        return originReleased;
    }

    /** The same numbers without a past: a view that no gradient flows through, as {@code torch.Tensor.detach}. */
    public Tensor detach() {
        return sharing(shape, strides, offset);
    }

    /** Whether a write to one may be seen by the other: both read the same array. */
    public boolean sharesStorageWith(Tensor other) {
        return storage.isSameAs(other.storage);
    }

    /** Whether {@link #recycle} would give something back. */
    public boolean recyclable() {
        return storage.recyclable();
    }

    /**
     * Gives the memory of this tensor back to the {@link MemoryPool} in use, if that is where it came from. Neither the tensor nor any view of it can be
     * read afterwards.
     */
    public void recycle() {
        storage.recycle();
    }

    // ---- for this package ----

    /** Another view of this storage. */
    Tensor sharing(Shape shape, int[] strides, int offset) {
        return new Tensor(storage, shape, strides, offset);
    }

    /** This tensor, or a view of it stretched to the shape. */
    Tensor expandTo(Shape target) {
        return shape.equals(target) ? this : apply(new ViewOp.Expand(target), this);
    }

    int version() {
        return storage.version();
    }

    private static boolean anyRequiresGrad(Tensor[] tensors) {
        for (Tensor tensor : tensors) {
            if (tensor.requiresGrad) {
                return true;
            }
        }
        return false;
    }
}
