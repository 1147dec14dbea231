package tinytorch.train;

import tinytorch.data.Batch;
import tinytorch.nn.network.Loss;
import tinytorch.tensor.Tensor;

/**
 * A loss that is a mean over something other than the examples of a batch. Means of several batches can be put together only if
 * their counts are known.
 */
public interface CountedLoss {

    /** Over how many terms the mean goes: those of the targets that are not ignored. */
    int count(Tensor targets);

    /** The weight of a batch's loss in the mean over several batches: its number of terms, or of examples if the loss says nothing else. */
    static int weight(Loss loss, Batch batch) {
        return loss instanceof CountedLoss counted ? counted.count(batch.targets()) : batch.size();
    }
}
