package tinytorch.milestones.cnn;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import tinytorch.data.DataLoader;
import tinytorch.nn.Layer;
import tinytorch.nn.network.Loss;
import tinytorch.nn.spatial.HorizontalFlip;
import tinytorch.optim.Momentum;
import tinytorch.optim.Optimizer;
import tinytorch.optim.ParameterGroup;
import tinytorch.optim.SGD;
import tinytorch.train.CrossEntropyLoss;

/**
 * What a training is made of. The milestone uses {@link #of}; a test breaks one part at a time and sees that the milestone notices.
 *
 * @param network   fresh weights
 * @param optimizer of the network
 * @param loss      what is made small
 * @param augment   changes the training data
 */
record Recipe(Function<RandomGenerator, Layer> network, Function<Layer, Optimizer> optimizer, Loss loss, UnaryOperator<DataLoader> augment) {
    private static final double WEIGHT_DECAY = 5e-4;
    private static final double MOMENTUM = 0.9;
    private static final double SMOOTHING = 0.1;

    static Recipe of(Model model) {
        return new Recipe(model::make,
                network -> new SGD(ParameterGroup.of(network.parameters(), model.learningRate()).weightDecay(WEIGHT_DECAY), Momentum.nesterov(MOMENTUM)),
                new CrossEntropyLoss(SMOOTHING),
                loader -> loader.transform(new HorizontalFlip(0.5)));
    }
}
