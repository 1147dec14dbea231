package tinytorch.milestones.inference;

import java.io.IOException;
import java.util.random.RandomGenerator;
import tinytorch.data.SplitMix;
import tinytorch.nn.activation.Activation;
import tinytorch.nn.activation.Softmax;
import tinytorch.nn.network.SafeTensors;
import tinytorch.nn.network.Sequential;
import tinytorch.nn.spatial.Normalize;
import tinytorch.nn.spatial.SmallVgg;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;

/**
 * Tells what a photograph of 32 x 32 pixels shows: the convolutional network that milestone {@code cnn} trains on CIFAR-10.
 *
 * <p>Input: pixels from 0 to 1, of shape (n, 3, 32, 32). Output: the probabilities of the ten classes, of shape (n, 10). The weights are the file that
 * {@code tito milestone cnn} left; their metadata tells how it was called and what it reached.
 */
record PhotoClassifier(Sequential network, Activation softmax) implements Classifier {
    private static final RandomGenerator NOTHING_RANDOM = new SplitMix(0);

    PhotoClassifier {
        network.eval();
    }

    /** With the weights that come with the course. */
    static PhotoClassifier shipped() throws IOException {
        SafeTensors weights = Weights.shipped(Weights.CIFAR10);
        Sequential network = new SmallVgg(new SplitMix(0));
        network.loadStateDict(weights.tensors());
        return new PhotoClassifier(network, new Softmax(-1));
    }

    @Override
    public Tensor probabilities(Tensor pictures) {
        return Tracking.off(() -> softmax.forward(network.forward(Normalize.CIFAR10.apply(pictures, NOTHING_RANDOM))));
    }

    @Override
    public String description() {
        return "of three convolutions (%,d parameters)".formatted(network.parameterCount());
    }
}
