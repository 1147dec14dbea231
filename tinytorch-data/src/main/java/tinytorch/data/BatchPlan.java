package tinytorch.data;

import java.util.Arrays;
import java.util.Objects;

/**
 * An epoch's order cut into batches.
 *
 * @param order     places of examples
 * @param batchSize how many a batch has
 * @param dropLast  whether a last batch with fewer is left out
 */
record BatchPlan(int[] order, int batchSize, boolean dropLast) {

    /**
     * How many batches so many examples make.
     *
     * <p>Worked example: 10 examples in batches of 4 make 3 (4, 4 and 2), or 2 if the last, which is not full, is dropped.
     */
    static int count(int examples, int batchSize, boolean dropLast) {
        // tito:begin data.batches
        return dropLast ? examples / batchSize : Math.ceilDiv(examples, batchSize);
        // tito:end
    }

    int count() {
        return count(order.length, batchSize, dropLast);
    }

    /**
     * The places of a batch's examples: the next {@code batchSize} of the order, or what is left for the last batch.
     *
     * @throws IndexOutOfBoundsException if there is no such batch
     */
    int[] indices(int batch) {
        // tito:begin data.batches
        Objects.checkIndex(batch, count());
        int from = batch * batchSize;
        return Arrays.copyOfRange(order, from, Math.min(from + batchSize, order.length));
        // tito:end
    }
}
