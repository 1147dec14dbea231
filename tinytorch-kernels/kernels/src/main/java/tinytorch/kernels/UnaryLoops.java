package tinytorch.kernels;

import jdk.incubator.vector.VectorOperators;

import tinytorch.tensor.ErrorFunction;
import tinytorch.tensor.UnaryOp;

/**
 * {@code out = op(x)} on contiguous rows: whole vectors, then the rest one by one; a method for each operation, as in {@link BinaryLoops}.
 *
 * <p>Exponential, logarithm and hyperbolic tangent of a vector are the JDK's, within an ulp or two of {@link Math}'s.
 */
final class UnaryLoops {
    private static final int LANES = Tile.LANES;

    private UnaryLoops() {
    }

    /** Whether there is a loop for the operation. Those that have none take {@link Math}'s functions, element by element. */
    static boolean has(UnaryOp op) {
        return switch (op) {
            case UnaryOp.Neg(), UnaryOp.Abs(), UnaryOp.Sqrt(), UnaryOp.Clip(float _, float _) -> true;
            // The JDK's vector functions give other last bits once they are compiled than before: the same seed would not give the same network.
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
            case UnaryOp.Exp() -> exponential(whole, x, out, outAt);
            case UnaryOp.Log() -> logarithm(whole, x, out, outAt);
            case UnaryOp.Tanh() -> hyperbolicTangent(whole, x, out, outAt);
            case UnaryOp.Erf() -> error(whole, x, out, outAt);
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

    private static void exponential(int n, Row x, float[] out, int outAt) {
        for (int i = 0; i < n; i += LANES) {
            x.vector(i).lanewise(VectorOperators.EXP).intoArray(out, outAt + i);
        }
    }

    private static void logarithm(int n, Row x, float[] out, int outAt) {
        for (int i = 0; i < n; i += LANES) {
            x.vector(i).lanewise(VectorOperators.LOG).intoArray(out, outAt + i);
        }
    }

    private static void hyperbolicTangent(int n, Row x, float[] out, int outAt) {
        for (int i = 0; i < n; i += LANES) {
            x.vector(i).lanewise(VectorOperators.TANH).intoArray(out, outAt + i);
        }
    }

    private static void error(int n, Row x, float[] out, int outAt) {
        for (int i = 0; i < n; i += LANES) {
            VectorErf.of(x.vector(i)).intoArray(out, outAt + i);
        }
    }

    private static float one(UnaryOp op, float x) {
        return switch (op) {
            case UnaryOp.Neg() -> -x;
            case UnaryOp.Abs() -> Math.abs(x);
            case UnaryOp.Sqrt() -> (float) Math.sqrt(x);
            case UnaryOp.Clip(float low, float high) -> Math.min(Math.max(x, low), high);
            case UnaryOp.Exp() -> (float) Math.exp(x);
            case UnaryOp.Log() -> (float) Math.log(x);
            case UnaryOp.Tanh() -> (float) Math.tanh(x);
            case UnaryOp.Erf() -> (float) ErrorFunction.erf(x);
            default -> throw new IllegalArgumentException("no loop for " + op);
        };
    }
}
