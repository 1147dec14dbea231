package tinytorch.text.transformer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import tinytorch.nn.Layer;
import tinytorch.nn.network.LinearMap;
import tinytorch.tensor.Tensor;
import tinytorch.text.attention.KeyValueCache;

/**
 * A decoder of the kind of GPT-2: it predicts the next token from those before it. (Radford et al., "Language Models are Unsupervised Multitask
 * Learners", 2019.) Its parameters have the names of nanoGPT.
 *
 * <pre>
 * input     (B, T)                token ids, T at most the context
 * output    (B, T, vocabulary)    logits: what may come after each token
 *
 * transformer.wte.weight   (V, D)     transformer.h.0.ln_1.weight, .bias                transformer.ln_f.weight, .bias
 * transformer.wpe.weight   (T, D)     transformer.h.0.attn.c_attn.weight, .bias         lm_head.weight = transformer.wte.weight
 *                                     transformer.h.0.attn.c_proj.weight, .bias
 *                                     transformer.h.0.ln_2.weight, .bias
 *                                     transformer.h.0.mlp.c_fc.weight, .bias
 *                                     transformer.h.0.mlp.c_proj.weight, .bias
 * </pre>
 *
 * <p>The embedding of the tokens and the last layer are one table (weight tying: Press and Wolf, 2017): the logit of a token is the inner product of its
 * vector with what the network expects. Its gradient is the sum of both uses.
 */
public final class Gpt extends Layer {
    private final GptConfig config;
    private final Transformer transformer;
    private final LinearMap head;

    /** With new weights, distributed as in GPT-2; dropout draws from the same generator later. */
    public Gpt(GptConfig config, RandomGenerator random) {
        this(config, new Transformer(config, BlockSize.whole(config), random));
        FirstWeights.fill(parameters(), config.layers(), random);
    }

    /** Around this transformer, whose table of the tokens is the last layer's weight too. */
    private Gpt(GptConfig config, Transformer transformer) {
        this(config, transformer, transformer.tokens().tied());
    }

    private Gpt(GptConfig config, Transformer transformer, LinearMap head) {
        this.config = config;
        this.transformer = child("transformer", transformer);
        this.head = child("lm_head", head);
    }

    @Override
    public Gpt with(BiFunction<String, Layer, Layer> change) {
        return new Gpt(config, (Transformer) change.apply("transformer", transformer), (LinearMap) change.apply("lm_head", head));
    }

    /**
     * With saved weights: a {@link #stateDict}, or what {@link NanoGpt#names} makes of PyTorch's. A state whose blocks have fewer heads or fewer hidden units than this size says,
     * as pruning leaves them (module 16), gives a network with just these.
     *
     * @param random for dropout, if there is any
     * @throws IllegalArgumentException if names or shapes are not those of this size
     */
    public static Gpt of(GptConfig config, Map<String, Tensor> state, RandomGenerator random) {
        Gpt model = new Gpt(config, new Transformer(config, BlockSize.of(config, state), random));
        model.loadStateDict(state);
        return model;
    }

    /** The size. */
    public GptConfig config() {
        return config;
    }

    @Override
    public Tensor forward(Tensor ids) {
        return forward(ids, List.of());
    }

    /**
     * As {@link #forward(Tensor)} for the tokens after those in the caches, one a layer, which are then in them too. Without caches the tokens are the
     * first. Cached passes are for writing, not for learning: call them with tracking off.
     *
     * @param ids (B, T)
     * @return (B, T, vocabulary)
     */
    public Tensor forward(Tensor ids, List<KeyValueCache> caches) {
        return head.forward(transformer.forward(ids, caches));
    }

    /** The logits after the last token alone, (B, vocabulary): all that writing needs, without the last layer's work for the other tokens. */
    public Tensor next(Tensor ids, List<KeyValueCache> caches) {
        return head.forward(transformer.forward(ids, caches).select(1, -1));
    }

    /** Empty caches, one for each layer, for a batch of so many sequences. */
    public List<KeyValueCache> caches(int batch) {
        List<KeyValueCache> caches = new ArrayList<>();
        for (int i = 0; i < config.layers(); i++) {
            caches.add(new KeyValueCache(batch, transformer.heads(i), config.context(), config.width() / config.heads()));
        }
        return caches;
    }
}
