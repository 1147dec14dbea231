package tinytorch.compress.lab;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

import tinytorch.data.Batch;
import tinytorch.data.DataLoader;
import tinytorch.data.Dataset;
import tinytorch.data.Example;
import tinytorch.data.Mnist;
import tinytorch.data.source.DataException;
import tinytorch.nn.Layer;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.network.Loss;
import tinytorch.nn.network.MLP;
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
record Digits(Dataset training, Dataset test) {
    static final int BATCH = 128;
    private static final int TEST_BATCH = 500;
    private static final int PIXELS = Mnist.SHAPE.size();

    /** MNIST of the user's cache, every picture as a row of 784 numbers. */
    static Digits mnist() throws DataException {
        return new Digits(new Rows(Mnist.training()), new Rows(Mnist.test()));
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
        return epochs * (training.size() / BATCH);
    }

    /** The part of the test pictures that a network recognises; it is in eval mode afterwards. */
    double accuracy(Layer network) {
        network.eval();
        long right = 0;
        for (int from = 0; from < test.size(); from += TEST_BATCH) {
            Batch batch = test.batch(IntStream.range(from, Math.min(test.size(), from + TEST_BATCH)).toArray());
            right += Tracking.off(() -> (long) network.forward(batch.inputs()).argmax(1).eq(batch.targets()).sum().item());
        }
        return (double) right / test.size();
    }

    /** Some test pictures. */
    Tensor pictures(int count) {
        return test.batch(IntStream.range(0, count).toArray()).inputs();
    }

    /** Pictures as rows. */
    private record Rows(Dataset pictures) implements Dataset {

        @Override
        public int size() {
            return pictures.size();
        }

        @Override
        public Example get(int index) {
            Example example = pictures.get(index);
            return new Example(example.input().reshape(PIXELS), example.target());
        }

        @Override
        public Batch batch(int... indices) {
            Batch batch = pictures.batch(indices);
            return new Batch(batch.inputs().reshape(indices.length, PIXELS), batch.targets());
        }
    }
}
