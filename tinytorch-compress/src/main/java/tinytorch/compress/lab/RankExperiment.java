package tinytorch.compress.lab;

import tinytorch.compress.lowrank.LowRank;
import tinytorch.compress.lowrank.Svd;
import tinytorch.nn.Layer;
import tinytorch.nn.network.Linear;
import tinytorch.nn.network.Sequential;
import tinytorch.optim.Adam;
import tinytorch.optim.CosineDecay;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.train.CrossEntropyLoss;
import tinytorch.workbench.Format;
import tinytorch.workbench.Sink;
import tinytorch.workbench.Table;

/** How much of the largest weight of a trained MLP is left at a low rank, and what the network still recognises. */
final class RankExperiment {
    private static final double LEARNING_RATE = 1e-3;
    private static final int PICTURES = 256;

    private RankExperiment() {
    }

    /** The first layer of the network by two of each rank; the other layers stay. */
    static Table table(Pictures digits, Sequential network, Pareto pareto, int epochs, int... ranks) {
        Linear first = (Linear) network.layers().getFirst();
        Svd svd = Svd.of(first.parameters().get("weight").detach());
        Tensor pictures = digits.pictures(PICTURES);
        Table table = new Table("First layer " + first + " of the MLP by two of a lower rank", "rank", "weights", "error", "at once", "fine-tuned", "file", "faster");
        for (int rank : ranks) {
            Layer[] layers = network.layers().toArray(Layer[]::new);
            for (int i = 0; i < layers.length; i++) {
                layers[i] = layers[i] instanceof Linear linear ? i == 0 ? LowRank.factor(first, svd, rank) : copy(linear) : layers[i];
            }
            Sequential smaller = new Sequential(layers);
            double atOnce = digits.accuracy(smaller);
            double[] seconds = Tracking.off(() -> SparseSpeedExperiment.alternating(() -> Sink.keep(network.forward(pictures)), () -> Sink.keep(smaller.forward(pictures))));
            smaller.train();
            Pictures.train(smaller, new CrossEntropyLoss(), new Adam(smaller.parameters(), LEARNING_RATE), new CosineDecay(digits.steps(epochs), 0), digits.training(), epochs);
            double tuned = digits.accuracy(smaller);
            long bytes = FileSize.dense(smaller);
            pareto.add("low rank", "rank " + rank, bytes, tuned);
            table.row(rank, Format.percent((double) rank * (first.in() + first.out()) / ((double) first.in() * first.out())), Format.percent(svd.error(rank)), Pictures.percent(atOnce), Pictures.percent(tuned),
                    Format.bytes(bytes), Format.times(seconds[0] / seconds[1]));
        }
        return table;
    }

    private static Linear copy(Linear linear) {
        return Tracking.off(() -> new Linear(linear.parameters().get("weight").copy(), linear.parameters().get("bias").copy()));
    }
}
