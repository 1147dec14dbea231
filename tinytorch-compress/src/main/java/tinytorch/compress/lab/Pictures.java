package tinytorch.compress.lab;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import tinytorch.data.Batch;
import tinytorch.data.Cifar10;
import tinytorch.data.DataLoader;
import tinytorch.data.Dataset;
import tinytorch.data.Example;
import tinytorch.data.ImageDataset;
import tinytorch.data.Mnist;
import tinytorch.data.source.DataException;
import tinytorch.nn.Layer;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.network.Loss;
import tinytorch.nn.network.MLP;
import tinytorch.nn.spatial.Normalize;
import tinytorch.optim.Optimizer;
import tinytorch.optim.Schedule;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.train.Trainer;

/**
 * Labelled pictures, and what the experiments do with them: train, and count what is recognised.
 *
 * @param training to learn from
 * @param test     to judge by
 */
record Pictures(Dataset training, Dataset test) {
    static final int BATCH = 128;
    private static final int EVERY_CLASS = -1;
    private static final int TEST_BATCH = 500;
    private static final int PIXELS = Mnist.SHAPE.size();

    /** MNIST of the user's cache, every picture as a row of 784 numbers. */
    static Pictures digits() throws DataException {
        return new Pictures(changed(Mnist.training(), inputs -> inputs.reshape(inputs.dim(0), PIXELS)), changed(Mnist.test(), inputs -> inputs.reshape(inputs.dim(0), PIXELS)));
    }

    /** CIFAR-10 of the user's cache, every picture normalised as milestone cnn does it. */
    static Pictures photographs() throws DataException {
        UnaryOperator<Tensor> normalise = inputs -> Normalize.CIFAR10.apply(inputs, new SplittableRandom(0));
        return new Pictures(changed(Cifar10.training(), normalise), changed(Cifar10.test(), normalise));
    }

    private static Dataset changed(ImageDataset images, UnaryOperator<Tensor> change) {
        return new Changed(images, change);
    }

    /** A network before training. */
    static MLP untrained(int... hidden) {
        int[] sizes = new int[hidden.length + 2];
        sizes[0] = PIXELS;
        System.arraycopy(hidden, 0, sizes, 1, hidden.length);
        sizes[sizes.length - 1] = Mnist.CLASSES.size();
        return new MLP(sizes, new ReLU(), new SplittableRandom(1));
    }

    /** Trains a network on {@code examples}, which are {@link #training} or the same with a teacher's answers. */
    static void train(Layer network, Loss loss, Optimizer optimizer, Schedule schedule, Dataset examples, int epochs) {
        Tracking.on(() -> new Trainer(network, loss, optimizer).schedulePerStep(schedule).fit(DataLoader.of(examples).batchSize(BATCH).shuffle(1).dropLast(true), epochs));
    }

    /** How many steps {@link #train} takes for so many epochs. */
    int steps(int epochs) {
        return steps(training, epochs);
    }

    static int steps(Dataset examples, int epochs) {
        return epochs * (examples.size() / BATCH);
    }

    /** The part of the test pictures that a network recognises; it is in eval mode afterwards. */
    double accuracy(Layer network) {
        return accuracy(network, EVERY_CLASS);
    }

    /** The part of the test pictures of this class that a network recognises, or of every class. */
    double accuracy(Layer network, int only) {
        network.eval();
        long right = 0;
        long asked = 0;
        for (int from = 0; from < test.size(); from += TEST_BATCH) {
            Batch batch = test.batch(IntStream.range(from, Math.min(test.size(), from + TEST_BATCH)).toArray());
            Tensor answers = Tracking.off(() -> network.forward(batch.inputs()).argmax(1));
            for (int i = 0; i < batch.size(); i++) {
                int truth = (int) batch.targets().get(i);
                if (only == EVERY_CLASS || only == truth) {
                    asked++;
                    right += answers.get(i) == truth ? 1 : 0;
                }
            }
        }
        return (double) right / asked;
    }

    static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.2f%%", 100 * fraction);
    }

    /** Some test pictures. */
    Tensor pictures(int count) {
        return test.batch(IntStream.range(0, count).toArray()).inputs();
    }

    /** Pictures that are changed when they are read. */
    private record Changed(ImageDataset images, UnaryOperator<Tensor> change) implements Dataset {

        @Override
        public int size() {
            return images.size();
        }

        @Override
        public Example get(int index) {
            Batch batch = batch(index);
            return new Example(batch.inputs().select(0, 0), batch.targets().select(0, 0));
        }

        @Override
        public Batch batch(int... indices) {
            Batch batch = images.batch(indices);
            return new Batch(change.apply(batch.inputs()), batch.targets());
        }
    }
}
