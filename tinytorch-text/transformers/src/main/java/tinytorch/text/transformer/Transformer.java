package tinytorch.text.transformer;

import java.util.List;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import tinytorch.nn.Dropout;
import tinytorch.nn.Layer;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.text.attention.KeyValueCache;
import tinytorch.text.embedding.Embedding;
import tinytorch.text.embedding.LearnedPositions;

/** Everything of a GPT below its last layer: embeddings, blocks, a norm. Its parameters' names are nanoGPT's: wte, wpe, h.0, h.1, ..., ln_f. */
final class Transformer extends Layer {
    private final int context;
    /** An {@link Embedding}, or one that keeps its table in less memory. */
    private final Layer tokens;
    private final LearnedPositions positions;
    private final Dropout dropout;
    private final Blocks blocks;
    private final LayerNorm norm;

    /** With blocks of these sizes, and all weights 0 but the norms' scales. */
    Transformer(GptConfig config, List<BlockSize> sizes, RandomGenerator random) {
        this.context = config.context();
        this.tokens = child("wte", new Embedding(Tensor.zeros(config.vocabulary(), config.width())));
        this.positions = child("wpe", new LearnedPositions(Tensor.zeros(config.context(), config.width())));
        this.dropout = config.dropout() == 0 ? null : child("drop", new Dropout(config.dropout(), random));
        this.blocks = child("h", new Blocks(config, sizes, random));
        this.norm = child("ln_f", new LayerNorm(config.width(), config.bias(), LayerNorm.EPS));
    }

    /** These parts, with those of them that {@code change} replaces. */
    private Transformer(Transformer parts, BiFunction<String, Layer, Layer> change) {
        this.context = parts.context;
        this.tokens = child("wte", change.apply("wte", parts.tokens));
        this.positions = child("wpe", (LearnedPositions) change.apply("wpe", parts.positions));
        this.dropout = parts.dropout == null ? null : child("drop", parts.dropout);
        this.blocks = child("h", (Blocks) change.apply("h", parts.blocks));
        this.norm = child("ln_f", (LayerNorm) change.apply("ln_f", parts.norm));
    }

    @Override
    public Transformer with(BiFunction<String, Layer, Layer> change) {
        return new Transformer(this, change);
    }

    /** The vectors of the tokens. */
    Embedding tokens() {
        return (Embedding) tokens;
    }

    /** How many attention heads a block has. */
    int heads(int block) {
        return blocks.get(block).heads();
    }

    @Override
    public Tensor forward(Tensor ids) {
        return forward(ids, List.of());
    }

    /**
     * Checks, then {@link #hidden}.
     *
     * @throws ShapeException if the ids are not (B, T), are none, or with those in the caches are more than the context
     */
    Tensor forward(Tensor ids, List<KeyValueCache> caches) {
        int start = caches.isEmpty() ? 0 : caches.getFirst().length();
        if (ids.rank() != 2 || ids.size() == 0 || start + ids.dim(1) > context) {
            throw new ShapeException("Gpt: ids must be (B, T) with 1 to " + context + " tokens in all, got " + ids.shape() + " after " + start
                    + ". Give the last tokens only.");
        }
        if (!caches.isEmpty() && caches.size() != blocks.size()) {
            throw new IllegalArgumentException("Gpt: " + caches.size() + " caches for " + blocks.size() + " layers. Give one a layer, "
                    + "from caches(batch), or none.");
        }
        return hidden(ids, start, caches);
    }

    /**
     * <ol>
     * <li>The vector of each token plus that of its position. The first of these tokens stands at {@code start}: the positions are
     * {@code start, start + 1, ..., start + T - 1} ({@link LearnedPositions#forward(Tensor, int)}), the same for every sequence of the batch.
     * <li>Dropout, if there is any.
     * <li>The blocks one after the other, each with its own cache if there are caches.
     * <li>The last norm.
     * </ol>
     *
     * <p>Worked example: with T = 2 and start 3 the token 7 in both places gets {@code wte[7] + wpe[3]} and {@code wte[7] + wpe[4]}.
     *
     * @param ids (B, T)
     * @return (B, T, D)
     */
    private Tensor hidden(Tensor ids, int start, List<KeyValueCache> caches) {
        // tito:begin transformer.gpt
        Tensor x = positions.forward(tokens.forward(ids), start);
        x = dropout == null ? x : dropout.forward(x);
        for (int i = 0; i < blocks.size(); i++) {
            x = blocks.get(i).forward(x, caches.isEmpty() ? null : caches.get(i));
        }
        return norm.forward(x);
        // tito:end
    }
}
