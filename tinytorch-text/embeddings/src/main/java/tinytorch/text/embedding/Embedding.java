package tinytorch.text.embedding;

import java.util.random.RandomGenerator;
import tinytorch.nn.Layer;
import tinytorch.nn.network.Initializer;
import tinytorch.nn.network.Linear;
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
    private final int padding;

    /** A layer with this table, of shape (count, dim). */
    public Embedding(Tensor weight) {
        this(weight, Lookup.NO_PADDING);
    }

    /** A layer with this table, as it is, in which the row of the padding id does not learn. */
    public Embedding(Tensor weight, int padding) {
        if (weight.rank() != 2) {
            throw new ShapeException("Embedding: the table has the shape (count, dim), got " + weight.shape() + ". Give one row for each token.");
        }
        if (padding < Lookup.NO_PADDING || padding >= weight.dim(0)) {
            throw new IndexOutOfBoundsException("Embedding: the padding id " + padding + " is no row of a table " + weight.shape()
                    + ". Give an id from 0 to " + (weight.dim(0) - 1) + ", or none (" + Lookup.NO_PADDING + ").");
        }
        this.weight = parameter("weight", weight);
        this.padding = padding;
    }

    /** A table that starts as PyTorch's: normal with mean 0 and standard deviation 1. */
    public Embedding(int count, int dim, RandomGenerator random) {
        this(count, dim, Initializer.normal(0, 1), random);
    }

    /** A table that is initialised so. */
    public Embedding(int count, int dim, Initializer initializer, RandomGenerator random) {
        this(count, dim, Lookup.NO_PADDING, initializer, random);
    }

    /** A table that is initialised so, but for the row of the padding id: that is 0, and stays so. */
    public Embedding(int count, int dim, int padding, Initializer initializer, RandomGenerator random) {
        this(table(positive(count), positive(dim), padding, initializer, random), padding);
    }

    /**
     * The first table: all of it from the initializer, in one call, then the row of the padding id set to 0. Filling tokens then add nothing to a sum
     * of vectors, and as their row never gets a gradient it never changes.
     *
     * <p>Worked example: 3 tokens, dim 2, padding 1 and the constant 5 give {@code [[5, 5], [0, 0], [5, 5]]}.
     *
     * @param padding an id, or {@link Lookup#NO_PADDING}; one that is no row is left for the constructor to refuse
     */
    static Tensor table(int count, int dim, int padding, Initializer initializer, RandomGenerator random) {
        // tito:begin embedding.layer
        Tensor table = initializer.make(random, count, dim);
        if (padding >= 0 && padding < count) {
            table.narrow(0, padding, 1).fill(0);
        }
        return table;
        // tito:end
    }

    /** How many tokens there are. */
    public int count() {
        return weight.dim(0);
    }

    /** How long a vector is. */
    public int dim() {
        return weight.dim(1);
    }

    /** The table itself, for a layer that shares it. */
    public Tensor weight() {
        return weight;
    }

    /** {@link Lookup} of the ids in this layer's table, with its padding id, applied so that autograd remembers it. */
    @Override
    public Tensor forward(Tensor ids) {
        // tito:begin embedding.layer
        return Tensor.apply(new Lookup(padding), ids, weight);
        // tito:end
    }

    /**
     * The layer at the other end of a language model, which gives every token a score: {@code logits[..., i] = x[..., :] . weight[i, :]}, a
     * {@link Linear} layer without bias whose weight (out = count, in = dim) is this very table, not a copy. (Press and Wolf, "Using the Output
     * Embedding to Improve Language Models", 2017.)
     *
     * <p>Both layers then read and learn the same numbers: the gradients of the lookup and of the product add up in {@code weight().grad()}, and
     * {@link Layer#parameters} lists the table once.
     *
     * <p>Worked example: the table {@code [[1, 0], [0, 1], [1, 1]]} and {@code x = [2, 3]} give the logits {@code [2, 3, 5]}.
     */
    public Linear tied() {
        // tito:begin embedding.tying
        return new Linear(weight, null);
        // tito:end
    }

    private static int positive(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("Embedding: count and dim must be 1 or more, got " + size + ".");
        }
        return size;
    }

    @Override
    public String toString() {
        return "Embedding(" + count() + ", " + dim() + (padding < 0 ? ")" : ", padding " + padding + ")");
    }
}
