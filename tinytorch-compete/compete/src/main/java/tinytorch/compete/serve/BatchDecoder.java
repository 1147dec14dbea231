package tinytorch.compete.serve;

import java.util.List;
import java.util.Map;

import tinytorch.nn.Layer;
import tinytorch.nn.network.LinearMap;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.text.attention.Attention;
import tinytorch.text.attention.CausalSelfAttention;
import tinytorch.text.embedding.LearnedPositions;
import tinytorch.text.transformer.Gpt;

/**
 * A {@link Gpt} that reads for several sequences at once, each of which is somewhere else in its text. It computes what the model computes, with the model's own layers; only the positions and the
 * attention are other ones, because the model believes that all sequences of a batch are equally long. Its weights are read once for all sequences: that is what a batch saves.
 */
public final class BatchDecoder {
    private final Layer tokens;
    private final Tensor positions;
    private final List<Layer> blocks;
    private final Layer norm;
    private final LinearMap head;
    private final BatchCache cache;

    /**
     * A decoder with a cache for so many sequences. The model is in eval mode from now on.
     *
     * @param model a whole one, or one that was pruned or quantised (module 16)
     */
    public BatchDecoder(Gpt model, int slots) {
        model.eval();
        Map<String, Layer> parts = model.children().get("transformer").children();
        this.tokens = parts.get("wte");
        this.positions = ((LearnedPositions) parts.get("wpe")).weight();
        this.blocks = List.copyOf(parts.get("h").children().values());
        this.norm = parts.get("ln_f");
        this.head = (LinearMap) model.children().get("lm_head");
        int dim = model.config().width() / model.config().heads();
        this.cache = new BatchCache(slots, model.config().context(), blocks.stream().mapToInt(block -> attention(block).heads()).toArray(), dim);
    }

    private static CausalSelfAttention attention(Layer block) {
        return (CausalSelfAttention) block.children().get("attn");
    }

    /** What the sequences have been so far. */
    public BatchCache cache() {
        return cache;
    }

    /**
     * Reads the next T tokens of some neighbours, and says what may come after the last of each: as {@code Gpt.next} does for each of them alone. They are in the cache then.
     *
     * <ol>
     * <li>The vector of each token plus that of its position, {@link Ragged#positions}.
     * <li>The blocks: {@code x = x + attn(ln_1(x)); x = x + mlp(ln_2(x))}, with {@link #attend} for attn. The mask, {@link Ragged#allowed}, is the same for all.
     * <li>{@link BatchCache#advance}, once: until then every layer's tokens go to the same places.
     * <li>The last token's vector of each, the last norm, the head.
     * </ol>
     *
     * @param first the slot of row 0
     * @param ids   (B, T)
     * @return (B, vocabulary)
     */
    public Tensor next(int first, Tensor ids) {
        return Tracking.off(() -> read(first, ids, cache.lengths(first, ids.dim(0))));
    }

    /** {@link #next}, with tracking off, for sequences of these lengths. */
    private Tensor read(int first, Tensor ids, int[] lengths) {
        int count = ids.dim(0);
        int steps = ids.dim(1);
        // tito:begin compete.decode
        Tensor places = positions.indexSelect(0, Ragged.positions(lengths, steps)).reshape(count, steps, -1);
        Tensor allowed = Ragged.allowed(lengths, steps);
        Tensor x = tokens.forward(ids).add(places);
        for (int layer = 0; layer < blocks.size(); layer++) {
            Map<String, Layer> parts = blocks.get(layer).children();
            x = x.add(attend(layer, first, parts.get("ln_1").forward(x), allowed));
            x = x.add(parts.get("mlp").forward(parts.get("ln_2").forward(x)));
        }
        cache.advance(first, count, steps);
        return head.forward(norm.forward(x.select(1, -1)));
        // tito:end
    }

    /**
     * Attention of one layer: c_attn gives queries, keys and values side by side, E numbers of each; the new keys and values go into the cache; the queries look at all {@link Ragged#keys} keys where it
     * is allowed ({@link Attention#attend}); the heads are put together, and c_proj mixes them.
     *
     * @param x       (B, T, D)
     * @param allowed (B, 1, T, keys)
     * @return (B, T, D)
     */
    private Tensor attend(int layer, int first, Tensor x, Tensor allowed) {
        CausalSelfAttention attention = attention(blocks.get(layer));
        LinearMap mixing = (LinearMap) attention.children().get("c_attn");
        LinearMap projection = (LinearMap) attention.children().get("c_proj");
        int heads = attention.heads();
        // tito:begin compete.decode
        int width = projection.in();
        Tensor mixed = mixing.forward(x);
        Tensor query = split(mixed.narrow(-1, 0, width), heads);
        cache.write(layer, first, split(mixed.narrow(-1, width, width), heads), split(mixed.narrow(-1, 2 * width, width), heads));
        int keys = allowed.dim(-1);
        Tensor found = Attention.attend(query, cache.keys(layer, first, x.dim(0), keys), cache.values(layer, first, x.dim(0), keys), allowed);
        return projection.forward(merge(found));
        // tito:end
    }

    /** (B, T, E) as (B, heads, T, E / heads). */
    private static Tensor split(Tensor x, int heads) {
        return x.reshape(x.dim(0), x.dim(1), heads, -1).transpose(1, 2);
    }

    /** And back. */
    private static Tensor merge(Tensor x) {
        Tensor rows = x.transpose(1, 2);
        return rows.reshape(rows.dim(0), rows.dim(1), -1);
    }
}
