package tinytorch.compress.quant;

import tinytorch.tensor.Kernels;
import tinytorch.tensor.Tensor;

/**
 * A weight of numbers of four bits, two to a byte, with a scale for each group of neighbours in a row. A row's own scale would be too coarse for 15 steps: one large weight would push all others to 0, so it is
 * given few neighbours to spoil. ({@code torchao}'s int4 weight-only quantisation; Frantar et al., "GPTQ", 2022.)
 *
 * <pre>
 * packed   (rows, ceil(columns / 2))       number p of a row: in byte p / 2, in its lower half if p is even, plus 8, so that it is not negative
 * scales   (rows, ceil(columns / group))
 * </pre>
 *
 * <p>The input stays as it is: numbers of a weight are unpacked as they are used.
 */
final class Int4Weight implements QuantizedWeight {
    private static final int LARGEST = 7;
    /** Added to a number before it is packed. */
    static final int OFFSET = 8;
    /** Up to so many rows of the input a weight is not unpacked as a whole. */
    private static final int FEW = 8;

    private final byte[] packed;
    private final float[] scales;
    private final int rows;
    private final int columns;
    private final int group;

    private Int4Weight(byte[] packed, float[] scales, int rows, int columns, int group) {
        this.packed = packed;
        this.scales = scales;
        this.rows = rows;
        this.columns = columns;
        this.group = group;
    }

    private int rowBytes() {
        return (columns + 1) / 2;
    }

    private int groups() {
        return (columns + group - 1) / group;
    }

    /**
     * A weight whose rows, the indices of axis 0, are quantised in groups: {@code scale = largest / 7} ({@link Halves#scale}; 1 if that is 0) and
     * {@code q = clamp(round(w / scale), -7, 7)}, halves to even.
     *
     * <p>Worked example: the row 0.7, -0.35, 0.1, 14, 7 in groups of 3: the scales 0.1 and 2, the numbers 7, -4 (3.5 steps, to even), 1, and 7, 4 (3.5 steps).
     *
     * @param group how many neighbours share a scale; the last group of a row may have fewer
     */
    static Int4Weight of(Tensor weight, int group) {
        if (group < 1) {
            throw new IllegalArgumentException("Int4Weight: a group has one number or more, got " + group + ". Try 32.");
        }
        int rows = weight.dim(0);
        float[] numbers = weight.toArray();
        int columns = numbers.length / Math.max(1, rows);
        Int4Weight result = new Int4Weight(new byte[rows * ((columns + 1) / 2)], new float[rows * ((columns + group - 1) / group)], rows, columns, group);
        for (int j = 0; j < rows; j++) {
            for (int g = 0; g < result.groups(); g++) {
                int from = g * group;
                result.quantize(numbers, j, from, Math.min(columns, from + group));
            }
        }
        return result;
    }

    /** One group: numbers {@code from} to {@code to - 1} of row j. */
    private void quantize(float[] numbers, int j, int from, int to) {
        // tito:begin compress.int4
        float largest = 0;
        for (int p = from; p < to; p++) {
            largest = Math.max(largest, Math.abs(numbers[j * columns + p]));
        }
        float scale = largest == 0 ? 1 : Halves.scale(largest / LARGEST);
        scales[j * groups() + from / group] = scale;
        for (int p = from; p < to; p++) {
            int q = (int) Math.max(-LARGEST, Math.min(LARGEST, Math.rint(numbers[j * columns + p] / scale)));
            put(j, p, q);
        }
        // tito:end
    }

    /** Writes a number from -8 to 7 into its half of a byte; the other half stays. Each is written once, into zeros. */
    private void put(int j, int p, int q) {
        // tito:begin compress.int4
        packed[j * rowBytes() + p / 2] |= (byte) (q + OFFSET << 4 * (p & 1));
        // tito:end
    }

    /** Number p of row j, from -8 to 7: {@link #put} backwards. */
    int get(int j, int p) {
        // tito:begin compress.int4
        return (packed[j * rowBytes() + p / 2] >> 4 * (p & 1) & 15) - OFFSET;
        // tito:end
    }

    /** One that a file holds. */
    static Int4Weight read(Tensor packed, Tensor scales, int columns, int group) {
        float[] whole = packed.toArray();
        byte[] bytes = new byte[whole.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (int) whole[i];
        }
        return new Int4Weight(bytes, scales.toArray(), packed.dim(0), columns, group);
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    /** {@code q * scale} of its group, for every number of a row. */
    @Override
    public void dequantize(int row, float[] out, int at) {
        // tito:begin compress.int4
        for (int p = 0; p < columns; p++) {
            out[at + p] = get(row, p) * scales[row * groups() + p / group];
        }
        // tito:end
    }

    /**
     * Few rows of x: numbers are unpacked in registers, so that a weight takes half a byte of memory bandwidth. Many: the weight as numbers again, for this call alone, and the product of the kernels in use.
     */
    @Override
    public void multiply(int m, float[] x, int at, QuantParameters input, float[] bias, float[] out) {
        if (m <= FEW && ByteKernel.ACTIVE.takes(group)) {
            for (int i = 0; i < m; i++) {
                row(x, at + i * columns, bias, out, i * rows);
            }
            return;
        }
        float[] weight = dequantize().data();
        Kernels.active().matmul(m, rows, columns, x, at, columns, 1, weight, 0, 1, columns, out, 0, rows);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < rows; j++) {
                out[i * rows + j] += bias[j];
            }
        }
    }

    private void row(float[] x, int at, float[] bias, float[] out, int outAt) {
        int whole = columns / group;
        float[] even = new float[whole * group / 2];
        float[] odd = new float[whole * group / 2];
        for (int i = 0; i < even.length; i++) {
            even[i] = x[at + 2 * i];
            odd[i] = x[at + 2 * i + 1];
        }
        QuantizedWeight.share((long) rows * columns, rows, (from, to) -> {
            for (int j = from; j < to; j++) {
                float sum = ByteKernel.ACTIVE.nibbles(whole, group, even, odd, packed, j * rowBytes(), scales, j * groups());
                float last = 0;
                for (int p = whole * group; p < columns; p++) {
                    last += x[at + p] * get(j, p);
                }
                out[outAt + j] = sum + (whole < groups() ? last * scales[j * groups() + whole] : 0) + bias[j];
            }
        });
    }

    @Override
    public long bytes() {
        return packed.length + 2L * scales.length;
    }

    @Override
    public void store(QuantizedState state) {
        state.group(group);
        state.packed("weight", packed, rows, rowBytes());
        state.scales("scale", scales, rows, groups());
    }
}
