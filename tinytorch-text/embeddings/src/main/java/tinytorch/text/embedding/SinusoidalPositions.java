package tinytorch.text.embedding;

import tinytorch.tensor.Tensor;

/**
 * Positions as the hands of many clocks, from fast to slow: nothing to learn, and defined for any position. (Vaswani et al., "Attention Is All You
 * Need", 2017, section 3.5.) The product of the vectors of two positions depends on their distance alone.
 */
public final class SinusoidalPositions extends Positions {
    /** The slowest clock takes nearly this many times 2 pi positions for a round. */
    static final double BASE = 10_000;

    private final Tensor table;

    /** For sequences of at most {@code count} vectors of length {@code dim}. */
    public SinusoidalPositions(int count, int dim) {
        if (count < 1 || dim < 1) {
            throw new IllegalArgumentException("SinusoidalPositions: count and dim must be 1 or more, got " + count + " and " + dim + ".");
        }
        this.table = table(count, dim);
    }

    /**
     * All vectors:
     *
     * <pre>
     * table[t, 2i]     = sin(t / 10000^(2i / dim))
     * table[t, 2i + 1] = cos(t / 10000^(2i / dim))
     * </pre>
     *
     * Columns 2i and 2i + 1 are one clock: its hand's height and width. If dim is odd the last column is a sine alone. Compute in {@code double}, with
     * {@link #BASE}: the angle of position 4000 as a {@code float} would have lost three digits.
     *
     * <p>Worked example: dim 4 has two clocks, one that turns by 1 a position and one that turns by 1 / 10000^(2/4) = 0.01. Position 0 is
     * {@code [0, 1, 0, 1]}, position 1 is {@code [sin 1, cos 1, sin 0.01, cos 0.01] = [0.8415, 0.5403, 0.0100, 0.99995]}.
     *
     * @return of shape (count, dim)
     */
    static Tensor table(int count, int dim) {
        // tito:begin embedding.sinusoid
        float[] table = new float[Math.multiplyExact(count, dim)];
        for (int column = 0; column < dim; column++) {
            int even = column - column % 2;
            double turn = Math.pow(BASE, -(double) even / dim);
            for (int t = 0; t < count; t++) {
                table[t * dim + column] = (float) (column == even ? Math.sin(t * turn) : Math.cos(t * turn));
            }
        }
        return Tensor.wrap(table, count, dim);
        // tito:end
    }

    @Override
    public int count() {
        return table.dim(0);
    }

    @Override
    public int dim() {
        return table.dim(1);
    }

    /** Rows {@code start} to {@code start + length - 1} of the table, as a view. */
    @Override
    Tensor rows(int start, int length) {
        // tito:begin embedding.positions
        return table.narrow(0, start, length);
        // tito:end
    }

    @Override
    public String toString() {
        return "SinusoidalPositions(" + count() + ", " + dim() + ")";
    }
}
