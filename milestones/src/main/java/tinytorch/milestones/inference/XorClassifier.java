package tinytorch.milestones.inference;

import java.io.IOException;
import java.util.Map;
import java.util.random.RandomGenerator;
import tinytorch.nn.activation.Activation;
import tinytorch.nn.activation.Softmax;
import tinytorch.nn.activation.Tanh;
import tinytorch.nn.network.MLP;
import tinytorch.nn.network.Sequential;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;

/**
 * XOR, "one or the other, but not both": the smallest problem that no single linear layer solves (Minsky and Papert, "Perceptrons", 1969). A hidden layer of
 * four tanh units and two logits do.
 */
final class XorClassifier {
    private static final int[] SIZES = {2, 4, 2};
    private static final float[] INPUTS = {0, 0, 0, 1, 1, 0, 1, 1};
    private static final float[] CLASSES = {0, 1, 1, 0};

    private final Sequential network;

    private final Activation softmax;

    XorClassifier(Sequential network, Activation softmax) {
        network.eval();
        this.network = network;
        this.softmax = softmax;
    }

    /** With the weights that come with the course. */
    static XorClassifier shipped() throws IOException {
        return of(Weights.shipped(Weights.XOR).tensors());
    }

    static XorClassifier of(Map<String, Tensor> state) {
        Sequential network = untrained(() -> 0);
        network.loadStateDict(state);
        return new XorClassifier(network, new Softmax(-1));
    }

    static Sequential untrained(RandomGenerator random) {
        return new MLP(SIZES, new Tanh(), random);
    }

    /** The four cases, of shape (4, 2). */
    static Tensor inputs() {
        return Tensor.of(INPUTS, 4, 2);
    }

    /** The right answers, of shape (4,). */
    static Tensor classes() {
        return Tensor.of(CLASSES);
    }

    /**
     * One of the four cases.
     *
     * @param expected   a xor b
     * @param prediction the probabilities of 0 and of 1
     */
    record Case(int a, int b, int expected, Prediction prediction) {
        /** Whether the more probable class is the right one. Numbers that are no probabilities are never right. */
        boolean correct() {
            return prediction.isDistribution() && prediction.best() == expected;
        }
    }

    /** The network's answers to the four cases. */
    Case[] cases() {
        Tensor probabilities = Tracking.off(() -> softmax.forward(network.forward(inputs())));
        Case[] cases = new Case[4];
        for (int i = 0; i < 4; i++) {
            cases[i] = new Case((int) INPUTS[2 * i], (int) INPUTS[2 * i + 1], (int) CLASSES[i], new Prediction(probabilities.select(0, i).toArray()));
        }
        return cases;
    }

    /** The network as text: its sizes and how many numbers it learned. */
    String description() {
        return "2-4-2 (" + network.parameterCount() + " parameters)";
    }
}
