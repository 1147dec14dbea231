package tinytorch.compete.precision;

/**
 * IEEE 754 half precision: 11 significant bits, but a small range. Java has it, {@link Float#floatToFloat16}; here it is written out, because its three parts are what loss scaling is about.
 *
 * <pre>
 * s eeeee ffffffffff
 * e = 31       infinity, or NaN if f is not 0
 * e = 1 .. 30  (1024 + f) * 2^(e - 25)      normal: 2^-14 = 0.000061 to 65504
 * e = 0        f * 2^-24                    subnormal: evenly spaced down to 2^-24 = 0.00000006, then 0
 * </pre>
 */
public final class Float16 {
    private static final int LARGEST_EXPONENT = 15;
    private static final int LEAST_EXPONENT = -14;
    private static final int INFINITY = 0x7C00;
    private static final int NAN = 0x7E00;

    private Float16() {
    }

    /**
     * The 16 bits of the half nearest to a float, ties to even ({@link Math#rint}): PyTorch's {@code to(torch.float16)}.
     *
     * <ol>
     * <li>The sign is bit 15. NaN is {@code 7E00}.
     * <li>An exponent ({@link Math#getExponent}) above 15: infinity, {@code 7C00}.
     * <li>An exponent below -14: {@code rint(size * 2^24)} steps of 2^-24.
     * <li>Else the significand {@code rint(size * 2^(10 - exponent))} is from 1024 to 2048, and the bits without sign are {@code (exponent + 15) * 1024 + significand - 1024}. A significand of 2048 carries into the
     * exponent, which is right: 65520, in the middle between 65504 and 65536, becomes infinity.
     * </ol>
     *
     * <p>Worked example: 1 is {@code (0 + 15) * 1024 = 3C00}; 2049 has the exponent 11, {@code rint(2049 / 2) = 1024} (ties to even), so it becomes 2048.
     */
    public static short bits(float value) {
        // tito:begin compete.float16
        int sign = Float.floatToRawIntBits(value) >>> 16 & 0x8000;
        if (Float.isNaN(value)) {
            return (short) (sign | NAN);
        }
        double size = Math.abs((double) value);
        int exponent = Math.getExponent(value);
        if (exponent > LARGEST_EXPONENT) {
            return (short) (sign | INFINITY);
        }
        if (exponent < LEAST_EXPONENT) {
            return (short) (sign | (int) Math.rint(size * 0x1p24));
        }
        int significand = (int) Math.rint(Math.scalb(size, 10 - exponent));
        return (short) (sign | (exponent + 15 << 10) + significand - 1024);
        // tito:end
    }

    /** The number with these bits, by the table above: every half is a float, so nothing is rounded ({@link Math#scalb}). */
    public static float value(short bits) {
        // tito:begin compete.float16
        int exponent = bits >>> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        float size;
        if (exponent == 31) {
            size = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else {
            size = exponent == 0 ? fraction * 0x1p-24f : Math.scalb((float) (1024 + fraction), exponent - 25);
        }
        return bits < 0 ? -size : size;
        // tito:end
    }
}
