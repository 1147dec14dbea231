package tinytorch.nn.network;

/**
 * The number types of a file that fit into a {@code float} without loss, by their names in the format. All others
 * ({@code F64}, {@code I64}, {@code U8}, {@code BOOL}, ...) are refused: reading them would change numbers silently.
 */
enum Dtype {
    /** IEEE 754 single precision: the bits of a Java {@code float}. The only type that is written. */
    F32(4),
    /** IEEE 754 half precision: 1 sign bit, 5 of exponent, 10 of fraction. */
    F16(2),
    /** "Brain" floating point: the upper half of an {@code F32}, so the same range with 7 bits of fraction. */
    BF16(2);

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
