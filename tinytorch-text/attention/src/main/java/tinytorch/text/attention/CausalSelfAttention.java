package tinytorch.text.attention;

import java.util.function.BiFunction;
import java.util.random.RandomGenerator;

import tinytorch.nn.Dropout;
import tinytorch.nn.Layer;
import tinytorch.nn.network.LinearMap;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;

/**
 * Every token looks at itself and at those before it, in several heads at once: the attention of GPT-2, with its parameter names.
 *
 * <pre>
 * input            (B, T, D)     B sequences of T tokens, D numbers each
 * c_attn           D -> 3 E      queries, keys and values of all heads side by side
 * c_proj           E -> D        mixes what the heads found
 * output           (B, T, D)
 * </pre>
 *
 * <p>E, the numbers of all heads together, is D as a rule. Where heads have been removed (module 16) it is less.
 *
 * <p>In training, weights of the attention and numbers of the output are dropped ({@code attn_dropout}, {@code resid_dropout}), as in nanoGPT.
 */
public final class CausalSelfAttention extends Layer {
    private final LinearMap attn;
    private final LinearMap proj;
    private final Heads heads;
    private final Dropout attnDropout;
    private final Dropout residDropout;
    private boolean lean;

    /** With these two layers and without dropout; E must be a multiple of the heads. */
    public CausalSelfAttention(LinearMap attn, LinearMap proj, int heads) {
        this(attn, proj, heads, 0, null);
    }

    /**
     * With these two layers; E must be a multiple of the heads.
     *
     * @param dropout the probability that a weight, or a number of the output, is dropped in training; 0 for none
     * @param random  where the choices come from; not needed without dropout
     */
    public CausalSelfAttention(LinearMap attn, LinearMap proj, int heads, double dropout, RandomGenerator random) {
        if (heads < 1 || proj.in() % heads != 0 || proj.out() != attn.in() || attn.out() != 3 * proj.in()) {
            throw new IllegalArgumentException("CausalSelfAttention: " + heads + " heads need a width E that is a multiple of them, c_attn (D, 3 E) and "
                    + "c_proj (E, D). Got c_attn " + attn + " and c_proj " + proj + ".");
        }
        this.attn = child("c_attn", attn);
        this.proj = child("c_proj", proj);
        this.heads = new Heads(heads);
        this.attnDropout = dropout == 0 ? null : child("attn_dropout", new Dropout(dropout, random));
        this.residDropout = dropout == 0 ? null : child("resid_dropout", new Dropout(dropout, random));
    }

    /** The parts of another, with those of them that {@code change} replaces. */
    private CausalSelfAttention(CausalSelfAttention parts, BiFunction<String, Layer, Layer> change) {
        this.attn = child("c_attn", (LinearMap) change.apply("c_attn", parts.attn));
        this.proj = child("c_proj", (LinearMap) change.apply("c_proj", parts.proj));
        this.heads = parts.heads;
        this.attnDropout = parts.attnDropout == null ? null : child("attn_dropout", parts.attnDropout);
        this.residDropout = parts.residDropout == null ? null : child("resid_dropout", parts.residDropout);
        this.lean = parts.lean;
    }

    @Override
    public CausalSelfAttention with(BiFunction<String, Layer, Layer> change) {
        return new CausalSelfAttention(this, change);
    }

    /** How many heads there are. */
    public int heads() {
        return heads.count();
    }

    /**
     * From now on uses {@link LeanAttention}, which never holds all weights at once, or no longer.
     *
     * @return this layer
     * @throws IllegalStateException if it has dropout: weights that are never held can't be dropped
     */
    public CausalSelfAttention lean(boolean wanted) {
        if (wanted && attnDropout != null) {
            throw new IllegalStateException("CausalSelfAttention.lean: lean attention can't drop weights. Build the layer without dropout.");
        }
        lean = wanted;
        return this;
    }

    @Override
    public Tensor forward(Tensor input) {
        return forward(input, null);
    }

    /** As {@link #forward(Tensor)} for the next T tokens after those in the cache, which are then in it too; {@code null} for no cache. */
    public Tensor forward(Tensor input, KeyValueCache cache) {
        return forward(input, cache, null);
    }

    /**
     * <ol>
     * <li>c_attn of the input, (B, T, 3 E), cut in three: queries first, then keys, then values. Each is split into {@link Heads}.
     * <li>With a cache, the new keys and values are appended to it, and all that are in it are used from then on.
     * <li>Attention with {@link #allowed}, and with dropout of the weights; or, if lean, {@link LeanAttention#attend}, which is causal by itself.
     * <li>The heads merged, c_proj, and dropout of the result.
     * </ol>
     *
     * @param cache   {@code null} for none
     * @param present (B, S), 1 for tokens and 0 for padding, for all S tokens so far; {@code null} if there is no padding. Not for the lean form
     */
    public Tensor forward(Tensor input, KeyValueCache cache, Tensor present) {
        if (input.rank() != 3 || input.dim(2) != attn.in()) {
            throw new ShapeException("CausalSelfAttention: the input must be (B, T, " + attn.in() + "), got " + input.shape()
                    + ". A single sequence needs unsqueeze(0).");
        }
        if (lean && present != null) {
            throw new IllegalArgumentException("CausalSelfAttention: lean attention knows no padding. Call lean(false) first.");
        }
        // tito:begin attention.self
        int width = proj.in();
        Tensor mixed = attn.forward(input);
        Tensor query = heads.split(mixed.narrow(-1, 0, width));
        Tensor key = heads.split(mixed.narrow(-1, width, width));
        Tensor value = heads.split(mixed.narrow(-1, 2 * width, width));
        if (cache != null) {
            cache.append(key, value);
            key = cache.keys();
            value = cache.values();
        }
        Tensor found = lean ? LeanAttention.attend(query, key, value, true)
                : Attention.attend(query, key, value, allowed(query.dim(2), key.dim(2), present), attnDropout);
        Tensor output = proj.forward(heads.merge(found));
        return residDropout == null ? output : residDropout.forward(output);
        // tito:end
    }

    /**
     * Where a query may look: not ahead, and not at padding. A single query is the last token and sees all of them, so it needs no causal mask.
     *
     * @return broadcast to (B, heads, queries, keys), or {@code null} if all may be seen
     */
    private static Tensor allowed(int queries, int keys, Tensor present) {
        // tito:begin attention.self
        Tensor causal = queries == 1 ? null : Masks.causal(queries, keys);
        return Masks.both(causal, present == null ? null : Masks.padding(present));
        // tito:end
    }
}
