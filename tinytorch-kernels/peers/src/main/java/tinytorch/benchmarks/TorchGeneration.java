package tinytorch.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import tinytorch.data.SplitMix;
import tinytorch.text.transformer.Sampling;
import tinytorch.text.transformer.TextGenerator;

/** nanoGPT writing, with a cache of keys and values and without. Characters are drawn by our {@link Sampling} from libtorch's logits: the same work for both. */
public class TorchGeneration extends Torch {
    private static final Sampling SAMPLING = new Sampling(1, 0, 1);

    private TorchGpt network;
    private int layers;

    /** Takes over the network. */
    @Setup
    public void make() {
        Generation ours = new Generation();
        ours.make();
        layers = ours.network.config().layers();
        network = new TorchGpt(new TorchWeights(this, ours.network.parameters()), layers, TorchGpt.causal(this, ours.network.config().context()));
        if (Peers.checking()) {
            for (boolean cached : new boolean[] {true, false}) {
                int[] wanted = new TextGenerator(ours.network, SAMPLING, new SplitMix(7)).generate(Generation.PROMPT, Generation.COUNT, cached, token -> { });
                int[] got = generate(cached, new SplitMix(7));
                if (!Arrays.equals(wanted, got)) {
                    throw new IllegalStateException("generation, cached " + cached + ": libtorch writes " + Arrays.toString(got) + " instead of "
                            + Arrays.toString(wanted));
                }
            }
        }
    }

    /** With keys and values kept, and each new one put behind them by {@code torch.cat}. */
    @Benchmark
    public int[] cached(Tokens work) {
        work.tokens += Generation.COUNT;
        return generate(true, random);
    }

    /** Reading everything again for each character. */
    @Benchmark
    public int[] uncached(Tokens work) {
        work.tokens += Generation.COUNT;
        return generate(false, random);
    }

    private int[] generate(boolean cached, RandomGenerator chance) {
        int[] ids = Arrays.copyOf(Generation.PROMPT, Generation.PROMPT.length + Generation.COUNT);
        NDArray[][] past = cached ? new NDArray[layers][2] : null;
        try (NDManager text = arrays.newSubManager()) {
            int read = 0;
            for (int length = Generation.PROMPT.length; length < ids.length; length++) {
                ids[length] = next(text, Arrays.copyOfRange(ids, read, length), read, past, chance);
                read = cached ? length : 0;
            }
        }
        return ids;
    }

    private int next(NDManager text, int[] unread, int start, NDArray[][] past, RandomGenerator chance) {
        long[] tokens = Arrays.stream(unread).asLongStream().toArray();
        try (NDManager pass = text.newSubManager()) {
            PtNDArray logits = network.next((PtNDArray) pass.create(tokens, new Shape(1, tokens.length)), start, past);
            if (past != null) {
                for (NDArray[] layer : past) {
                    layer[0].attach(text);
                    layer[1].attach(text);
                }
            }
            float[] last = logits.toFloatArray();
            return SAMPLING.choose(last, 0, last.length, chance);
        }
    }
}
