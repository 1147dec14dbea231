package tinytorch.compete.precision;

import tinytorch.tensor.Tensor;

/**
 * A tensor that takes two bytes a number: for weights and caches that are kept, and turned into floats when they are needed.
 *
 * @param precision FLOAT16 or BFLOAT16
 * @param dims      the lengths of the axes
 * @param bits      row-major
 */
public record HalfTensor(Precision precision, int[] dims, short[] bits) {

    public HalfTensor {
        if (precision == Precision.FLOAT32) {
            throw new IllegalArgumentException("HalfTensor: a float takes four bytes. Choose FLOAT16 or BFLOAT16.");
        }
    }

    /** The nearest numbers to those of a tensor. */
    public static HalfTensor of(Tensor x, Precision precision) {
        float[] values = x.toArray();
        short[] bits = new short[values.length];
        // tito:begin compete.storage
        for (int i = 0; i < bits.length; i++) {
            bits[i] = precision == Precision.FLOAT16 ? Float16.bits(values[i]) : BFloat16.bits(values[i]);
        }
        return new HalfTensor(precision, x.dims(), bits);
        // tito:end
    }

    /** As floats: exactly these numbers. */
    public Tensor toTensor() {
        float[] values = new float[bits.length];
        // tito:begin compete.storage
        for (int i = 0; i < values.length; i++) {
            values[i] = precision == Precision.FLOAT16 ? Float16.value(bits[i]) : BFloat16.value(bits[i]);
        }
        return Tensor.wrap(values, dims);
        // tito:end
    }

    /** What the numbers take in memory. */
    public long bytes() {
        return 2L * bits.length;
    }
}
