package tinytorch.kernels;

import java.util.Arrays;

import jdk.incubator.vector.FloatVector;

import tinytorch.tensor.BinaryOp;

/**
 * {@code out = op(a, b)} on contiguous rows: whole vectors, then the rest one by one. Each operation has a method of its own, as the compiler
 * must know the instruction, and gives up on inlining in a method that is too long: then every vector becomes an object.
 */
final class BinaryLoops {
    private static final int LANES = Tile.LANES;
    /** A number that is combined with every element becomes a row of so many copies. */
    private static final int COPIES = 256;
    /** One row for each operand, the thread's own: most often the number is that of the last time. */
    private static final ThreadLocal<float[][]> ROWS = ThreadLocal.withInitial(() -> new float[2][COPIES]);

    private BinaryLoops() {
    }

    /** Operands that are rows (step 1), or one number for all elements (step 0). */
    static void run(BinaryOp op, int n, float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt) {
        if (aStep == 1 && bStep == 1) {
            rows(op, n, a, aAt, b, bAt, out, outAt);
        } else if (aStep == 1 && op == BinaryOp.ADD) {
            multiplyAdd(n, 1, a, aAt, b[bAt], out, outAt);
        } else if (aStep == 1 && op == BinaryOp.SUB) {
            multiplyAdd(n, 1, a, aAt, -b[bAt], out, outAt);
        } else if (aStep == 1 && op == BinaryOp.MUL) {
            multiplyAdd(n, b[bAt], a, aAt, -0f, out, outAt);   // -0 and not 0, which would make a product of -0 positive
        } else {
            copies(op, n, a, aAt, aStep, b, bAt, bStep, out, outAt);
        }
    }

    private static void rows(BinaryOp op, int n, float[] a, int aAt, float[] b, int bAt, float[] out, int outAt) {
        int whole = n - n % LANES;
        switch (op) {
            case ADD -> add(whole, a, aAt, b, bAt, out, outAt);
            case SUB -> subtract(whole, a, aAt, b, bAt, out, outAt);
            case MUL -> multiply(whole, a, aAt, b, bAt, out, outAt);
            case DIV -> divide(whole, a, aAt, b, bAt, out, outAt);
            case MAXIMUM -> maximum(whole, a, aAt, b, bAt, out, outAt);
            case MINIMUM -> minimum(whole, a, aAt, b, bAt, out, outAt);
        }
        for (int i = whole; i < n; i++) {
            out[outAt + i] = one(op, a[aAt + i], b[bAt + i]);
        }
    }

    /** With a number for one operand or both: a short row of copies of it, which stays in the first cache, is read again and again. */
    private static void copies(BinaryOp op, int n, float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt) {
        float[] left = aStep == 1 ? a : copies(0, a[aAt]);
        float[] right = bStep == 1 ? b : copies(1, b[bAt]);
        for (int i = 0; i < n; i += COPIES) {
            rows(op, Math.min(COPIES, n - i), left, aStep == 1 ? aAt + i : 0, right, bStep == 1 ? bAt + i : 0, out, outAt + i);
        }
    }

    private static float[] copies(int operand, float number) {
        float[] row = ROWS.get()[operand];
        if (Float.floatToRawIntBits(row[0]) != Float.floatToRawIntBits(number)) {
            Arrays.fill(row, number);
        }
        return row;
    }

    private static void add(int n, float[] a, int aAt, float[] b, int bAt, float[] out, int outAt) {
        for (int i = 0; i < n; i += LANES) {
            Tile.vector(a, aAt + i).add(Tile.vector(b, bAt + i)).intoArray(out, outAt + i);
        }
    }

    private static void subtract(int n, float[] a, int aAt, float[] b, int bAt, float[] out, int outAt) {
        for (int i = 0; i < n; i += LANES) {
            Tile.vector(a, aAt + i).sub(Tile.vector(b, bAt + i)).intoArray(out, outAt + i);
        }
    }

    private static void multiply(int n, float[] a, int aAt, float[] b, int bAt, float[] out, int outAt) {
        for (int i = 0; i < n; i += LANES) {
            Tile.vector(a, aAt + i).mul(Tile.vector(b, bAt + i)).intoArray(out, outAt + i);
        }
    }

    private static void divide(int n, float[] a, int aAt, float[] b, int bAt, float[] out, int outAt) {
        for (int i = 0; i < n; i += LANES) {
            Tile.vector(a, aAt + i).div(Tile.vector(b, bAt + i)).intoArray(out, outAt + i);
        }
    }

    private static void maximum(int n, float[] a, int aAt, float[] b, int bAt, float[] out, int outAt) {
        for (int i = 0; i < n; i += LANES) {
            Tile.vector(a, aAt + i).max(Tile.vector(b, bAt + i)).intoArray(out, outAt + i);
        }
    }

    private static void minimum(int n, float[] a, int aAt, float[] b, int bAt, float[] out, int outAt) {
        for (int i = 0; i < n; i += LANES) {
            Tile.vector(a, aAt + i).min(Tile.vector(b, bAt + i)).intoArray(out, outAt + i);
        }
    }

    /**
     * {@code out[outAt + i] = factor * a[aAt + i] + b[bAt + i]} for i from 0 to n - 1, each rounded once ({@code fma}): whole vectors, then the rest one by
     * one. Every step of an optimizer and every gradient that is added to another comes through here.
     *
     * <p>Worked example: factor 2, a = 1 2 3, b = 10 20 30 give 12 24 36. {@code out} may be {@code a} or {@code b} itself.
     */
    static void multiplyAdd(int n, float factor, float[] a, int aAt, float[] b, int bAt, float[] out, int outAt) {
        // tito:begin kernels.multiply-add
        FloatVector factors = FloatVector.broadcast(Tile.SPECIES, factor);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            Tile.vector(a, aAt + i).fma(factors, Tile.vector(b, bAt + i)).intoArray(out, outAt + i);
        }
        for (; i < n; i++) {
            out[outAt + i] = Math.fma(factor, a[aAt + i], b[bAt + i]);
        }
        // tito:end
    }

    /** {@code out = factor * a + number} */
    static void multiplyAdd(int n, float factor, float[] a, int aAt, float number, float[] out, int outAt) {
        FloatVector factors = FloatVector.broadcast(Tile.SPECIES, factor);
        FloatVector numbers = FloatVector.broadcast(Tile.SPECIES, number);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            Tile.vector(a, aAt + i).fma(factors, numbers).intoArray(out, outAt + i);
        }
        for (; i < n; i++) {
            out[outAt + i] = Math.fma(factor, a[aAt + i], number);
        }
    }

    private static float one(BinaryOp op, float a, float b) {
        return switch (op) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case DIV -> a / b;
            case MAXIMUM -> Math.max(a, b);
            case MINIMUM -> Math.min(a, b);
        };
    }
}
