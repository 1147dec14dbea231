package tinytorch.compete.lab;

import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import tinytorch.data.DataLoader;
import tinytorch.data.Dataset;
import tinytorch.data.Mnist;
import tinytorch.data.Subset;
import tinytorch.data.source.DataException;
import tinytorch.nn.ActivationLayer;
import tinytorch.nn.Flatten;
import tinytorch.nn.Layer;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.network.Linear;
import tinytorch.nn.network.Loss;
import tinytorch.nn.network.Sequential;
import tinytorch.optim.Optimizer;
import tinytorch.train.Accuracy;
import tinytorch.train.Callback;
import tinytorch.train.CrossEntropyLoss;
import tinytorch.train.StepEvent;
import tinytorch.train.Trainer;

/**
 * A part of MNIST to learn from, and all of its test digits.
 *
 * @param training pictures
 * @param test     pictures
 */
record Digits(Dataset training, Dataset test) {
    static final int EXAMPLES = 20_000;
    static final int BATCH = 100;

    static Digits load() throws DataException {
        return new Digits(new Subset(Mnist.training(), IntStream.range(0, EXAMPLES).toArray()), Mnist.test());
    }

    /** An MLP 784-128-64-10 that has learned nothing. */
    static Sequential untrained(long seed) {
        return untrained(seed, 128, 64);
    }

    /** An MLP with hidden layers of these sizes that has learned nothing. */
    static Sequential untrained(long seed, int first, int second) {
        SplittableRandom random = new SplittableRandom(seed);
        return new Sequential(new Flatten(), new Linear(784, first, random), new ActivationLayer(new ReLU()), new Linear(first, second, random), new ActivationLayer(new ReLU()),
                new Linear(second, 10, random));
    }

    /** Trains on these examples. */
    static Trainer train(Layer network, Loss loss, Optimizer optimizer, Dataset examples, int epochs, Runnable afterStep) {
        Trainer trainer = new Trainer(network, loss, optimizer).callback(new Callback() {
            @Override
            public void onStep(StepEvent event) {
                afterStep.run();
            }
        });
        trainer.fit(DataLoader.of(examples).batchSize(BATCH).shuffle(1).dropLast(true), epochs);
        return trainer;
    }

    /** {@code loss} and accuracy on all test digits. */
    Map<String, Double> judge(Layer network, Optimizer any) {
        return new Trainer(network, new CrossEntropyLoss(), any).metrics(new Accuracy()).evaluate(DataLoader.of(test).batchSize(500));
    }

    double accuracy(Layer network, Optimizer any) {
        return judge(network, any).get(new Accuracy().name());
    }

    static String percent(double part) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * part);
    }
}
