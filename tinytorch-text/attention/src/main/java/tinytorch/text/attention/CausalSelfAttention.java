package tinytorch.text.attention;

import tinytorch.nn.Layer;
import tinytorch.nn.network.Linear;
import tinytorch.tensor.Tensor;

/**
 * Every token looks at itself and at those before it, in several heads at once: the attention of GPT-2, with its parameter names.
 *
 * <pre>
 * input            (B, T, D)     B sequences of T tokens, D numbers each
 * c_attn           D -> 3 D      queries, keys and values of all heads side by side
 * c_proj           D -> D        mixes what the heads found
 * output           (B, T, D)
 * </pre>
 */
public final class CausalSelfAttention extends Layer {
    private final Linear attn;
    private final Linear proj;
    private final int heads;

    /** With these two layers; D must be a multiple of the heads. */
    public CausalSelfAttention(Linear attn, Linear proj, int heads) {
        if (heads < 1 || proj.in() % heads != 0 || attn.out() != 3 * proj.in()) {
            throw new IllegalArgumentException("CausalSelfAttention: " + heads + " heads need a width that is a multiple of them, c_attn " + attn
                    + " with three times and c_proj " + proj + " with that width.");
        }
        this.attn = child("c_attn", attn);
        this.proj = child("c_proj", proj);
        this.heads = heads;
    }

    @Override
    public Tensor forward(Tensor input) {
        return forward(input, null);
    }

    /** As {@link #forward(Tensor)} for the next T tokens after those in the cache, which are then in it too; {@code null} for no cache. */
    public Tensor forward(Tensor input, KeyValueCache cache) {
        int width = proj.in();
        Tensor mixed = attn.forward(input);
        Tensor query = split(mixed.narrow(-1, 0, width));
        Tensor key = split(mixed.narrow(-1, width, width));
        Tensor value = split(mixed.narrow(-1, 2 * width, width));
        if (cache != null) {
            cache.append(key, value);
            key = cache.keys();
            value = cache.values();
        }
        int queries = query.dim(2);
        Tensor allowed = queries == 1 ? null : Masks.causal(queries, key.dim(2));
        return proj.forward(merge(Attention.attend(query, key, value, allowed)));
    }

    /** (B, T, D) as (B, heads, T, D / heads): a view. */
    private Tensor split(Tensor x) {
        return x.reshape(x.dim(0), x.dim(1), heads, x.dim(2) / heads).transpose(1, 2);
    }

    /** (B, heads, T, d) as (B, T, heads * d). */
    private static Tensor merge(Tensor x) {
        return x.transpose(1, 2).reshape(x.dim(0), x.dim(2), x.dim(1) * x.dim(3));
    }
}
