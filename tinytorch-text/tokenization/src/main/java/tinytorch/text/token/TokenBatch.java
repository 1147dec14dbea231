package tinytorch.text.token;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;

/**
 * Several encoded texts of one length.
 *
 * @param ids  of shape (N, T): the token at each place, or padding; floats hold ids up to 2^24 exactly
 * @param mask of shape (N, T): 1 where a token is, 0 where padding is ({@code attention_mask} of Hugging Face)
 */
public record TokenBatch(Tensor ids, Tensor mask) {

    public TokenBatch {
        if (ids.rank() != 2 || !ids.shape().equals(mask.shape())) {
            throw new ShapeException("TokenBatch: ids and mask must both be (N, T), got " + ids.shape() + " and " + mask.shape() + ".");
        }
    }

    /** How many texts. */
    public int size() {
        return ids.dim(0);
    }

    /**
     * The tokens of one text, without the padding: the ids of row {@code row} where the mask is not 0, in their order.
     */
    public int[] tokens(int row) {
        // tito:begin token.batch
        IntList tokens = new IntList();
        for (int t = 0; t < ids.dim(1); t++) {
            if (mask.get(row, t) != 0) {
                tokens.add((int) ids.get(row, t));
            }
        }
        return tokens.toArray();
        // tito:end
    }
}
