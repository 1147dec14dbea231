package tinytorch.nn.network;

/**
 * Numbers as the bytes of a file, and back. A file holds the <em>bits</em> of a number, lowest byte first ("little-endian"),
 * whatever the machine that reads it does in its own memory.
 *
 * <p>Worked example: 1.5f has the bits {@code 0x3FC00000}, so its four bytes are {@code 00 00 C0 3F}.
 */
final class FloatBytes {
    private FloatBytes() {
    }

    /**
     * The bytes of {@code count} numbers from {@code values[start]} on, 4 each, lowest first.
     *
     * <p>{@link Float#floatToRawIntBits} gives a number's bits, of infinities and of every kind of NaN too; byte b of a number
     * (b = 0..3) is {@code bits >>> 8 * b}, cut to its lowest 8 bits by the cast to {@code byte}.
     *
     * @return {@code 4 * count} bytes
     */
    static byte[] encode(float[] values, int start, int count) {
        // tito:begin networks.safetensors
        byte[] bytes = new byte[4 * count];
        for (int i = 0; i < count; i++) {
            int bits = Float.floatToRawIntBits(values[start + i]);
            for (int b = 0; b < 4; b++) {
                bytes[4 * i + b] = (byte) (bits >>> 8 * b);
            }
        }
        return bytes;
        // tito:end
    }

    /** The bytes of the halves nearest to {@code count} numbers from {@code values[start]} on, two each. A number beyond the range of halves has no place among them. */
    static byte[] encodeHalves(float[] values, int start, int count) {
        byte[] bytes = new byte[2 * count];
        for (int i = 0; i < count; i++) {
            float value = values[start + i];
            short half = Float.floatToFloat16(value);
            if (Float.isFinite(value) && !Float.isFinite(Float.float16ToFloat(half))) {
                throw new IllegalArgumentException("SafeTensors.save: " + value + " can't be written as F16, whose largest number is 65504. Write it as F32.");
            }
            bytes[2 * i] = (byte) half;
            bytes[2 * i + 1] = (byte) (half >> 8);
        }
        return bytes;
    }

    /** The bytes of {@code count} whole numbers from {@code values[start]} on, one each: what a byte can't hold has no place in such a tensor. */
    static byte[] encodeWhole(Dtype dtype, float[] values, int start, int count) {
        int least = dtype == Dtype.I8 ? Byte.MIN_VALUE : 0;
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            float value = values[start + i];
            if (value != (int) value || value < least || value > least + 255) {
                throw new IllegalArgumentException("SafeTensors.save: " + value + " can't be written as " + dtype + ", which holds whole numbers from "
                        + least + " to " + (least + 255) + ". Quantise the tensor first, or write it as F32.");
            }
            bytes[i] = (byte) (int) value;
        }
        return bytes;
    }

    /**
     * Reads {@code count} numbers of a type from {@code bytes[0]} on into {@code values[start]} and after.
     *
     * <p>First the bits: the sum of {@code byte b << 8 * b} over the type's bytes. A Java {@code byte} is signed: {@code 0xC0}
     * is -64 and would fill all higher bits with ones, so each is taken as {@code byte & 0xFF}. Then the number:
     * <ul>
     * <li>F32: {@link Float#intBitsToFloat} of the bits;
     * <li>F16: {@link Float#float16ToFloat} of the bits as a {@code short};
     * <li>BF16: the upper half of an F32, so {@link Float#intBitsToFloat} of {@code bits << 16};
     * <li>I8: the bits as a Java {@code byte}, which is signed; U8: the bits themselves.
     * </ul>
     * Worked example: the bytes {@code C0 3F} are 1.5 as BF16 and 1.9375 as F16.
     */
    static void decode(Dtype dtype, byte[] bytes, float[] values, int start, int count) {
        // tito:begin networks.safetensors
        for (int i = 0; i < count; i++) {
            int bits = 0;
            for (int b = 0; b < dtype.bytes(); b++) {
                bits |= (bytes[i * dtype.bytes() + b] & 0xFF) << 8 * b;
            }
            values[start + i] = switch (dtype) {
                case F32 -> Float.intBitsToFloat(bits);
                case F16 -> Float.float16ToFloat((short) bits);
                case BF16 -> Float.intBitsToFloat(bits << 16);
                case I8 -> (byte) bits;
                case U8 -> bits;
            };
        }
        // tito:end
    }
}
