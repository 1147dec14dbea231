package tinytorch.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes the batches of one epoch, each by itself and in any order: batch k depends on what is in this record and on k alone. That
 * is what makes reading ahead with several threads give the same bits as reading one after the other.
 *
 * @param dataset   where examples come from
 * @param plan      which go where
 * @param transform changes every input, or {@code null}
 * @param collation makes batches, or {@code null} for the dataset's own way
 * @param seed      for the transform's choices
 * @param epoch     for the transform's choices
 */
record EpochReader(Dataset dataset, BatchPlan plan, Transform transform, Collation collation, long seed, int epoch) {

    /**
     * Batch number {@code number}. Without a transform and a collation the dataset makes it ({@link Dataset#batch}), in its own fast
     * way. Else every example of the plan is made by itself ({@link #example}), and all are collated, with {@link Collation#STACK}
     * if there is no other.
     *
     * @throws DataLoaderException if an example can't be made ({@link DataLoaderException#naming} adds its place in the dataset)
     */
    Batch read(int number) {
        // tito:begin data.loader
        int[] indices = plan.indices(number);
        if (transform == null && collation == null) {
            return dataset.batch(indices);
        }
        List<Example> examples = new ArrayList<>(indices.length);
        for (int i = 0; i < indices.length; i++) {
            int index = indices[i];
            int place = number * plan.batchSize() + i;
            examples.add(DataLoaderException.naming(index, () -> example(index, place)));
        }
        return (collation == null ? Collation.STACK : collation).collate(examples);
        // tito:end
    }

    /**
     * The example at {@code index} of the dataset, its input changed by the transform if there is one. The transform draws from
     * {@code SplitMix.of(seed, epoch, place)}: a generator of this example alone, so that it doesn't matter who was read before it.
     *
     * @param place in the epoch, counted from 0
     */
    private Example example(int index, int place) {
        // tito:begin data.loader
        Example read = dataset.get(index);
        return transform == null ? read : new Example(transform.apply(read.input(), SplitMix.of(seed, epoch, place)), read.target());
        // tito:end
    }
}
