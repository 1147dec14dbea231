package tinytorch.kernels;

import jdk.incubator.vector.FloatVector;

import tinytorch.tensor.BinaryOp;

/**
 * {@code out = op(a, b)} on contiguous rows: whole vectors, then the rest one by one. Each operation has a method of its own, as the compiler
 * must know the instruction, and gives up on inlining in a method that is too long: then every vector becomes an object.
 */
final class BinaryLoops {
    private static final int LANES = Tile.LANES;

    private BinaryLoops() {
    }

    static void run(BinaryOp op, int n, Row a, Row b, float[] out, int outAt) {
        int whole = n - n % LANES;
        switch (op) {
            case ADD -> add(whole, a, b, out, outAt);
            case SUB -> subtract(whole, a, b, out, outAt);
            case MUL -> multiply(whole, a, b, out, outAt);
            case DIV -> divide(whole, a, b, out, outAt);
            case MAXIMUM -> maximum(whole, a, b, out, outAt);
            case MINIMUM -> minimum(whole, a, b, out, outAt);
        }
        for (int i = whole; i < n; i++) {
            out[outAt + i] = one(op, a.element(i), b.element(i));
        }
    }

    private static void add(int n, Row a, Row b, float[] out, int outAt) {
        for (int i = 0; i < n; i += LANES) {
            a.vector(i).add(b.vector(i)).intoArray(out, outAt + i);
        }
    }

    private static void subtract(int n, Row a, Row b, float[] out, int outAt) {
        for (int i = 0; i < n; i += LANES) {
            a.vector(i).sub(b.vector(i)).intoArray(out, outAt + i);
        }
    }

    private static void multiply(int n, Row a, Row b, float[] out, int outAt) {
        for (int i = 0; i < n; i += LANES) {
            a.vector(i).mul(b.vector(i)).intoArray(out, outAt + i);
        }
    }

    private static void divide(int n, Row a, Row b, float[] out, int outAt) {
        for (int i = 0; i < n; i += LANES) {
            a.vector(i).div(b.vector(i)).intoArray(out, outAt + i);
        }
    }

    private static void maximum(int n, Row a, Row b, float[] out, int outAt) {
        for (int i = 0; i < n; i += LANES) {
            a.vector(i).max(b.vector(i)).intoArray(out, outAt + i);
        }
    }

    private static void minimum(int n, Row a, Row b, float[] out, int outAt) {
        for (int i = 0; i < n; i += LANES) {
            a.vector(i).min(b.vector(i)).intoArray(out, outAt + i);
        }
    }

    /** {@code out = factor * a + b} */
    static void multiplyAdd(int n, float factor, float[] a, int aAt, Row b, float[] out, int outAt) {
        FloatVector factors = FloatVector.broadcast(Tile.SPECIES, factor);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector.fromArray(Tile.SPECIES, a, aAt + i).fma(factors, b.vector(i)).intoArray(out, outAt + i);
        }
        for (; i < n; i++) {
            out[outAt + i] = Math.fma(factor, a[aAt + i], b.element(i));
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
