package tinytorch.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * An n-dimensional array of {@code float}s: a flat storage, read through a shape, strides and an offset.
 *
 * <p>The element at index {@code (i, j, ...)} is {@code storage[offset + i * strides[0] + j * strides[1] + ...]}. A view
 * ({@link TensorViews}) is another shape, strides and offset over the same storage, so it costs nothing and a write
 * through it is seen by all. Everything else makes a new, row-major ("contiguous") tensor.
 *
 * <p>The operations are grouped by what they do: element by element and products in {@link TensorMath}, reductions in
 * {@link TensorReductions}, views in {@link TensorViews}, changes in place in {@link TensorInPlace}. They follow
 * PyTorch's names and rules.
 */
public final class Tensor implements TensorMath, TensorReductions, TensorViews, TensorInPlace {
    private final Storage storage;
    private final Shape shape;
    private final int[] strides;
    private final int offset;
    private boolean requiresGrad;
    private Tensor grad;
    private Origin origin;

    private Tensor(Storage storage, Shape shape, int[] strides, int offset) {
        this.storage = storage;
        this.shape = shape;
        this.strides = strides;
        this.offset = offset;
    }

    // ---- making tensors ----

    /** A vector of these values. The array is copied. */
    public static Tensor of(float... values) {
        return wrap(values.clone(), values.length);
    }

    /** These values in row-major order under a shape. The array is copied. */
    public static Tensor of(float[] values, int... shape) {
        return wrap(values.clone(), shape);
    }

