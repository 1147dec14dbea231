package tinytorch.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import tinytorch.testkit.Check;
import tinytorch.testkit.Values;

/**
 * Tensors for tests of this and later modules, built through {@link Tensor#strided} alone, so that no unwritten task
 * stands between a test and the method it is about.
 */
public final class TestTensors {
    private TestTensors() {
    }

    public static int[] shape(int... dims) {
        return dims;
    }

    /** These values in row-major order. */
    public static Tensor tensor(int[] dims, double... values) {
        float[] data = new float[values.length];
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) values[i];
        }
        return Tensor.strided(data, Shape.of(dims), rowMajor(dims), 0);
    }

    public static Tensor vector(double... values) {
        return tensor(shape(values.length), values);
    }

    /** The numbers {@code 0, 1, 2, ...} in row-major order. */
    public static Tensor counting(int... dims) {
        return tensor(dims, IntStream.range(0, size(dims)).mapToDouble(i -> i).toArray());
    }

    /** Uniform random numbers from -2 to 2; the same seed and shape give the same numbers. */
    public static Tensor random(long seed, int... dims) {
        SplittableRandom random = new SplittableRandom(seed);
        return tensor(dims, random.doubles(size(dims), -2, 2).toArray());
    }

    public static Tensor tensor(Values values) {
        return tensor(values.shape(), values.data());
    }

    /** What the testkit compares. */
    public static Values values(Tensor tensor) {
        return Values.of(tensor.toArray(), tensor.dims());
    }

    /** A call of {@code method} on tensors, shown by their shapes. */
    public static Check check(String method, Tensor... inputs) {
        return Check.call(method, Arrays.stream(inputs).map(Tensor::shape).toArray());
    }

    /**
     * Tensors with the same values that lie otherwise in memory: contiguous, with all axes stored in reverse order, inside
     * a larger array (an offset and gaps), with every second element of a longer last axis, and stored backwards.
     */
    public static List<Tensor> layouts(Tensor tensor) {
        List<Tensor> layouts = new ArrayList<>();
        int[] dims = tensor.dims();
        int rank = dims.length;
        int[] rowMajor = rowMajor(dims);
        layouts.add(laidOut(tensor, rowMajor, 0));
        int[] reversed = new int[rank];
        for (int axis = 0, stride = 1; axis < rank; axis++) {
            reversed[axis] = stride;
            stride *= dims[axis];
        }
        layouts.add(laidOut(tensor, reversed, 0));
        int[] padded = dims.clone();
        for (int axis = 0; axis < rank; axis++) {
            padded[axis] += 2;
        }
        layouts.add(laidOut(tensor, rowMajor(padded), 7));
        layouts.add(laidOut(tensor, Arrays.stream(rowMajor).map(s -> 2 * s).toArray(), 1));
        int[] backwards = Arrays.stream(rowMajor).map(s -> -s).toArray();
        layouts.add(laidOut(tensor, backwards, Math.max(0, tensor.size() - 1)));
        return layouts;
    }

    /** The same values at {@code offset + sum(index * stride)}; NaN everywhere else, so that a stray read shows. */
    private static Tensor laidOut(Tensor tensor, int[] strides, int offset) {
        int[] dims = tensor.dims();
        float[] values = tensor.toArray();
        int[] positions = new int[values.length];
        int last = offset;
        for (int i = 0; i < values.length; i++) {
            int position = offset;
            for (int axis = dims.length - 1, rest = i; axis >= 0; axis--) {
                position += rest % dims[axis] * strides[axis];
                rest /= dims[axis];
            }
            positions[i] = position;
            last = Math.max(last, position);
        }
        float[] data = new float[last + 1];
        Arrays.fill(data, Float.NaN);
        for (int i = 0; i < values.length; i++) {
            data[positions[i]] = values[i];
        }
        return Tensor.strided(data, Shape.of(dims), strides, offset);
    }

    private static int[] rowMajor(int[] dims) {
        int[] strides = new int[dims.length];
        for (int axis = dims.length - 1, stride = 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= dims[axis];
        }
        return strides;
    }

    private static int size(int[] dims) {
        return Arrays.stream(dims).reduce(1, Math::multiplyExact);
    }
}
