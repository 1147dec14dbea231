package tinytorch.nn.network;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import tinytorch.nn.activation.Softmax;
import tinytorch.nn.activation.Tanh;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.workbench.Format;
import tinytorch.workbench.Table;

/**
 * XOR, the smallest problem that a single linear layer can't solve (Minsky and Papert, "Perceptrons", 1969): no straight line
 * separates (0, 1) and (1, 0) from (0, 0) and (1, 1). A hidden layer of eight units learns it within a few hundred steps.
 */
public final class XorDemo {
    /** Units of the hidden layer. */
    public static final int HIDDEN = 8;
    /** How far a step goes. */
    public static final float LEARNING_RATE = 0.5f;

    private XorDemo() {
    }

    /** The four inputs, of shape {@code (4, 2)}. */
    public static Tensor inputs() {
        return Tensor.of(new float[] {0, 0, 0, 1, 1, 0, 1, 1}, 4, 2);
    }

    /** The class of each input, of shape {@code (4,)}: 1 where exactly one of the two numbers is 1. */
    public static Tensor classes() {
        return Tensor.of(0, 1, 1, 0);
    }

    /** An untrained network: 2 inputs, a hidden layer with tanh, 2 logits. */
    public static MLP network(RandomGenerator random) {
        return new MLP(new int[] {2, HIDDEN, 2}, new Tanh(), random);
    }

    /** Trains a network in place and returns the loss before each step. */
    public static float[] train(Sequential network, int steps) {
        GradientDescent descent = new GradientDescent(network.parameters().values(), LEARNING_RATE);
        return new TrainingLoop(network, new CrossEntropy(), descent).run(inputs(), classes(), steps);
    }

    /** How many of the four inputs the network puts into the right class. */
    public static int correct(Sequential network) {
        Tensor chosen = Tracking.off(() -> network.forward(inputs()).argmax(1));
        return (int) chosen.eq(classes()).sum().item();
    }

    /** Trains a network and prints how it went. Arguments: seed (42), steps (500). */
    public static void main(String... args) {
        long seed = args.length > 0 ? Long.parseLong(args[0]) : 42;
        int steps = args.length > 1 ? Integer.parseInt(args[1]) : 500;
        MLP network = network(new SplittableRandom(seed));
        float[] losses = train(network, steps);
        Table progress = new Table("XOR, seed " + seed + ": cross-entropy before a step (log 2 = 0.6931 is guessing)", "step", "loss");
        for (int step = 0; step < steps; step = Math.max(1, 2 * step)) {
            progress.row(step, Format.number(losses[step]));
        }
        System.out.println(progress);
        Tensor probabilities = Tracking.off(() -> new Softmax(1).forward(network.forward(inputs())));
        Table answers = new Table(correct(network) + " of 4 right after " + steps + " steps", "a", "b", "a xor b", "probability of 1");
        for (int i = 0; i < inputs().dim(0); i++) {
            answers.row((int) inputs().get(i, 0), (int) inputs().get(i, 1), (int) classes().get(i), Format.number(probabilities.get(i, 1)));
        }
        System.out.println(answers);
    }
}
