package tinytorch.testkit;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Numbers with a shape, in row-major order: what the testkit compares, whatever class holds them.
 *
 * @param shape the length of every axis; empty for a scalar
 * @param data  one number for every position, the last axis running fastest
 */
public record Values(int[] shape, double[] data) {

    public Values {
        long size = size(shape);
        if (size != data.length) {
            throw new IllegalArgumentException("Values of shape " + text(shape) + " need " + size + " numbers, got " + data.length);
        }
    }

    public static Values of(float[] data, int... shape) {
        return new Values(shape, IntStream.range(0, data.length).mapToDouble(i -> data[i]).toArray());
    }

    public static Values of(double[] data, int... shape) {
        return new Values(shape, data);
    }

    /** The position in every axis of the number at this row-major index. */
    int[] position(int index) {
        int[] position = new int[shape.length];
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            position[axis] = index % shape[axis];
            index /= shape[axis];
        }
        return position;
    }

    /** A shape as it is printed everywhere in this course: {@code (2, 3)}, {@code (4,)} or {@code ()}. */
    static String text(int[] shape) {
        if (shape.length == 1) {
            return "(" + shape[0] + ",)";
        }
        String inner = Arrays.toString(shape);
        return "(" + inner.substring(1, inner.length() - 1) + ")";
    }

    private static long size(int[] shape) {
        long size = 1;
        for (int length : shape) {
            size = Math.multiplyExact(size, length);
        }
        return size;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Values that && Arrays.equals(shape, that.shape) && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(shape) + Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        return "Values " + text(shape) + " " + Arrays.toString(data);
    }
}
