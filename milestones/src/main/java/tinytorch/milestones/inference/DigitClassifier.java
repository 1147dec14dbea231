package tinytorch.milestones.inference;

import java.io.IOException;
import java.util.Map;
import java.util.random.RandomGenerator;
import tinytorch.milestones.digit.Ink;
import tinytorch.nn.activation.Activation;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.activation.Softmax;
import tinytorch.nn.network.Initializer;
import tinytorch.nn.network.MLP;
import tinytorch.nn.network.Sequential;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;

/**
 * Tells which digit a picture of 28 x 28 pixels shows: a multi-layer perceptron 784-128-64-10 with ReLU, whose 109,386 weights take 437 kB.
 *
 * <p>Input: pixels from 0 (paper) to 1 (ink), of shape (n, 784). Output: the probabilities of the ten digits, of shape (n, 10).
 */
final class DigitClassifier implements Classifier {
    private static final int PIXELS = Ink.SIDE * Ink.SIDE;
    private static final int DIGITS = 10;
    private static final int[] SIZES = {PIXELS, 128, 64, DIGITS};

    private final Sequential network;

    private final Activation softmax;

    DigitClassifier(Sequential network, Activation softmax) {
        network.eval();
        this.network = network;
        this.softmax = softmax;
    }

    /** With the weights that come with the course. */
    static DigitClassifier shipped() throws IOException {
        return of(Weights.shipped(Weights.MNIST).tensors());
    }

    static DigitClassifier of(Map<String, Tensor> state) {
        Sequential network = new MLP(SIZES, new ReLU(), Initializer.zeros(), () -> 0);
        network.loadStateDict(state);
        return new DigitClassifier(network, new Softmax(-1));
    }

    /** A network before training: He initialisation, which keeps the size of activations from layer to layer. */
    static Sequential untrained(RandomGenerator random) {
        return new MLP(SIZES, new ReLU(), Initializer.heNormal(new ReLU()), random);
    }

    /** As {@link Classifier}, for pictures of shape (n, 784). */
    @Override
    public Tensor probabilities(Tensor pictures) {
        return Tracking.off(() -> softmax.forward(network.forward(pictures)));
    }

    /** What the network thinks of one picture. */
    Prediction classify(Ink picture) {
        Tensor probabilities = probabilities(Tensor.of(picture.values(), 1, PIXELS));
        return new Prediction(probabilities.toArray());
    }

    @Override
    public String description() {
        return "784-128-64-10 (%,d parameters)".formatted(network.parameterCount());
    }
}
