package tinytorch.milestones.inference;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import tinytorch.data.source.DataException;
import tinytorch.data.source.LabelledImages;
import tinytorch.data.source.MnistFiles;
import tinytorch.nn.activation.Softmax;
import tinytorch.nn.network.SafeTensors;
import tinytorch.nn.network.Sequential;
import tinytorch.workbench.Format;

/**
 * Trains the digit network of milestone {@code inference} and writes its weights: {@code milestones/train mnist [--seed N] [--epochs N] [--out FILE]}. The same
 * command gives the same file on the same machine.
 */
public final class TrainMnist {
    private static final String OUT = "milestones/src/main/resources/tinytorch/milestones/inference/" + Weights.MNIST;
    private static final int EPOCHS = 10;
    private static final int BATCH = 32;
    private static final float RATE = 0.2f;

    private TrainMnist() {
    }

    /** Trains; see the class. */
    public static void main(String... args) throws IOException {
        TrainingArguments arguments = TrainingArguments.parse("mnist", EPOCHS, OUT, args);
        LabelledImages training;
        LabelledImages test;
        try {
            MnistFiles mnist = MnistFiles.ofUser(false);
            training = mnist.training();
            test = mnist.test();
        } catch (DataException e) {
            System.err.println(e.getMessage());
            System.exit(8);
            return;
        }
        System.out.println("command: " + arguments.command());
        long start = System.nanoTime();
        Sequential network = new DigitTraining(arguments.seed(), arguments.epochs(), BATCH, RATE).run(training, System.out);
        String time = Format.seconds((System.nanoTime() - start) / 1e9);
        Evaluation evaluation = Evaluation.of(new DigitClassifier(network, new Softmax(-1)), TestSet.of(test), 500, _ -> { });
        Path out = Path.of(arguments.out());
        SafeTensors.save(out, network.stateDict(), metadata(arguments, evaluation));
        System.out.printf(Locale.ROOT, "%d of %d test images right, %.2f%%; trained in %s; written to %s%n",
                evaluation.correct(), evaluation.count(), 100 * evaluation.accuracy(), time, out);
    }

    private static Map<String, String> metadata(TrainingArguments arguments, Evaluation evaluation) {
        return Map.of(
                "command", arguments.command(),
                "seed", Long.toString(arguments.seed()),
                "network", "MLP 784-128-64-10, ReLU; input: pixels from 0 (paper) to 1 (ink); output: logits of the digits 0 to 9",
                "training", "MNIST, 60000 images moved by up to 1 pixel, %d epochs of gradient descent, batch %d, learning rate %s to 0 along half a cosine"
                        .formatted(arguments.epochs(), BATCH, RATE),
                "test_accuracy", String.format(Locale.ROOT, "%.4f", evaluation.accuracy()),
                "test_images", Integer.toString(evaluation.count()));
    }
}
