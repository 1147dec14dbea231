package tinytorch.text.transformer.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import tinytorch.nn.Layer;
import tinytorch.nn.activation.GELU;
import tinytorch.nn.network.Initializer;
import tinytorch.nn.network.Linear;
import tinytorch.tensor.Tensor;
import tinytorch.text.attention.CausalSelfAttention;
import tinytorch.text.embedding.Embedding;
import tinytorch.text.transformer.FeedForward;
import tinytorch.text.transformer.LayerNorm;

/** A small GPT whose blocks may be wired otherwise. Weights start so that a linear layer keeps the size of what goes through it: 1 / sqrt(in). */
final class WiredNetwork extends Layer {
    private static final int HEADS = 4;

    private final Embedding tokens;
    private final Embedding positions;
    private final List<WiredBlock> blocks = new ArrayList<>();
    private final LayerNorm norm;
    private final Linear head;

    WiredNetwork(Wiring wiring, int vocabulary, int context, int layers, int width, RandomGenerator random) {
        this.tokens = child("tokens", new Embedding(vocabulary, width, random));
        this.positions = child("positions", new Embedding(context, width, random));
        for (int i = 0; i < layers; i++) {
            blocks.add(child("block" + i, new WiredBlock(wiring, width, random)));
        }
        this.norm = child("norm", new LayerNorm(width));
        this.head = child("head", linear(width, vocabulary, random));
    }

    private static Linear linear(int in, int out, RandomGenerator random) {
        return new Linear(in, out, Initializer.heNormal(1), random);
    }

    List<? extends Layer> blocks() {
        return blocks;
    }

    @Override
    public Tensor forward(Tensor ids) {
        Tensor x = tokens.forward(ids).add(positions.forward(Tensor.arange(ids.dim(1))));
        for (WiredBlock block : blocks) {
            x = block.forward(x);
        }
        return head.forward(norm.forward(x));
    }

    private static final class WiredBlock extends Layer {
        private final Wiring wiring;
        private final LayerNorm norm1;
        private final CausalSelfAttention attention;
        private final LayerNorm norm2;
        private final FeedForward feedForward;

        WiredBlock(Wiring wiring, int width, RandomGenerator random) {
            this.wiring = wiring;
            this.norm1 = child("norm1", new LayerNorm(width));
            this.attention = child("attention", new CausalSelfAttention(linear(width, 3 * width, random), linear(width, width, random), HEADS));
            this.norm2 = child("norm2", new LayerNorm(width));
            this.feedForward = child("feedForward", new FeedForward(linear(width, 4 * width, random), new GELU(), linear(4 * width, width, random)));
        }

        @Override
        public Tensor forward(Tensor input) {
            return wiring.connect(wiring.connect(input, norm1, attention::forward), norm2, feedForward::forward);
        }
    }
}
