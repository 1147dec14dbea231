package tinytorch.milestones.inference;

import java.io.IOException;
import tinytorch.data.SplitMix;
import tinytorch.nn.activation.Activation;
import tinytorch.nn.activation.Softmax;
import tinytorch.nn.network.SafeTensors;
import tinytorch.nn.network.Sequential;
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
    /** Mean and standard deviation of the training photographs' red, green and blue: what the network was trained with. */
    private static final Tensor MEAN = Tensor.of(125.3f / 255, 123.0f / 255, 113.9f / 255).reshape(3, 1, 1);
    private static final Tensor DEVIATION = Tensor.of(63.0f / 255, 62.1f / 255, 66.7f / 255).reshape(3, 1, 1);

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
        return Tracking.off(() -> softmax.forward(network.forward(pictures.sub(MEAN).div(DEVIATION))));
    }

    @Override
    public String description() {
        return "of three convolutions (%,d parameters)".formatted(network.parameterCount());
    }
}
