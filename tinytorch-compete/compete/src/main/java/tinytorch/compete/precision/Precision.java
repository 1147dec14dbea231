package tinytorch.compete.precision;

import tinytorch.tensor.Tensor;

/**
 * How exactly a number is kept. Arithmetic here is always done in floats; what is kept of its results is rounded. So do the matrix units of processors and graphics cards: products of halves are added up
 * in floats.
 */
public enum Precision {
    /** As it is. */
    FLOAT32(4),
    /** {@link Float16}. */
    FLOAT16(2),
    /** {@link BFloat16}. */
    BFLOAT16(2);

    private final int bytes;

    Precision(int bytes) {
        this.bytes = bytes;
    }

    /** What a number takes. */
    public int bytes() {
        return bytes;
    }

    /** The nearest number that there is: FLOAT32 changes nothing, the others go through their bits and back. */
    public float round(float value) {
        // tito:begin compete.storage
        return switch (this) {
            case FLOAT32 -> value;
            case FLOAT16 -> Float16.value(Float16.bits(value));
            case BFLOAT16 -> BFloat16.value(BFloat16.bits(value));
        };
        // tito:end
    }

    /** Every number of a tensor rounded: a new tensor of its shape, without a past ({@link Tensor#toArray} reads every view in row-major order). */
    public Tensor round(Tensor x) {
        // tito:begin compete.storage
        float[] values = x.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = round(values[i]);
        }
        return Tensor.wrap(values, x.dims());
        // tito:end
    }
}
