package tinytorch.text.attention;

import java.util.random.RandomGenerator;

import tinytorch.nn.Dropout;
import tinytorch.nn.Layer;
import tinytorch.nn.network.Linear;
import tinytorch.tensor.Tensor;

/**
 * Several heads of attention from some tokens to others, which may be others entirely: a translation looks at its original, a caption at its
 * picture. {@code torch.nn.MultiheadAttention(batch_first=True)}, with four layers instead of a packed matrix.
 *
 * <pre>
 * query    (B, T, q_proj.in)      key    (B, S, k_proj.in)      value    (B, S, v_proj.in)
 * q_proj, k_proj    to D          v_proj to E                   out_proj from E
 * output   (B, T, out_proj.out)
 * </pre>
 */
public final class MultiHeadAttention extends Layer {
    private final Linear query;
    private final Linear key;
    private final Linear value;
    private final Linear out;
    private final Heads heads;
    private final Dropout dropout;

    /** With these layers and without dropout. */
    public MultiHeadAttention(Linear query, Linear key, Linear value, Linear out, int heads) {
        this(query, key, value, out, heads, 0, null);
    }

    /**
     * With these layers; D and E must be multiples of the heads.
     *
     * @param dropout the probability that a weight is dropped in training; 0 for none
     * @param random  where the choices come from; not needed without dropout
     */
    public MultiHeadAttention(Linear query, Linear key, Linear value, Linear out, int heads, double dropout, RandomGenerator random) {
        if (heads < 1 || query.out() != key.out() || out.in() != value.out() || key.out() % heads != 0 || value.out() % heads != 0) {
            throw new IllegalArgumentException("MultiHeadAttention: queries and keys must have the same length, out_proj take what v_proj gives, and "
                    + heads + " heads divide both. Got q_proj " + query + ", k_proj " + key + ", v_proj " + value + ", out_proj " + out + ".");
        }
        this.query = child("q_proj", query);
        this.key = child("k_proj", key);
        this.value = child("v_proj", value);
        this.out = child("out_proj", out);
        this.heads = new Heads(heads);
        this.dropout = dropout == 0 ? null : child("dropout", new Dropout(dropout, random));
    }

    /** Every token looks at all of its sequence. */
    @Override
    public Tensor forward(Tensor input) {
        return forward(input, input, input, null);
    }

    /**
     * The three inputs, each through its layer and split into {@link Heads}; {@link Attention#attend}; the heads merged, and out_proj.
     *
     * @param allowed broadcast to (B, heads, T, S), see {@link Masks}; {@code null} if all may be seen
     */
    public Tensor forward(Tensor queries, Tensor keys, Tensor values, Tensor allowed) {
        // tito:begin attention.multi-head
        Tensor q = heads.split(query.forward(queries));
        Tensor k = heads.split(key.forward(keys));
        Tensor v = heads.split(value.forward(values));
        return out.forward(heads.merge(Attention.attend(q, k, v, allowed, dropout)));
        // tito:end
    }
}
