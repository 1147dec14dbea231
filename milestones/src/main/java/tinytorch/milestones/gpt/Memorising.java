package tinytorch.milestones.gpt;

import java.util.BitSet;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import tinytorch.autograd.Autograd;
import tinytorch.data.Batch;
import tinytorch.optim.Optimizer;
import tinytorch.tensor.Tensor;
import tinytorch.text.transformer.Gpt;
import tinytorch.text.transformer.Windows;

/**
 * A question to the training: does a new, small network learn one batch by heart? It has many more parameters than the batch has tokens, so only gradients that are
 * wrong, lost or not used keep its loss from falling to nearly nothing. The loss on a whole text does not tell: with a part of the gradients missing it falls as well.
 */
final class Memorising {
    static final double GOAL = 0.05;
    static final int STEPS = 300;
    private static final int WINDOWS = 4;
    private static final GptOptions.Size SIZE = new GptOptions.Size(2, 2, 32, 16, WINDOWS);

    private Memorising() {
    }

    /**
     * Learns windows of the text.
     *
     * @param text      tokens, two at least
     * @param most      steps; fewer if the loss is small enough before
     * @param optimizer makes what moves the parameters of a network
     */
    static Probes.Answer of(int[] text, int vocabulary, int most, Function<Gpt, Optimizer> optimizer) {
        Windows windows = new Windows(text, Math.min(SIZE.context(), text.length - 1));
        Batch batch = windows.batch(places(windows));
        Gpt network = GptRecipe.network(SIZE, vocabulary, 1);
        Optimizer mover = optimizer.apply(network);
        double loss = Double.NaN;
        int steps = 0;
        while (steps < most && !(loss < GOAL)) {
            mover.zeroGrad();
            Tensor value = Tensor.apply(GptRecipe.LOSS, network.forward(batch.inputs()), batch.targets());
            loss = value.item();
            Autograd.backward(value);
            GptRecipe.clip(network);
            mover.step();
            steps++;
        }
        return new Probes.Answer("one batch can be learned by heart", loss < GOAL, String.format(Locale.ROOT, "a loss of %.3f after %d steps", loss, steps));
    }

    /** Windows with different first tokens: what follows the same token is not known before a second one is seen, and that would be left of the loss. */
    private static int[] places(Windows windows) {
        BitSet begun = new BitSet();
        return IntStream.range(0, windows.size()).filter(place -> {
            boolean fresh = !begun.get(windows.ids()[place]);
            begun.set(windows.ids()[place]);
            return fresh;
        }).limit(WINDOWS).toArray();
    }
}
