package tinytorch.text.transformer;

import tinytorch.nn.Layer;
import tinytorch.tensor.Tensor;
import tinytorch.text.attention.CausalSelfAttention;
import tinytorch.text.attention.KeyValueCache;

/**
 * One layer of a GPT: attention, then a feed-forward network, each with a way around it and its input normalised ("pre-norm"):
 *
 * <pre>
 * x = x + attn(ln_1(x))
 * x = x + mlp(ln_2(x))
 * </pre>
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

    @Override
    public Tensor forward(Tensor input) {
        return forward(input, null);
    }

    /** As {@link #forward(Tensor)} for the tokens after those in the cache. */
    public Tensor forward(Tensor input, KeyValueCache cache) {
        Tensor x = input.add(attention.forward(norm1.forward(input), cache));
        return x.add(feedForward.forward(norm2.forward(x)));
    }
}
