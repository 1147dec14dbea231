package tinytorch.kernels;

import tinytorch.tensor.UnaryOp;

/** {@code out = op(x)} on contiguous rows: whole vectors, then the rest one by one; a method for each operation, as in {@link BinaryLoops}. */
final class UnaryLoops {
    private static final int LANES = Tile.LANES;

    private UnaryLoops() {
    }

    /** Whether there is a loop for the operation. Those that have none take {@link Math}'s functions, element by element. */
    static boolean has(UnaryOp op) {
        return switch (op) {
            case UnaryOp.Neg(), UnaryOp.Abs(), UnaryOp.Sqrt(), UnaryOp.Clip(float _, float _) -> true;
            case UnaryOp.Exp(), UnaryOp.Log(), UnaryOp.Tanh(), UnaryOp.Erf(), UnaryOp.Pow(float _) -> false;
        };
    }

    static void run(UnaryOp op, int n, Row x, float[] out, int outAt) {
        int whole = n - n % LANES;
        switch (op) {
            case UnaryOp.Neg() -> negate(whole, x, out, outAt);
            case UnaryOp.Abs() -> absolute(whole, x, out, outAt);
            case UnaryOp.Sqrt() -> squareRoot(whole, x, out, outAt);
            case UnaryOp.Clip(float low, float high) -> clip(whole, low, high, x, out, outAt);
            default -> throw new IllegalArgumentException("no loop for " + op);
        }
        for (int i = whole; i < n; i++) {
            out[outAt + i] = one(op, x.element(i));
        }
    }

    private static void negate(int n, Row x, float[] out, int outAt) {
        for (int i = 0; i < n; i += LANES) {
            x.vector(i).neg().intoArray(out, outAt + i);
        }
    }

    private static void absolute(int n, Row x, float[] out, int outAt) {
        for (int i = 0; i < n; i += LANES) {
            x.vector(i).abs().intoArray(out, outAt + i);
        }
    }

    private static void squareRoot(int n, Row x, float[] out, int outAt) {
        for (int i = 0; i < n; i += LANES) {
            x.vector(i).sqrt().intoArray(out, outAt + i);
        }
    }

    private static void clip(int n, float low, float high, Row x, float[] out, int outAt) {
        for (int i = 0; i < n; i += LANES) {
            x.vector(i).max(low).min(high).intoArray(out, outAt + i);
        }
    }

    private static float one(UnaryOp op, float x) {
        return switch (op) {
            case UnaryOp.Neg() -> -x;
            case UnaryOp.Abs() -> Math.abs(x);
            case UnaryOp.Sqrt() -> (float) Math.sqrt(x);
            case UnaryOp.Clip(float low, float high) -> Math.min(Math.max(x, low), high);
            default -> throw new IllegalArgumentException("no loop for " + op);
        };
    }
}
