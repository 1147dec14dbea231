package tinytorch.text.transformer;

import java.util.function.BiFunction;
import tinytorch.nn.Layer;
import tinytorch.tensor.Tensor;
import tinytorch.text.attention.CausalSelfAttention;
import tinytorch.text.attention.KeyValueCache;

/**
 * One layer of a GPT: attention, then a feed-forward network, each with a way around it and its input normalised ("pre-norm").
 *
 * <pre>
 *  x ──┬──────────────── + ──┬─────────────── + ── y
 *      └─ ln_1 ── attn ──┘   └─ ln_2 ── mlp ──┘
 * </pre>
 *
 * <p>The straight line, the residual stream, goes through the whole network; each part reads from it and adds to it. The Transformer of 2017 normalised
 * after the sum, so that there was no straight line: deep ones could only be trained with care. (Xiong et al., "On Layer Normalization in the
 * Transformer Architecture", 2020.)
 */
public final class TransformerBlock extends Layer {
    private final LayerNorm norm1;
    private final CausalSelfAttention attention;
    private final LayerNorm norm2;
    private final FeedForward feedForward;

    /** With these parts. */
    public TransformerBlock(LayerNorm norm1, CausalSelfAttention attention, LayerNorm norm2, FeedForward feedForward) {
        this.norm1 = child("ln_1", norm1);
        this.attention = child("attn", attention);
        this.norm2 = child("ln_2", norm2);
        this.feedForward = child("mlp", feedForward);
    }

    /** How many heads its attention has. */
    int heads() {
        return attention.heads();
    }

    @Override
    public TransformerBlock with(BiFunction<String, Layer, Layer> change) {
        return new TransformerBlock((LayerNorm) change.apply("ln_1", norm1), (CausalSelfAttention) change.apply("attn", attention),
                (LayerNorm) change.apply("ln_2", norm2), (FeedForward) change.apply("mlp", feedForward));
    }

    @Override
    public Tensor forward(Tensor input) {
        return forward(input, null);
    }

    /**
     * <pre>
     * x = x + attn(ln_1(x))
     * y = x + mlp(ln_2(x))
     * </pre>
     *
     * <p>Worked example: if both parts put out 0 the block is the identity: y = x, bit for bit.
     *
     * @param input (B, T, D); not changed
     * @param cache of this layer's attention, for the tokens that come after those in it; {@code null} for none
     * @return (B, T, D)
     */
    public Tensor forward(Tensor input, KeyValueCache cache) {
        // tito:begin transformer.block
        Tensor x = input.add(attention.forward(norm1.forward(input), cache));
        return x.add(feedForward.forward(norm2.forward(x)));
        // tito:end
    }
}
