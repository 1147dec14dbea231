package tinytorch.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

import tinytorch.tensor.Comparison;

/**
 * Comparisons and choices on contiguous rows. A vector comparison gives a mask and a choice blends two vectors under it: no
 * branch that would be guessed wrong half of the time.
 */
final class ChoiceLoops {
    private static final int LANES = Tile.LANES;
    private static final FloatVector ZERO = FloatVector.zero(Tile.SPECIES);
    private static final FloatVector ONE = FloatVector.broadcast(Tile.SPECIES, 1);

    private ChoiceLoops() {
    }

    /** {@code out = a op b ? 1 : 0} */
    static void compare(Comparison op, int n, Row a, Row b, float[] out, int outAt) {
        int whole = n - n % LANES;
        switch (op) {
            case GT -> greater(whole, a, b, out, outAt);
            case GE -> greaterOrEqual(whole, a, b, out, outAt);
            case LT -> less(whole, a, b, out, outAt);
            case LE -> lessOrEqual(whole, a, b, out, outAt);
            case EQ -> equal(whole, a, b, out, outAt);
            case NE -> different(whole, a, b, out, outAt);
        }
        for (int i = whole; i < n; i++) {
            out[outAt + i] = holds(op, a.element(i), b.element(i)) ? 1 : 0;
        }
    }

    private static void greater(int n, Row a, Row b, float[] out, int outAt) {
        for (int i = 0; i < n; i += LANES) {
            write(a.vector(i).compare(VectorOperators.GT, b.vector(i)), out, outAt + i);
        }
    }

    private static void greaterOrEqual(int n, Row a, Row b, float[] out, int outAt) {
        for (int i = 0; i < n; i += LANES) {
            write(a.vector(i).compare(VectorOperators.GE, b.vector(i)), out, outAt + i);
        }
    }

    private static void less(int n, Row a, Row b, float[] out, int outAt) {
        for (int i = 0; i < n; i += LANES) {
            write(a.vector(i).compare(VectorOperators.LT, b.vector(i)), out, outAt + i);
        }
    }

    private static void lessOrEqual(int n, Row a, Row b, float[] out, int outAt) {
        for (int i = 0; i < n; i += LANES) {
            write(a.vector(i).compare(VectorOperators.LE, b.vector(i)), out, outAt + i);
        }
    }

    private static void equal(int n, Row a, Row b, float[] out, int outAt) {
        for (int i = 0; i < n; i += LANES) {
            write(a.vector(i).compare(VectorOperators.EQ, b.vector(i)), out, outAt + i);
        }
    }

    private static void different(int n, Row a, Row b, float[] out, int outAt) {
        for (int i = 0; i < n; i += LANES) {
            write(a.vector(i).compare(VectorOperators.NE, b.vector(i)), out, outAt + i);
        }
    }

    private static void write(VectorMask<Float> mask, float[] out, int at) {
        ZERO.blend(ONE, mask).intoArray(out, at);
    }

    private static boolean holds(Comparison op, float a, float b) {
        return switch (op) {
            case GT -> a > b;
            case GE -> a >= b;
            case LT -> a < b;
            case LE -> a <= b;
            case EQ -> a == b;
            case NE -> a != b;
        };
    }

    /** {@code out = condition != 0 ? a : b} */
    static void where(int n, Row condition, Row a, Row b, float[] out, int outAt) {
        int whole = n - n % LANES;
        for (int i = 0; i < whole; i += LANES) {
            VectorMask<Float> chosen = condition.vector(i).compare(VectorOperators.NE, 0);
            b.vector(i).blend(a.vector(i), chosen).intoArray(out, outAt + i);
        }
        for (int i = whole; i < n; i++) {
            out[outAt + i] = condition.element(i) != 0 ? a.element(i) : b.element(i);
        }
    }
}
