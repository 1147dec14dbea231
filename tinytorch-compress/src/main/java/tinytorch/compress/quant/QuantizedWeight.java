package tinytorch.compress.quant;

import tinytorch.tensor.Kernels;
import tinytorch.tensor.Tensor;

/** A weight in fewer bits, and how a layer computes with it: {@link Int8Weight} or {@link Int4Weight}. Several layers may share one. */
public sealed interface QuantizedWeight permits Int8Weight, Int4Weight {
    /** Some 8 microseconds of one thread. */
    long SHARED = 1 << 18;

    /**
     * One of bytes, as a file holds it.
     *
     * @param weight whole numbers from -127 to 127, (rows, columns)
     * @param scales one a row
     */
    static QuantizedWeight int8(Tensor weight, Tensor scales) {
        return Int8Weight.read(weight, scales);
    }

    /**
     * One of four bits, as a file holds it.
     *
     * @param packed  two numbers in each of its bytes, (rows, columns / 2) rounded up
     * @param scales  (rows, columns / group) rounded up
     * @param columns numbers of a row
     * @param group   how many neighbours share a scale
     */
    static QuantizedWeight int4(Tensor packed, Tensor scales, int columns, int group) {
        return Int4Weight.read(packed, scales, columns, group);
    }

    /** Rows: the outputs of a layer, or the tokens of a table. */
    int rows();

    /** Numbers of a row. */
    int columns();

    /** The weight as numbers again, (rows, columns). */
    default Tensor dequantize() {
        float[] numbers = new float[rows() * columns()];
        for (int j = 0; j < rows(); j++) {
            dequantize(j, numbers, j * columns());
        }
        return Tensor.wrap(numbers, rows(), columns());
    }

    /** One row of it. */
    void dequantize(int row, float[] out, int at);

    /** {@code out = x weight^T + bias} for m rows of x. */
    void multiply(int m, float[] x, int at, QuantParameters input, float[] bias, float[] out);

    /** Bytes of weight and scales. */
    long bytes();

    /** Puts it into a file's content. */
    void store(QuantizedState state);

    /** Much work is shared by threads: from {@value #SHARED} products on. */
    static void share(long products, int parts, Kernels.Range body) {
        if (products < SHARED) {
            body.run(0, parts);
        } else {
            Kernels.active().parallel(parts, body);
        }
    }
}
