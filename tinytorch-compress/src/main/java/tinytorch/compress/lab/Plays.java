package tinytorch.compress.lab;

import java.io.IOException;
import java.nio.file.Files;

import tinytorch.data.Batch;
import tinytorch.data.DataLoader;
import tinytorch.data.source.DataException;
import tinytorch.data.source.DataStore;
import tinytorch.data.source.PublishedDataset;
import tinytorch.nn.Layer;
import tinytorch.optim.AdamW;
import tinytorch.optim.CosineDecay;
import tinytorch.optim.GradientClipping;
import tinytorch.optim.Moments;
import tinytorch.optim.Optimizer;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.text.token.CharTokenizer;
import tinytorch.text.transformer.TokenLoss;
import tinytorch.text.transformer.WeightDecay;
import tinytorch.text.transformer.Windows;
import tinytorch.train.Trainer;

/**
 * Shakespeare's plays as the tokens of a trained GPT, cut as milestone tinygpt cuts them: nine tenths to learn from, the last to judge by.
 *
 * @param training   windows of the first part
 * @param validation the tokens of the second
 */
record Plays(Windows training, int[] validation) {
    private static final double SHARE = 0.9;
    private static final int BATCH = 12;
    private static final int TEST_BATCH = 32;
    private static final double LEARNING_RATE = 1e-3;
    private static final double WEIGHT_DECAY = 0.1;
    private static final TokenLoss LOSS = new TokenLoss();

    /** The plays of the user's cache, as places in {@code characters}. */
    static Plays read(String characters, int context) throws IOException, DataException {
        String text = Files.readString(DataStore.ofUser(true).get(PublishedDataset.TINY_SHAKESPEARE).resolve("input.txt"));
        CharTokenizer tokenizer = CharTokenizer.of(characters);
        int cut = (int) (SHARE * text.length());
        return new Plays(new Windows(tokenizer.encode(text.substring(0, cut)), context), tokenizer.encode(text.substring(cut)));
    }

    /** Some windows, to measure a network's time with. */
    Tensor some(int count) {
        int[] starts = new int[count];
        for (int i = 0; i < count; i++) {
            starts[i] = i * training.context();
        }
        return training.batch(starts).inputs();
    }

    /** The optimizer of milestone tinygpt, at a third of its learning rate. */
    static Optimizer optimizer(Layer network) {
        return new AdamW(WeightDecay.groups(network, LEARNING_RATE, WEIGHT_DECAY), new Moments(0.9, 0.99, 1e-8));
    }

    /** Trains a network for so many steps, each with {@value #BATCH} windows at random places. */
    void train(Layer network, Optimizer optimizer, int steps) {
        network.train();
        DataLoader windows = DataLoader.of(training).batchSize(BATCH).seed(1).sampler((size, random) -> random.ints((long) steps * BATCH, 0, size).toArray());
        Tracking.on(() -> new Trainer(network, LOSS, optimizer).schedulePerStep(new CosineDecay(steps, 0)).beforeStep(() -> GradientClipping.byNorm(network.parameters().values(), 1))
                .fit(windows, 1));
    }

    /** The mean loss over all of the validation text: every token but the first, predicted from those before it in its window. The network is in eval mode afterwards. */
    double loss(Layer network) {
        network.eval();
        int left = validation.length - 1;
        double sum = 0;
        for (int at = 0; at < left;) {
            int length = Math.min(training.context(), left - at);
            int[] starts = new int[Math.min(TEST_BATCH, (left - at) / length)];
            for (int i = 0; i < starts.length; i++) {
                starts[i] = at + i * length;
            }
            Batch batch = new Windows(validation, length).batch(starts);
            sum += Tracking.off(() -> LOSS.value(network.forward(batch.inputs()), batch.targets())).item() * starts.length * length;
            at += starts.length * length;
        }
        return sum / left;
    }
}
