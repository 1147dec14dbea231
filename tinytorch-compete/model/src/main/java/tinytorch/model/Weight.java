package tinytorch.model;

import tinytorch.compress.quant.QuantizedWeight;
import tinytorch.tensor.Tensor;

/** A weight as it is kept in memory. */
sealed interface Weight {

    /** Its shape. */
    int[] dims();

    /**
     * Numbers.
     *
     * @param stored how many of them the file holds: fewer than there are, if most are 0
     */
    record Numbers(Tensor tensor, int stored) implements Weight {
        @Override
        public int[] dims() {
            return tensor.dims();
        }
    }

    /**
     * Whole numbers of eight or four bits.
     *
     * @param matrix the first axis as rows, all others as columns
     */
    record Whole(QuantizedWeight matrix, int... dims) implements Weight {
    }
}
