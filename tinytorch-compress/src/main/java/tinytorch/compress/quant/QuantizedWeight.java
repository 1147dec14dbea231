package tinytorch.compress.quant;

import tinytorch.tensor.Kernels;
import tinytorch.tensor.Tensor;

/** A weight in fewer bits, and how a layer computes with it: {@link Int8Weight} or {@link Int4Weight}. Several layers may share one. */
sealed interface QuantizedWeight permits Int8Weight, Int4Weight {
    /** Some 8 microseconds of one thread. */
    long SHARED = 1 << 18;

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
