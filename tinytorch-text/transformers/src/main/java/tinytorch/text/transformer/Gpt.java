package tinytorch.text.transformer;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import tinytorch.nn.Layer;
import tinytorch.nn.activation.GELU;
import tinytorch.nn.network.Initializer;
import tinytorch.nn.network.Linear;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.text.attention.CausalSelfAttention;
import tinytorch.text.attention.KeyValueCache;
import tinytorch.text.embedding.Embedding;

/**
 * A decoder of the kind of GPT-2: it predicts the next token from those before it. (Radford et al., "Language Models are Unsupervised Multitask
 * Learners", 2019.) Its parameters have the names of nanoGPT, and the first weights are distributed as there.
 *
 * <pre>
 * input     (B, T)                token ids, T at most the context
 * output    (B, T, vocabulary)    logits: what may come after each token
 * </pre>
 */
public final class Gpt extends Layer {
    private static final float STD = 0.02f;

    private final GptConfig config;
    private final Transformer transformer;
    private final Linear head;

    /** With new weights. The embedding of the tokens and the last layer share one table (weight tying). */
    public Gpt(GptConfig config, RandomGenerator random) {
        this.config = config;
        this.transformer = child("transformer", new Transformer(config, random));
        this.head = child("lm_head", new Linear(transformer.tokens.weight(), null));
    }

    /** The size. */
    public GptConfig config() {
        return config;
    }

    @Override
    public Tensor forward(Tensor ids) {
        return forward(ids, List.of());
    }

    /** As {@link #forward(Tensor)} for the tokens after those in the caches, one a layer, which are then in them too. No caches, no memory. */
    public Tensor forward(Tensor ids, List<KeyValueCache> caches) {
        return head.forward(transformer.forward(ids, caches));
    }

    /** Empty caches, one for each layer, for a batch of so many sequences. */
    public List<KeyValueCache> caches(int batch) {
        List<KeyValueCache> caches = new ArrayList<>();
        for (int i = 0; i < config.layers(); i++) {
            caches.add(new KeyValueCache(batch, config.heads(), config.context(), config.width() / config.heads()));
        }
        return caches;
    }

    /** Everything below the last layer. */
    private static final class Transformer extends Layer {
        private final int context;
        private final Embedding tokens;
        private final Embedding positions;
        private final List<TransformerBlock> blocks = new ArrayList<>();
        private final LayerNorm norm;

        Transformer(GptConfig config, RandomGenerator random) {
            this.context = config.context();
            this.tokens = child("wte", new Embedding(config.vocabulary(), config.width(), Initializer.normal(0, STD), random));
            this.positions = child("wpe", new Embedding(config.context(), config.width(), Initializer.normal(0, STD), random));
            Layer all = child("h", new Stack());
            for (int i = 0; i < config.layers(); i++) {
                blocks.add(((Stack) all).add(i, block(config, random)));
            }
            this.norm = child("ln_f", new LayerNorm(config.width(), config.bias(), 1e-5));
        }

        private static TransformerBlock block(GptConfig config, RandomGenerator random) {
            int width = config.width();
            boolean bias = config.bias();
            Initializer usual = Initializer.normal(0, STD);
            // Two sums on the residual path for each layer: their variance stays that of one.
            Initializer residual = Initializer.normal(0, (float) (STD / Math.sqrt(2 * config.layers())));
            return new TransformerBlock(new LayerNorm(width, bias, 1e-5),
                    new CausalSelfAttention(new Linear(width, 3 * width, bias, usual, random), new Linear(width, width, bias, residual, random), config.heads()),
                    new LayerNorm(width, bias, 1e-5),
                    new FeedForward(new Linear(width, 4 * width, bias, usual, random), new GELU(), new Linear(4 * width, width, bias, residual, random)));
        }

        @Override
        public Tensor forward(Tensor ids) {
            return forward(ids, List.of());
        }

        Tensor forward(Tensor ids, List<KeyValueCache> caches) {
            int start = caches.isEmpty() ? 0 : caches.getFirst().length();
            if (ids.rank() != 2 || start + ids.dim(1) > context) {
                throw new ShapeException("Gpt: ids must be (B, T) with at most " + context + " tokens in all, got " + ids.shape() + " after " + start
                        + ". Give the last tokens only.");
            }
            Tensor x = tokens.forward(ids).add(positions.forward(Tensor.arange(start, start + ids.dim(1), 1)));
            for (int i = 0; i < blocks.size(); i++) {
                x = blocks.get(i).forward(x, caches.isEmpty() ? null : caches.get(i));
            }
            return norm.forward(x);
        }
    }

    /** Blocks by number. */
    private static final class Stack extends Layer {
        TransformerBlock add(int number, TransformerBlock block) {
            return child(Integer.toString(number), block);
        }

        @Override
        public Tensor forward(Tensor input) {
            throw new UnsupportedOperationException("blocks are called one by one");
        }
    }
}
