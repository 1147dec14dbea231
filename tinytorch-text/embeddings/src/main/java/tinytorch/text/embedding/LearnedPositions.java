package tinytorch.text.embedding;

import java.util.random.RandomGenerator;
import tinytorch.nn.network.Initializer;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;

/**
 * A vector to learn for each position, as in GPT-2: an {@link Embedding} of positions whose ids are always 0, 1, 2, ..., so that the lookup is a
 * slice, and nothing is copied. A position that no training text reached keeps its first, random vector.
 *
 * <pre>
 * weight    (count, dim)    parameter "weight": row t is the vector of position t
 * </pre>
 */
public final class LearnedPositions extends Positions {
    private final Tensor weight;

    /** With these vectors, (count, dim). */
    public LearnedPositions(Tensor weight) {
        if (weight.rank() != 2) {
            throw new ShapeException("LearnedPositions: the table has the shape (count, dim), got " + weight.shape() + ". Give one row for each position.");
        }
        this.weight = parameter("weight", weight);
    }

    /** With vectors that are initialised so. */
    public LearnedPositions(int count, int dim, Initializer initializer, RandomGenerator random) {
        this(initializer.make(random, count, dim));
    }

    @Override
    public int count() {
        return weight.dim(0);
    }

    @Override
    public int dim() {
        return weight.dim(1);
    }

    /** The table. */
    public Tensor weight() {
        return weight;
    }

    /** Rows {@code start} to {@code start + length - 1} of the weight, as a view, which autograd remembers. */
    @Override
    Tensor rows(int start, int length) {
        // tito:begin embedding.positions
        return weight.narrow(0, start, length);
        // tito:end
    }

    @Override
    public String toString() {
        return "LearnedPositions(" + count() + ", " + dim() + ")";
    }
}
