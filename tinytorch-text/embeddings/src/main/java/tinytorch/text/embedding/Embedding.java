package tinytorch.text.embedding;

import java.util.random.RandomGenerator;
import tinytorch.nn.Layer;
import tinytorch.nn.network.Initializer;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;

/**
 * A vector to learn for each of a number of tokens, as {@code torch.nn.Embedding}.
 *
 * <pre>
 * input    (...)           ids from 0 to count - 1, any shape
 * weight   (count, dim)    parameter "weight": row i is the vector of token i
 * output   (..., dim)
 * </pre>
 */
public final class Embedding extends Layer {
    private final Tensor weight;

    /** A layer with this table, of shape (count, dim). */
    public Embedding(Tensor weight) {
        if (weight.rank() != 2) {
            throw new ShapeException("Embedding: the table has the shape (count, dim), got " + weight.shape() + ". Give one row for each token.");
        }
        this.weight = parameter("weight", weight);
    }

    /** A table that starts as PyTorch's: normal with mean 0 and standard deviation 1. */
    public Embedding(int count, int dim, RandomGenerator random) {
        this(count, dim, Initializer.normal(0, 1), random);
    }

    /** A table that is initialised so. */
    public Embedding(int count, int dim, Initializer initializer, RandomGenerator random) {
        this(initializer.make(random, positive(count), positive(dim)));
    }

    /** How many tokens there are. */
    public int count() {
        return weight.dim(0);
    }

    /** How long a vector is. */
    public int dim() {
        return weight.dim(1);
    }

    /** The table, for a layer that shares it (weight tying). */
    public Tensor weight() {
        return weight;
    }

    @Override
    public Tensor forward(Tensor ids) {
        return Tensor.apply(new Lookup(), ids, weight);
    }

    private static int positive(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("Embedding: count and dim must be 1 or more, got " + size + ".");
        }
        return size;
    }

    @Override
    public String toString() {
        return "Embedding(" + count() + ", " + dim() + ")";
    }
}
