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

    /** How many batches so many examples make. */
    static int count(int examples, int batchSize, boolean dropLast) {
        return dropLast ? examples / batchSize : Math.ceilDiv(examples, batchSize);
    }

    int count() {
        return count(order.length, batchSize, dropLast);
    }

    /** The places of a batch's examples: {@code batchSize} of them, or what is left for the last. */
    int[] indices(int batch) {
        Objects.checkIndex(batch, count());
        int from = batch * batchSize;
        return Arrays.copyOfRange(order, from, Math.min(from + batchSize, order.length));
    }
}
