package tinytorch.kernels;

import java.util.Arrays;

import jdk.incubator.vector.FloatVector;

/**
 * An operand of an element-wise loop: a contiguous row, or one number for all elements, which is then read from a vector of copies of it
 * again and again, so that one loop does both.
 *
 * @param step 1, or 0 for one number
 */
record Row(float[] data, int at, int step) {

    /** Whether an operand with this step is a row. */
    static boolean is(int step) {
        return step == 0 || step == 1;
    }

    static Row of(float[] data, int at, int step) {
        if (step == 1) {
            return new Row(data, at, 1);
        }
        float[] copies = new float[Tile.LANES];
        Arrays.fill(copies, data[at]);
        return new Row(copies, 0, 0);
    }

    /** The vector that begins at element i. */
    FloatVector vector(int i) {
        return Tile.vector(data, at + i * step);
    }

    /** Element i. */
    float element(int i) {
        return data[at + i * step];
    }
}
