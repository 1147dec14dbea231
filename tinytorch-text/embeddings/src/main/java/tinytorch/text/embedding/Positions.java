package tinytorch.text.embedding;

import tinytorch.nn.Layer;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;

/**
 * Adds to every vector of a sequence one that says where it stands. Attention is blind to order: without positions "dog bites man" and "man bites
 * dog" are the same bag of words to it.
 *
 * <pre>
 * input and output    (..., T, dim)    T vectors one after the other
 * </pre>
 */
public abstract sealed class Positions extends Layer permits LearnedPositions, SinusoidalPositions {

    /** How many positions there are: the longest sequence. */
    public abstract int count();

    /** How long a vector is. */
    public abstract int dim();

    /** The vectors of positions {@code start} to {@code start + length - 1}, which exist: (length, dim). */
    abstract Tensor rows(int start, int length);

    /** As {@link #forward(Tensor, int)} for a sequence that begins at position 0. */
    @Override
    public final Tensor forward(Tensor input) {
        return forward(input, 0);
    }

    /**
     * {@code out[..., t, :] = input[..., t, :] + vector of position start + t}. The {@link #rows} of the T positions are broadcast over all sequences
     * of the batch. A text that grows token by token with a cache gives only its new tokens, and {@code start} is how many there were before.
     *
     * <p>Worked example: with the vectors {@code [1, 0], [2, 0], [3, 0]} for positions 0, 1 and 2 the input {@code [[10, 10], [20, 20]]} from position 1
     * on becomes {@code [[12, 10], [23, 20]]}.
     *
     * @param start the position of the first vector, 0 or more
     * @throws ShapeException if the vectors have another length, or the sequence ends behind the last position
     */
    public final Tensor forward(Tensor input, int start) {
        if (input.rank() < 2 || input.dim(-1) != dim() || start < 0 || start > count() - input.dim(-2)) {
            throw new ShapeException(getClass().getSimpleName() + ": the input must be (..., T, " + dim() + ") and end before position " + count() + ", got "
                    + input.shape() + " from position " + start + ". Give the last tokens only, or make a longer table.");
        }
        // tito:begin embedding.positions
        return input.add(rows(start, input.dim(-2)));
        // tito:end
    }
}
