package tinytorch.milestones.cnn;

import tinytorch.data.DataLoader;
import tinytorch.data.GeneratedPictures;
import tinytorch.data.SplitMix;
import tinytorch.milestones.compare.Workload;
import tinytorch.nn.Layer;

/** A training step of this milestone, for others to compare theirs with. */
public final class CnnWorkload {
    private CnnWorkload() {
    }

    /** The network, the loss, the optimizer and the batch size of the milestone. The pictures are generated: what they show changes no cost. */
    public static Workload of(long seed) {
        Recipe recipe = Recipe.of(Model.VGG);
        Layer network = recipe.network().apply(SplitMix.of(seed));
        DataLoader pictures = DataLoader.of(GeneratedPictures.of(seed, CnnRun.BATCH)).batchSize(CnnRun.BATCH).transform(Photographs.NORM);
        return new Workload("CNN", "picture", network, recipe.loss(), recipe.optimizer().apply(network), () -> { }, pictures.iterator().next());
    }
}
