package tinytorch.nn.network;

/**
 * The number types of a file that fit into a {@code float} without loss, by their names in the format. All others
 * ({@code F64}, {@code I64}, {@code BOOL}, ...) are refused: reading them would change numbers silently.
 */
public enum Dtype {
    /** IEEE 754 single precision: the bits of a Java {@code float}. */
    F32(4),
    /** IEEE 754 half precision: 1 sign bit, 5 of exponent, 10 of fraction. */
    F16(2),
    /** "Brain" floating point: the upper half of an {@code F32}, so the same range with 7 bits of fraction. */
    BF16(2),
    /** Whole numbers from -128 to 127, a byte each: quantised weights (module 16). */
    I8(1),
    /** Whole numbers from 0 to 255. */
    U8(1);

    private final int bytes;

    Dtype(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one number. */
    int bytes() {
        return bytes;
    }

    /** The type with this name, or {@code null}. */
    static Dtype named(String name) {
        for (Dtype dtype : values()) {
            if (dtype.name().equals(name)) {
                return dtype;
            }
        }
        return null;
    }
}
