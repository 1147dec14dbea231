package tinytorch.compress.quant;

/**
 * How numbers are written as whole numbers from -128 to 127, and read again:
 *
 * <pre>
 * q = clamp(round(x / scale) + zero, -128, 127)
 * x' = (q - zero) * scale
 * </pre>
 *
 * <p>Inside the range x' is at most half a scale away from x, outside of it x is cut off. The number 0 is always exact, as {@code zero} is a whole number:
 * padding, and what a ReLU cut off, must not become a little more than nothing. ({@code torch.quantize_per_tensor}; Jacob et al., "Quantization and Training of
 * Neural Networks for Efficient Integer-Arithmetic-Only Inference", 2018.)
 *
 * @param scale the distance of two neighbours, more than 0
 * @param zero  the whole number that stands for 0, from -128 to 127
 */
public record QuantParameters(float scale, int zero) {
    /** The least whole number of a byte. */
    static final int LEAST = -128;
    /** The largest. */
    static final int LARGEST = 127;

    public QuantParameters {
        if (!(scale > 0) || scale == Float.POSITIVE_INFINITY || zero < LEAST || zero > LARGEST) {
            throw new IllegalArgumentException("QuantParameters: scale must be a finite number above 0 and zero from -128 to 127, got scale " + scale
                    + " and zero " + zero + ". Let affine or symmetric compute them from a range.");
        }
    }

    /**
     * For numbers from {@code min} to {@code max}: the range, stretched to hold 0 if it does not, is cut into 255 steps.
     *
     * <pre>
     * low = min(min, 0), high = max(max, 0)
     * scale = (high - low) / 255
     * zero  = clamp(round(-128 - low / scale), -128, 127)      half to even ({@link Math#rint})
     * </pre>
     *
     * <p>{@code high - low} and what follows in {@code double}, rounded to {@code float} at the end: the difference of two large {@code float}s may be infinite. If the
     * scale is 0 then all numbers are 0, and any scale will do: it is 1, with a zero point of 0.
     *
     * <p>Worked example: -1 to 4 gives the scale 5 / 255 = 0.0196 and the zero point -128 + 51 = -77; 2 to 5.1 is stretched to 0 to 5.1, with scale 0.02 and zero -128.
     *
     * @throws IllegalArgumentException if an end is not finite, or min is above max
     */
    public static QuantParameters affine(float min, float max) {
        if (!(min <= max) || !Float.isFinite(min) || !Float.isFinite(max)) {
            throw new IllegalArgumentException("QuantParameters.affine: a range from " + min + " to " + max + " is none. Look for NaN or infinity in the numbers.");
        }
        // tito:begin compress.scale
        double low = Math.min(min, 0);
        double high = Math.max(max, 0);
        float scale = (float) ((high - low) / 255);
        if (scale == 0) {
            return new QuantParameters(1, 0);
        }
        return new QuantParameters(scale, (int) Math.max(LEAST, Math.min(LARGEST, Math.rint(-128 - low / scale))));
        // tito:end
    }

    /** {@link #affine} for a range of two numbers. */
    static QuantParameters of(float[] range) {
        return affine(range[0], range[1]);
    }

    /**
     * For numbers from {@code -largest} to {@code largest}: {@code scale = largest / 127}, {@code zero = 0}; scale 1 if that is 0. The value -128 is left free, so that x and
     * -x always have the same size.
     *
     * <p>Worked example: 2.54 gives the scale 0.02.
     *
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public static QuantParameters symmetric(float largest) {
        if (!(largest >= 0) || largest == Float.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("QuantParameters.symmetric: the largest size must be finite and 0 or more, got " + largest + ".");
        }
        // tito:begin compress.scale
        float scale = largest / 127;
        return new QuantParameters(scale == 0 ? 1 : scale, 0);
        // tito:end
    }

    /**
     * {@code clamp(round(x / scale) + zero, -128, 127)}, with the division in {@code float} and halves rounded to the even neighbour ({@link Math#rint}): rounding them up always would
     * move the mean of many numbers. Clamp before the cast, which would wrap 128 to -128.
     *
     * <p>Worked example: with scale 0.5 and zero 10, the numbers 0, 1.25, -1.25, 0.75, 100, -100 give 10, 12, 8, 12, 127, -128. NaN gives 0.
     */
    public byte quantize(float x) {
        // tito:begin compress.quantise
        return (byte) Math.max(LEAST, Math.min(LARGEST, Math.rint(x / scale) + zero));
        // tito:end
    }

    /** {@code (q - zero) * scale}. Worked example: with scale 0.5 and zero 10, 12 gives 1 and -128 gives -69. */
    public float dequantize(int q) {
        // tito:begin compress.quantise
        return (q - zero) * scale;
        // tito:end
    }
}
