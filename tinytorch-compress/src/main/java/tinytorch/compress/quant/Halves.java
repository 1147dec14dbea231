package tinytorch.compress.quant;

/** Half precision for the few numbers that are not quantised: 11 bits of fraction, two bytes. */
final class Halves {
    private static final float LEAST = 0x1p-14f;
    private static final float LARGEST = 65504;

    private Halves() {
    }

    /**
     * A scale that a file can keep in two bytes: the nearest half, where halves have all their bits. The bytes are made with this scale, so nothing is lost by rounding it. A scale
     * outside of their range stays as it is.
     */
    static float scale(float scale) {
        return scale >= LEAST && scale <= LARGEST ? Float.float16ToFloat(Float.floatToFloat16(scale)) : scale;
    }

    /** Whether all numbers are within the range of halves, so that a file may hold them so. */
    static boolean fit(float[] numbers) {
        for (float number : numbers) {
            if (!(Math.abs(number) <= LARGEST)) {
                return false;
            }
        }
        return true;
    }

    /** Whether all numbers are exactly halves. */
    static boolean exact(float[] numbers) {
        for (float number : numbers) {
            if (Float.float16ToFloat(Float.floatToFloat16(number)) != number) {
                return false;
            }
        }
        return true;
    }
}
