package tinytorch.kernels;

import tinytorch.tensor.UnaryOp;

/**
 * {@code out = op(x)} on contiguous rows: whole vectors; a method for each operation, as in {@link BinaryLoops}. What is left of a row is copied into a
 * vector of its own, so that a number gives the same bits wherever it stands.
 */
final class UnaryLoops {
    private static final int LANES = Tile.LANES;

    private UnaryLoops() {
    }

    /** Whether there is a loop for the operation. Those that have none take {@link Math}'s functions, element by element. */
    static boolean has(UnaryOp op) {
        return switch (op) {
            case UnaryOp.Neg(), UnaryOp.Abs(), UnaryOp.Sqrt(), UnaryOp.Clip(float _, float _) -> true;
            case UnaryOp.Exp(), UnaryOp.Tanh(), UnaryOp.Erf() -> true;
            case UnaryOp.Log(), UnaryOp.Pow(float _) -> false;
        };
    }

    static void run(UnaryOp op, int n, float[] x, int at, float[] out, int outAt) {
        int whole = n - n % LANES;
        vectors(op, whole, x, at, out, outAt);
        if (whole < n) {
            float[] rest = new float[LANES];
            System.arraycopy(x, at + whole, rest, 0, n - whole);
            vectors(op, LANES, rest, 0, rest, 0);
            System.arraycopy(rest, 0, out, outAt + whole, n - whole);
        }
    }

    private static void vectors(UnaryOp op, int n, float[] x, int at, float[] out, int outAt) {
        switch (op) {
            case UnaryOp.Neg() -> negate(n, x, at, out, outAt);
            case UnaryOp.Abs() -> absolute(n, x, at, out, outAt);
            case UnaryOp.Sqrt() -> squareRoot(n, x, at, out, outAt);
            case UnaryOp.Clip(float low, float high) -> clip(n, low, high, x, at, out, outAt);
            case UnaryOp.Exp() -> VectorMath.exp(n, x, at, out, outAt);
            case UnaryOp.Tanh() -> VectorMath.tanh(n, x, at, out, outAt);
            case UnaryOp.Erf() -> VectorMath.erf(n, x, at, out, outAt);
            case UnaryOp.Log(), UnaryOp.Pow(float _) -> throw new IllegalArgumentException("no loop for " + op);
        }
    }

    private static void negate(int n, float[] x, int at, float[] out, int outAt) {
        for (int i = 0; i < n; i += LANES) {
            Tile.vector(x, at + i).neg().intoArray(out, outAt + i);
        }
    }

    private static void absolute(int n, float[] x, int at, float[] out, int outAt) {
        for (int i = 0; i < n; i += LANES) {
            Tile.vector(x, at + i).abs().intoArray(out, outAt + i);
        }
    }

    private static void squareRoot(int n, float[] x, int at, float[] out, int outAt) {
        for (int i = 0; i < n; i += LANES) {
            Tile.vector(x, at + i).sqrt().intoArray(out, outAt + i);
        }
    }

    private static void clip(int n, float low, float high, float[] x, int at, float[] out, int outAt) {
        for (int i = 0; i < n; i += LANES) {
            Tile.vector(x, at + i).max(low).min(high).intoArray(out, outAt + i);
        }
    }
}
