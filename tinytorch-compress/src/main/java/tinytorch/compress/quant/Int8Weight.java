package tinytorch.compress.quant;

import java.util.ArrayList;
import java.util.List;

import tinytorch.tensor.Tensor;

/** A weight of bytes with a scale for each row, and its product with rows of numbers that are quantised as they come. */
final class Int8Weight implements QuantizedWeight {
    /** Rows of the input that are worked on at a time: as floats they stay in the second cache, their sums in the first. */
    private static final int CHUNK = 4 * ByteKernel.TILE;

    private final byte[] matrix;
    private final int rows;
    private final int columns;
    /** One a row. */
    private final float[] scales;
    /** The matrix as products read it: made for the first. A table of an embedding needs none, a convolution neither. */
    private Panels panels;

    private Int8Weight(byte[] matrix, int rows, int columns, float[] scales) {
        if (columns > IntegerProduct.DEEPEST) {
            throw new IllegalArgumentException("Int8Weight: a row of " + columns + " numbers is too long for sums of 32 bits. Up to " + IntegerProduct.DEEPEST + " fit.");
        }
        this.matrix = matrix;
        this.rows = rows;
        this.columns = columns;
        this.scales = scales;
    }

    private synchronized Panels panels() {
        if (panels == null) {
            panels = Panels.of(ByteKernel.ACTIVE, matrix, rows, columns);
        }
        return panels;
    }

    /** A weight whose rows, the indices of axis 0, are quantised symmetrically, each by its largest number. */
    static Int8Weight of(Tensor weight) {
        int rows = weight.dim(0);
        float[] largest = weight.reshape(rows, -1).abs().max(false, 1).toArray();
        List<QuantParameters> parameters = new ArrayList<>();
        float[] scales = new float[rows];
        for (int j = 0; j < rows; j++) {
            scales[j] = Halves.scale(QuantParameters.symmetric(largest[j]).scale());
            parameters.add(new QuantParameters(scales[j], 0));
        }
        byte[] bytes = QuantizedTensor.perChannel(weight.reshape(rows, -1), 0, parameters).data();
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.max(-127, bytes[i]);
        }
        return new Int8Weight(bytes, rows, bytes.length / rows, scales);
    }

    /** One that a file holds: whole numbers (rows, columns), and a scale for each row. */
    static Int8Weight read(Tensor weight, Tensor scales) {
        float[] whole = weight.toArray();
        byte[] matrix = new byte[whole.length];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = (byte) whole[i];
        }
        return new Int8Weight(matrix, weight.dim(0), weight.dim(1), scales.toArray());
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    /** The bytes row by row. */
    byte[] matrix() {
        return matrix;
    }

    /** The sum of each row. */
    int[] sums() {
        int[] sums = new int[rows];
        for (int i = 0; i < matrix.length; i++) {
            sums[i / columns] += matrix[i];
        }
        return sums;
    }

    float[] scales() {
        return scales;
    }

    @Override
    public void dequantize(int row, float[] out, int at) {
        for (int p = 0; p < columns; p++) {
            out[at + p] = matrix[row * columns + p] * scales[row];
        }
    }

    /**
     * {@code out = x weight^T + bias}, with x in whole numbers.
     *
     * <ol>
     * <li>Scale and zero point of x: {@code input} if it is given (static, from calibration), else of the least and the largest number that are there now (dynamic).
     * <li>x as {@link Rows}, whose products with the weight's {@link #panels} are {@link #block blocks} of the result. There are two ways to share them out. Few rows: they are quantised once,
     *     and a part of the loop is a panel. Many, {@value #CHUNK} or more: a part is a chunk of so many rows, quantised by the thread that needs them and still in its cache, times all panels.
     * </ol>
     *
     * @param input {@code null} for dynamic
     * @param bias  as long as the panels have columns, zeros at the end
     */
    @Override
    public void multiply(int m, float[] x, int at, QuantParameters input, float[] bias, float[] out) {
        ByteKernel kernel = ByteKernel.ACTIVE;
        long products = (long) m * rows() * columns();
        // tito:begin compress.linear
        int panels = panels().count();
        QuantParameters left = input != null ? input : QuantParameters.of(kernel.range(m * columns(), x, at));
        if (m < CHUNK) {
            Rows all = Rows.of(kernel, left, x, at, m, columns());
            QuantizedWeight.share(products, panels, (from, to) -> block(all, left, from, to, bias, out, 0));
            return;
        }
        QuantizedWeight.share(products, (m + CHUNK - 1) / CHUNK, (from, to) -> {
            for (int first = from * CHUNK; first < Math.min(m, to * CHUNK); first += CHUNK) {
                Rows chunk = Rows.of(kernel, left, x, at + first * columns(), Math.min(CHUNK, m - first), columns());
                block(chunk, left, 0, panels, bias, out, first * rows());
            }
        });
        // tito:end
    }

    /**
     * The product of some rows with panels {@code from} to {@code to - 1}: the sums ({@link IntegerProduct#panel}), and what they stand for ({@link ByteKernel#rescale}) into their places in
     * {@code out}. The last panel has fewer columns than its width.
     *
     * @param left scale and zero point of the rows
     * @param at   where the result of the first row begins in {@code out}
     */
    private void block(Rows a, QuantParameters left, int from, int to, float[] bias, float[] out, int at) {
        ByteKernel kernel = ByteKernel.ACTIVE;
        int width = kernel.width();
        // tito:begin compress.linear
        Panels right = panels();
        int[] sums = new int[a.padded() * width];
        for (int panel = from; panel < to; panel++) {
            int column = panel * width;
            IntegerProduct.panel(kernel, a, 0, a.padded(), right.data(), right.at(panel), sums);
            for (int i = 0; i < a.count(); i++) {
                kernel.rescale(Math.min(width, rows() - column), sums, i * width, left, right.sums(), scales, bias, column, out, at + i * rows() + column);
            }
        }
        // tito:end
    }

    @Override
    public long bytes() {
        return (long) rows() * columns() + 2L * rows();
    }

    @Override
    public void store(QuantizedState state) {
        state.bytes("weight", matrix(), rows(), columns());
        state.scales("scale", scales(), rows());
    }
}
