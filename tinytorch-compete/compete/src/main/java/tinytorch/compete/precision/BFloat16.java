package tinytorch.compete.precision;

/**
 * "Brain" floating point: the upper half of a float. The range of a float, with 8 significant bits instead of 24.
 *
 * <pre>
 * float       s eeeeeeee fffffffffffffffffffffff     largest 3.4e38, a step behind 1 is 1.2e-7
 * bfloat16    s eeeeeeee fffffff                     largest 3.4e38, a step behind 1 is 0.0078
 * </pre>
 */
public final class BFloat16 {
    private BFloat16() {
    }

    /**
     * The 16 bits of the bfloat16 nearest to a float; of two that are equally near the one whose last bit is 0 (round to nearest, ties to even), as PyTorch's {@code to(torch.bfloat16)}.
     *
     * <p>In whole numbers: the bits of a float are ordered as floats of one sign are, so rounding is adding just less than half of a step, {@code 0x7FFF}, and one more if the last bit that stays is 1; then
     * the upper 16 bits are taken. A carry into the exponent is right: it is the next power of two, and behind the largest number infinity.
     *
     * <p>NaN must stay NaN: adding could carry it into 0. Its upper half with bit 6 set is a NaN for sure, with the sign and what else it said. (PyTorch makes all of them 7FC0.)
     *
     * <p>Worked example: 1.00390625 = 1 + 2^-8 lies in the middle between 1 (bits 3F80) and 1.0078125 (3F81), and goes to the even one, 1. 1 + 3 * 2^-8 lies between 3F81 and 3F82 and goes to 3F82.
     */
    public static short bits(float value) {
        // tito:begin compete.bfloat16
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) (bits >>> 16 | 0x40);
        }
        int last = bits >>> 16 & 1;
        return (short) (bits + 0x7FFF + last >>> 16);
        // tito:end
    }

    /** The float with these upper 16 bits; the others are 0. Nothing is rounded. */
    public static float value(short bits) {
        // tito:begin compete.bfloat16
        return Float.intBitsToFloat(bits << 16);
        // tito:end
    }
}
