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
     * @param bits   of each number: 8 or 4
     * @param matrix the first axis as rows, all others as columns
     */
    record Whole(int bits, QuantizedWeight matrix, int... dims) implements Weight {

        /** The weight as numbers again. Four bits are so multiplied by many rows: once here, not for every call. */
        Numbers unpacked() {
            Tensor tensor = matrix.dequantize().reshape(dims);
            return new Numbers(tensor, tensor.size());
        }
    }
}
