package tinytorch.compete.ensemble;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import tinytorch.nn.Layer;
import tinytorch.nn.spatial.BatchNorm2d;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;

/**
 * The running statistics of batch normalisation for weights that were not trained but averaged: nobody has ever seen what these weights make of a picture, so the mean and the variance that evaluation uses are those
 * of other weights. ({@code torch.optim.swa_utils.update_bn}.)
 */
public final class NormStatistics {
    private static final String MEAN = "running_mean";
    private static final String VARIANCE = "running_var";
    private static final String TRACKED = "num_batches_tracked";

    private NormStatistics() {
    }

    /** A normalisation, and one in its place whose running statistics are those of the last batch alone. */
    private record Pair(BatchNorm2d norm, BatchNorm2d watch) {
    }

    /**
     * Gives every normalisation the plain mean of the statistics of these batches, all counting alike, as PyTorch's {@code momentum=None}; what was there before does not count, and the number of batches
     * seen is that of these. Weights stay as they are, and so does the mode. As in training, dropout is at work meanwhile.
     *
     * <ol>
     * <li>{@link #watched}: the same network with watches in the places of the norms.
     * <li>In train mode and with tracking off, every batch goes through it; after each, the watches' running statistics are added to the sums.
     * <li>The sums divided by the number of batches are copied into the norms' buffers.
     * </ol>
     *
     * <p>Worked example: two batches whose means in a channel are 1 and 4: the running mean becomes 2.5, whatever it was.
     *
     * @param batches inputs as the network gets them in training; a few dozen are enough
     * @throws IllegalArgumentException if there are none
     */
    public static void recompute(Layer network, Iterable<Tensor> batches) {
        List<Pair> pairs = new ArrayList<>();
        boolean training = network.training();
        Layer watched = watched(network, pairs);
        watched.train();
        try {
            int seen = Tracking.off(() -> gather(watched, pairs, batches));
            if (seen == 0) {
                throw new IllegalArgumentException("NormStatistics.recompute: there was no batch. Give some of the training inputs.");
            }
            pairs.forEach(pair -> pair.norm().stateDict().get(TRACKED).copyFrom(Tensor.scalar(seen)));
        } finally {
            if (training) {
                network.train();
            } else {
                network.eval();
            }
        }
    }

    /** Steps 2 and 3 of {@link #recompute}; without batches nothing is changed. Returns how many there were. */
    private static int gather(Layer watched, List<Pair> pairs, Iterable<Tensor> batches) {
        // tito:begin compete.norms
        List<Tensor> means = new ArrayList<>();
        List<Tensor> variances = new ArrayList<>();
        for (Pair pair : pairs) {
            means.add(pair.watch().stateDict().get(MEAN).mul(0));
            variances.add(pair.watch().stateDict().get(VARIANCE).mul(0));
        }
        int count = 0;
        for (Tensor batch : batches) {
            watched.forward(batch);
            count++;
            for (int i = 0; i < pairs.size(); i++) {
                Map<String, Tensor> last = pairs.get(i).watch().stateDict();
                means.get(i).addInPlace(last.get(MEAN));
                variances.get(i).addInPlace(last.get(VARIANCE));
            }
        }
        for (int i = 0; i < pairs.size() && count > 0; i++) {
            Map<String, Tensor> state = pairs.get(i).norm().stateDict();
            state.get(MEAN).copyFrom(means.get(i).div(count));
            state.get(VARIANCE).copyFrom(variances.get(i).div(count));
        }
        return count;
        // tito:end
    }

    /**
     * The network with a watch in the place of every norm: of the same kind and state, but with a momentum of 1, so that its running statistics after a batch are that batch's own.
     */
    private static Layer watched(Layer layer, List<Pair> pairs) {
        if (!(layer instanceof BatchNorm2d norm)) {
            return layer.with((_, child) -> watched(child, pairs));
        }
        Map<String, Tensor> state = norm.stateDict();
        BatchNorm2d watch = new BatchNorm2d(state.get(MEAN).size(), state.containsKey("weight"), 1, norm.eps());
        watch.loadStateDict(state);
        pairs.add(new Pair(norm, watch));
        return watch;
    }
}