    /**
     * A matrix with these rows: {@code of(new float[][] {{1, 2}, {3, 4}, {5, 6}})} has the shape {@code (3, 2)}.
     * No rows give the shape {@code (0, 0)}.
     *
     * @throws ShapeException if a row has another length than the first; the message names the row and both lengths
     */
    public static Tensor of(float[][] rows) {
        // tito:begin tensor.create
        int columns = rows.length == 0 ? 0 : rows[0].length;
        float[] values = new float[rows.length * columns];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != columns) {
                throw new ShapeException("Tensor.of: row " + i + " has length " + rows[i].length + ", row 0 has " + columns + ". Make all rows equally long.");
            }
            System.arraycopy(rows[i], 0, values, i * columns, columns);
        }
        return wrap(values, rows.length, columns);
        // tito:end
    }

    /** A stack of these matrices, of shape {@code (matrices, rows, columns)}; all must have the same number of rows and columns. */
    public static Tensor of(float[][][] matrices) {
        int rows = matrices.length == 0 ? 0 : matrices[0].length;
        for (int i = 0; i < matrices.length; i++) {
            if (matrices[i].length != rows) {
                throw new ShapeException("Tensor.of: matrix " + i + " has " + matrices[i].length + " rows, matrix 0 has " + rows + ". Give all the same number of rows.");
            }
        }
        Tensor all = of(Arrays.stream(matrices).flatMap(Arrays::stream).toArray(float[][]::new));
        return wrap(all.data(), matrices.length, rows, all.dim(1));
    }

    /** A tensor over the caller's own array, which is not copied: writes to one are seen in the other. */
    public static Tensor wrap(float[] values, int... dims) {
        Shape shape = Shape.of(dims);
        if (shape.size() != values.length) {
            throw new ShapeException("Tensor: " + values.length + " values do not fill the shape " + shape + ", which has " + shape.size() + " elements.");
        }
        return new Tensor(new Storage(values), shape, shape.strides(), 0);
    }

    /**
     * A view of an array through any strides, as {@code torch.as_strided}; the array is not copied.
     *
     * @throws ShapeException if an index would read outside the array
     */
    public static Tensor strided(float[] values, Shape shape, int[] strides, int offset) {
        if (strides.length != shape.rank()) {
            throw new ShapeException("Tensor.strided: " + strides.length + " strides for the " + shape.rank() + " axes of " + shape + ". Give one stride an axis.");
        }
        long first = offset;
        long last = offset;
        for (int axis = 0; axis < shape.rank(); axis++) {
            long reach = (long) (shape.dim(axis) - 1) * strides[axis];
            first += Math.min(reach, 0);
            last += Math.max(reach, 0);
        }
        if (shape.size() > 0 && (first < 0 || last >= values.length)) {
            throw new ShapeException("Tensor.strided: shape " + shape + " with strides " + Arrays.toString(strides) + " and offset " + offset
                    + " reads elements " + first + " to " + last + " of an array of " + values.length + ".");
        }
        return new Tensor(new Storage(values), shape, strides.clone(), offset);
    }

    /** A single number, of shape {@code ()}. */
    public static Tensor scalar(float value) {
        return strided(new float[] {value}, Shape.of(), new int[0], 0);
    }

    /** All elements 0. */
    public static Tensor zeros(int... dims) {
        return wrap(new float[Shape.of(dims).size()], dims);
    }

    /** All elements 1. */
    public static Tensor ones(int... dims) {
        return full(1, dims);
    }

    /** All elements equal to a value. */
    public static Tensor full(float value, int... dims) {
        // tito:begin tensor.create
        float[] values = new float[Shape.of(dims).size()];
        Arrays.fill(values, value);
        return wrap(values, dims);
        // tito:end
    }

    /** The vector {@code 0, 1, ..., n - 1}. */
    public static Tensor arange(int n) {
        return arange(0, n, 1);
    }

    /**
     * The vector {@code start, start + step, start + 2 step, ...} as long as it is before {@code stop}, as
     * {@code numpy.arange}: {@code ceil((stop - start) / step)} numbers, or none if {@code stop} lies the other way.
     *
     * <p>Compute element i as {@code start + i * step} in {@code double}: adding the step again and again would add up its rounding.
     *
     * @throws IllegalArgumentException if the step is 0 or one of the numbers is not finite
     */
    public static Tensor arange(float start, float stop, float step) {
        // tito:begin tensor.create
        if (step == 0 || !Float.isFinite(start) || !Float.isFinite(stop) || !Float.isFinite(step)) {
            throw new IllegalArgumentException("arange: start, stop and step must be finite and step not 0, got " + start + ", " + stop + ", " + step + ".");
        }
        int n = Math.toIntExact(Math.max(0, (long) Math.ceil(((double) stop - start) / step)));
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) (start + (double) i * step);
        }
        return wrap(values, n);
        // tito:end
    }

    /** Independent random numbers, uniform from {@code low} to {@code high}: {@code low + (high - low) * nextFloat()} an element, in order. */
    public static Tensor uniform(RandomGenerator random, float low, float high, int... dims) {
        // tito:begin tensor.create
        float[] values = new float[Shape.of(dims).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = low + (high - low) * random.nextFloat();
        }
        return wrap(values, dims);
        // tito:end
    }

    /** Independent random numbers from the normal distribution: {@code mean + std * nextGaussian()} an element, in order. */
    public static Tensor normal(RandomGenerator random, float mean, float std, int... dims) {
        // tito:begin tensor.create
        float[] values = new float[Shape.of(dims).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (mean + std * random.nextGaussian());
        }
        return wrap(values, dims);
        // tito:end
    }

    /** Standard normal random numbers: mean 0, standard deviation 1. */
    public static Tensor randn(RandomGenerator random, int... dims) {
        return normal(random, 0, 1, dims);
    }

    /** Tensors one after the other along an axis that exists: see {@link Concat}. */
    public static Tensor concat(int axis, Tensor... tensors) {
        requireSome("concat", tensors);
        return apply(new Concat(tensors[0].shape.axis(axis)), tensors);
    }

    /**
     * Tensors of one shape along a new axis: two of {@code (2, 3)} along axis 0 give {@code (2, 2, 3)}, along axis -1
     * {@code (2, 3, 2)}. Give every tensor a new axis of length 1 ({@code unsqueeze}), then {@link #concat} along it. A negative
     * axis counts from the end of the result, which has one axis more than the tensors.
     *
     * @throws ShapeException if two shapes differ
     */
    public static Tensor stack(int axis, Tensor... tensors) {
        requireSome("stack", tensors);
        for (Tensor tensor : tensors) {
            if (!tensor.shape.equals(tensors[0].shape)) {
                throw new ShapeException("stack", "all tensors must have one shape", tensors[0].shape, tensor.shape, "Use concat to join along an axis of different length.");
            }
        }
        // tito:begin tensor.join
        Tensor[] unsqueezed = new Tensor[tensors.length];
        for (int i = 0; i < tensors.length; i++) {
            unsqueezed[i] = tensors[i].unsqueeze(axis);
        }
        return concat(axis, unsqueezed);
        // tito:end
    }

    /** {@code a} where the condition is not 0, {@code b} elsewhere; all three are broadcast. */
    public static Tensor where(Tensor condition, Tensor a, Tensor b) {
        return apply(new Where(), condition, a, b);
    }

    /**
     * Runs an operation. If an input wants a gradient, tracking is on and the operation is differentiable, the result
     * wants one too and remembers the operation and its inputs as its {@link #origin}.
     */
    public static Tensor apply(Op op, Tensor... inputs) {
        List<Tensor> list = List.of(inputs);
        if (!anyRequiresGrad(inputs) || !Tracking.isOn()) {
            return op.forward(list);
        }
        Tensor result = Tracking.off(() -> op.forward(list));
        if (!op.differentiable()) {
            return result;
        }
        // An operation may return its input (dropout at rest): the origin belongs to a tensor of its own, or the graph would have a cycle.
        Tensor out = list.contains(result) ? result.sharing(result.shape, result.strides, result.offset) : result;
        out.origin = new Origin(op, list);
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
        return storage.data;
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
        return storage.data[position(index)];
    }

    /** Changes one element, for every view of the storage. */
    public void set(float value, int... index) {
        storage.data[position(index)] = value;
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
        return storage.data[offset];
    }

    /** All elements in row-major order, in an array of the caller's own. */
    public float[] toArray() {
        float[] values = new float[size()];
        StridedLoop loop = new StridedLoop(shape, this);
        for (int at = 0; loop.next(); at += loop.length()) {
            for (int i = 0; i < loop.length(); i++) {
                values[at + i] = storage.data[loop.offset(0) + i * loop.step(0)];
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

    /** Forgets the gradient. */
    public void zeroGrad() {
        grad = null;
    }

    /** The operation and the inputs this tensor was computed from, or {@code null} if nothing was remembered. */
    public Origin origin() {
        return origin;
    }

    // ---- for this package ----

    /** Another view of this storage. */
    Tensor sharing(Shape shape, int[] strides, int offset) {
        return new Tensor(storage, shape, strides, offset);
    }

    boolean sharesStorageWith(Tensor other) {
        return storage.data == other.storage.data;
    }

    /** This tensor, or a view of it stretched to the shape. */
    Tensor expandTo(Shape target) {
        return shape.equals(target) ? this : apply(new ViewOp.Expand(target), this);
    }

    int version() {
        return storage.version();
    }

    void changed() {
        storage.changed();
    }

    private static boolean anyRequiresGrad(Tensor[] tensors) {
        for (Tensor tensor : tensors) {
            if (tensor.requiresGrad) {
                return true;
            }
        }
        return false;
    }

    private static void requireSome(String operation, Tensor[] tensors) {
        if (tensors.length == 0) {
            throw new IllegalArgumentException(operation + ": nothing to join. Give at least one tensor.");
        }
    }
}
