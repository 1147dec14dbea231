package tinytorch.milestones.inference;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import tinytorch.nn.activation.Softmax;
import tinytorch.nn.network.CrossEntropy;
import tinytorch.nn.network.GradientDescent;
import tinytorch.nn.network.SafeTensors;
import tinytorch.nn.network.Sequential;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;

/**
 * Trains the XOR network of milestone {@code inference} and writes its weights: {@code milestones/train xor [--seed N] [--epochs N] [--out FILE]}. The same
 * command gives the same file on the same machine.
 */
public final class TrainXor {
    private static final String OUT = "milestones/src/main/resources/tinytorch/milestones/inference/" + Weights.XOR;
    private static final int EPOCHS = 2000;
    private static final float RATE = 0.5f;

    private TrainXor() {
    }

    /** Trains; see the class. */
    public static void main(String... args) throws IOException {
        TrainingArguments arguments = TrainingArguments.parse("xor", EPOCHS, OUT, args);
        System.out.println("command: " + arguments.command());
        Sequential network = train(arguments.seed(), arguments.epochs());
        XorClassifier.Case[] cases = new XorClassifier(network, new Softmax(-1)).cases();
        long correct = Arrays.stream(cases).filter(XorClassifier.Case::correct).count();
        Path out = Path.of(arguments.out());
        SafeTensors.save(out, network.stateDict(), Map.of(
                "command", arguments.command(),
                "seed", Long.toString(arguments.seed()),
                "network", "MLP 2-4-2, tanh; input: two numbers, 0 or 1; output: logits of the classes 0 and 1",
                "training", "all four cases, %d steps of gradient descent, learning rate %s".formatted(arguments.epochs(), RATE),
                "correct", correct + " of 4"));
        for (XorClassifier.Case one : cases) {
            System.out.println(one.a() + " xor " + one.b() + ": probability of 1 is " + one.prediction().percent(1));
        }
        System.out.println(correct + " of 4 right; written to " + out);
    }

    /** A network trained on all four cases, so many times. */
    static Sequential train(long seed, int epochs) {
        Sequential network = XorClassifier.untrained(new SplittableRandom(seed));
        GradientDescent descent = new GradientDescent(network.parameters().values(), RATE);
        Tensor inputs = XorClassifier.inputs();
        for (int epoch = 0; epoch < epochs; epoch++) {
            Tracking.off(() -> {
                descent.zeroGrad();
                Tensor gradient = new CrossEntropy().gradient(network.forward(inputs), XorClassifier.classes());
                network.backward(gradient);
                descent.step();
                return gradient;
            });
        }
        return network;
    }
}
