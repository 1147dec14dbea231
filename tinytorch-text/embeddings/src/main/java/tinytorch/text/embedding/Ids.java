package tinytorch.text.embedding;

import tinytorch.tensor.Tensor;

/** Token ids in a tensor: whole numbers, which a {@code float} holds exactly up to 16,777,216. */
final class Ids {
    private Ids() {
    }

    /**
     * The ids of a tensor of any shape, in row-major order.
     *
     * @throws IndexOutOfBoundsException if one is not a whole number from 0 to {@code count - 1}
     */
    static int[] of(Tensor ids, int count) {
        float[] given = ids.toArray();
        int[] whole = new int[given.length];
        for (int i = 0; i < given.length; i++) {
            whole[i] = (int) given[i];
            if (whole[i] != given[i] || whole[i] < 0 || whole[i] >= count) {
                throw new IndexOutOfBoundsException("Embedding: id " + given[i] + " at place " + i + " of ids " + ids.shape()
                        + " is not a whole number from 0 to " + (count - 1) + ". The table has " + count
                        + " rows: was the text encoded with another tokenizer?");
            }
        }
        return whole;
    }
}
