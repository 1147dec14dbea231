package tinytorch.text.embedding;

import java.util.List;
import tinytorch.tensor.DiffOp;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;

/**
 * Positions as rotations, applied to queries and keys instead of added to their sources. (Su et al., "RoFormer: Enhanced Transformer with Rotary
 * Position Embedding", 2021.) Numbers 2i and 2i + 1 of a vector are a point in the plane; at position t it is turned by {@code t / 10000^(2i / dim)}.
 * A rotation keeps lengths, and the product of a query at position m and a key at n depends on {@code m - n} alone: turning both by the same angle
 * changes no product.
 *
 * <pre>
 * input and output    (..., T, dim)    T vectors one after the other, dim even: queries or keys of a head
 * </pre>
 */
public final class RotaryPositions {
    private final int count;
    private final int dim;
    /** Of position t and pair i at {@code t * dim / 2 + i}. */
    private final float[] cos;
    private final float[] sin;

    /** For sequences of at most {@code count} vectors of length {@code dim}. */
    public RotaryPositions(int count, int dim) {
        if (count < 1 || dim < 2 || dim % 2 != 0) {
            throw new IllegalArgumentException("RotaryPositions: count must be 1 or more and dim even, got " + count + " and " + dim
                    + ". Vectors are turned in pairs of numbers.");
        }
        this.count = count;
        this.dim = dim;
        this.cos = new float[Math.multiplyExact(count, dim / 2)];
        this.sin = new float[cos.length];
        fill();
    }

    /**
     * {@code cos[t * dim / 2 + i]} and {@code sin[t * dim / 2 + i]} of the angle {@code t / 10000^(2i / dim)}, computed in {@code double} with
     * {@link SinusoidalPositions#BASE}.
     */
    private void fill() {
        // tito:begin embedding.rotary
        int half = dim / 2;
        for (int i = 0; i < half; i++) {
            double turn = Math.pow(SinusoidalPositions.BASE, -2.0 * i / dim);
            for (int t = 0; t < count; t++) {
                cos[t * half + i] = (float) Math.cos(t * turn);
                sin[t * half + i] = (float) Math.sin(t * turn);
            }
        }
        // tito:end
    }

    /** How many positions there are: the longest sequence. */
    public int count() {
        return count;
    }

    /** How long a vector is. */
    public int dim() {
        return dim;
    }

    /**
     * Turns the vectors of a sequence by their positions, so that autograd remembers it.
     *
     * @param x     (..., T, dim)
     * @param start the position of the first vector: how many a cache already holds
     * @throws ShapeException if the vectors have another length, or the sequence ends behind the last position
     */
    public Tensor rotate(Tensor x, int start) {
        if (x.rank() < 2 || x.dim(-1) != dim || start < 0 || start > count - x.dim(-2)) {
            throw new ShapeException("RotaryPositions: the input must be (..., T, " + dim + ") and end before position " + count + ", got "
                    + x.shape() + " from position " + start + ". Give the last tokens only, or make longer tables.");
        }
        return Tensor.apply(new Rotation(this, start), x);
    }

    /**
     * With c and s the cosine and sine of position {@code start + t} and pair i, and {@code s = -s} for backwards:
     *
     * <pre>
     * out[..., t, 2i]     = x[..., t, 2i] * c - x[..., t, 2i + 1] * s
     * out[..., t, 2i + 1] = x[..., t, 2i] * s + x[..., t, 2i + 1] * c
     * </pre>
     *
     * <p>Worked example: at position 1 the first pair {@code [1, 0]} becomes {@code [cos 1, sin 1] = [0.5403, 0.8415]}; backwards
     * {@code [0.5403, -0.8415]}. At position 0 nothing changes.
     *
     * @param backwards by minus the angle
     * @return a new tensor of x's shape
     */
    Tensor turn(Tensor x, int start, boolean backwards) {
        // tito:begin embedding.rotary
        Tensor in = x.contiguous();
        float[] from = in.data();
        float[] out = new float[in.size()];
        int half = dim / 2;
        int length = in.dim(-2);
        float sign = backwards ? -1 : 1;
        for (int row = 0; row < out.length / dim; row++) {
            int angle = (start + row % length) * half;
            int at = in.offset() + row * dim;
            int to = row * dim;
            for (int i = 0; i < half; i++) {
                float c = cos[angle + i];
                float s = sign * sin[angle + i];
                float a = from[at + 2 * i];
                float b = from[at + 2 * i + 1];
                out[to + 2 * i] = a * c - b * s;
                out[to + 2 * i + 1] = a * s + b * c;
            }
        }
        return Tensor.wrap(out, in.dims());
        // tito:end
    }

    /** The rotation as an operation. */
    private record Rotation(RotaryPositions positions, int start) implements DiffOp {

        @Override
        public Tensor forward(List<Tensor> inputs) {
            return positions.turn(inputs.getFirst(), start, false);
        }

        /** The transpose of a rotation is its inverse: the gradient is turned back. */
        @Override
        public List<Tensor> backward(Tensor gradOutput, Tensor output, List<Tensor> inputs) {
            // tito:begin embedding.rotary
            return List.of(positions.turn(gradOutput, start, true));
            // tito:end
        }
    }

    @Override
    public String toString() {
        return "RotaryPositions(" + count + ", " + dim + ")";
    }
}
