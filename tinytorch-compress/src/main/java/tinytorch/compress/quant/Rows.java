package tinytorch.compress.quant;

/**
 * The left operand of a product of bytes, widened once to what the kernel multiplies with: {@code short}s for few rows, {@code float}s for many.
 *
 * @param count  of the rows
 * @param depth  how long each is, filled up to an even number
 * @param shorts of few rows, row after row; else {@code null}
 * @param floats of many rows, filled up to whole tiles; else {@code null}
 */
record Rows(int count, int depth, short[] shorts, float[] floats) {

    /** The rows of a matrix (count, k). */
    static Rows of(byte[] matrix, int count, int k) {
        int depth = k + (k & 1);
        if (few(count)) {
            short[] shorts = new short[count * depth];
            for (int i = 0; i < count; i++) {
                for (int p = 0; p < k; p++) {
                    shorts[i * depth + p] = matrix[i * k + p];
                }
            }
            return new Rows(count, depth, shorts, null);
        }
        float[] floats = new float[padded(count) * depth];
        for (int i = 0; i < count; i++) {
            for (int p = 0; p < k; p++) {
                floats[i * depth + p] = matrix[i * k + p];
            }
        }
        return new Rows(count, depth, null, floats);
    }

    /**
     * Numbers (count, k), as the whole numbers that stand for them.
     *
     * @param x from {@code at} on, row after row
     */
    static Rows of(ByteKernel kernel, QuantParameters parameters, float[] x, int at, int count, int k) {
        int depth = k + (k & 1);
        if (few(count)) {
            byte[] bytes = new byte[count * k];
            kernel.quantize(parameters, bytes.length, x, at, bytes, 0);
            return of(bytes, count, k);
        }
        float[] floats = new float[padded(count) * depth];
        for (int i = 0; i < count; i++) {
            kernel.quantize(parameters, k, x, at + i * k, floats, i * depth);
        }
        return new Rows(count, depth, null, floats);
    }

    private static boolean few(int count) {
        return count < ByteKernel.TILE;
    }

    private static int padded(int count) {
        return few(count) ? count : (count + ByteKernel.TILE - 1) / ByteKernel.TILE * ByteKernel.TILE;
    }

    /** Whether there are fewer than a tile has. */
    boolean few() {
        return few(count);
    }

    /** How many rows a product writes: those of the last tile that are not there are zeros. */
    int padded() {
        return padded(count);
    }
}
