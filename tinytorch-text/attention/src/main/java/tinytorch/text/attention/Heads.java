package tinytorch.text.attention;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;

/**
 * Several heads side by side in the vector of a token: head h of {@code count} has the numbers from {@code h * d} to {@code (h + 1) * d - 1}, with
 * {@code d = D / count}.
 *
 * <pre>
 * token    (B, T, D)           [ head 0 | head 1 | head 2 ]  for each token
 * heads    (B, count, T, d)    for each head a matrix with one row a token: what {@link Attention} wants
 * </pre>
 *
 * @param count how many
 */
record Heads(int count) {

    Heads {
        if (count < 1) {
            throw new IllegalArgumentException("Heads: there is at least one head, got " + count + ".");
        }
    }

    /**
     * (B, T, D) as (B, count, T, d): a view, nothing is copied. First cut the last axis in two, (B, T, count, d), then exchange the axes of tokens
     * and heads. Cutting it as (B, count, T, d) at once would have the right shape and mix up the tokens.
     *
     * <p>Worked example: 2 heads of the tokens [1, 2, 3, 4] and [5, 6, 7, 8] are [[1, 2], [5, 6]] and [[3, 4], [7, 8]].
     *
     * @throws ShapeException if it has not three axes, or D is no multiple of the heads
     */
    Tensor split(Tensor x) {
        if (x.rank() != 3 || x.dim(2) % count != 0) {
            throw new ShapeException("Heads.split: " + count + " heads need (B, T, D) with a D that is a multiple of them, got " + x.shape()
                    + ". A single sequence needs unsqueeze(0).");
        }
        // tito:begin attention.heads
        return x.reshape(x.dim(0), x.dim(1), count, x.dim(2) / count).transpose(1, 2);
        // tito:end
    }

    /**
     * (B, count, T, d) as (B, T, D), the way back: exchange the axes, then join the last two. Here the numbers have to move, once.
     *
     * @throws ShapeException if it has not four axes with these heads as the second
     */
    Tensor merge(Tensor x) {
        if (x.rank() != 4 || x.dim(1) != count) {
            throw new ShapeException("Heads.merge: needs (B, " + count + ", T, d), got " + x.shape() + ".");
        }
        // tito:begin attention.heads
        return x.transpose(1, 2).reshape(x.dim(0), x.dim(2), count * x.dim(3));
        // tito:end
    }
}
