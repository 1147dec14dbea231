package tinytorch.tensor;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** The ways to make a tensor. They are called on {@link Tensor}: {@code Tensor.zeros(2, 3)}, {@code Tensor.of(1, 2, 3)}. */
public abstract sealed class TensorFactories permits Tensor {

    TensorFactories() {
    }

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
        return rowMajor(new Storage(values), shape);
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

    /** Whatever numbers are there, to be overwritten: all of them. {@code torch.empty}. The memory may come from a {@link MemoryPool}. */
    public static Tensor empty(int... dims) {
        Shape shape = Shape.of(dims);
        return rowMajor(MemoryPool.storage(shape.size()), shape);
    }

    /** All elements 0. */
    public static Tensor zeros(int... dims) {
        Shape shape = Shape.of(dims);
        return rowMajor(MemoryPool.zeros(shape.size()), shape);
    }

    /** A tensor over a whole storage, row by row. */
    static Tensor rowMajor(Storage storage, Shape shape) {
        return new Tensor(storage, shape, shape.strides(), 0);
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
        return Tensor.apply(new Concat(tensors[0].shape().axis(axis)), tensors);
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
            if (!tensor.shape().equals(tensors[0].shape())) {
                throw new ShapeException("stack", "all tensors must have one shape", tensors[0].shape(), tensor.shape(), "Use concat to join along an axis of different length.");
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
        return Tensor.apply(new Where(), condition, a, b);
    }

    private static void requireSome(String operation, Tensor[] tensors) {
        if (tensors.length == 0) {
            throw new IllegalArgumentException(operation + ": nothing to join. Give at least one tensor.");
        }
    }
}
