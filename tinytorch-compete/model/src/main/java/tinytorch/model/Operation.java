package tinytorch.model;

import java.util.Map;
import java.util.Set;

/** What a node does: one of a closed list, with the names of PyTorch. */
sealed interface Operation permits LinearOp, Conv2dOp, BatchNorm2dOp, ActivationOp, PoolOp, AdaptiveAvgPoolOp, FlattenOp, PairOp, ConcatOp, LayerNormOp, EmbeddingOp, PositionOp, AttentionOp {

    /** Its name in {@code model.json}. */
    String id();

    /** Its attributes as they are written: whole numbers, numbers, truth values and texts. */
    default Map<String, Object> attributes() {
        return Map.of();
    }

    /** Weights it must have. */
    default Set<String> needs() {
        return Set.of();
    }

    /** Weights it may have. */
    default Set<String> takes() {
        return Set.of();
    }

    /** How many inputs it has at least. */
    default int fewest() {
        return 1;
    }

    /** How many at most. */
    default int most() {
        return fewest();
    }

    /** The shape rule: what comes out of these inputs and weights, and how; or why that can't be. Nothing large is allocated here. */
    Plan plan(Site site) throws Rejected;

    /** The operation with this name and these attributes. */
    static Operation of(String node, String id, Map<String, Object> attributes) throws Rejected {
        Attributes given = new Attributes(node, attributes);
        Operation operation = switch (id) {
            case "linear" -> new LinearOp();
            case "conv2d" -> Conv2dOp.of(given);
            case "batch_norm2d" -> new BatchNorm2dOp(given.epsilon());
            case "max_pool2d", "avg_pool2d" -> PoolOp.of(id, given);
            case "adaptive_avg_pool2d" -> new AdaptiveAvgPoolOp(given.whole("output_size", 1, 1, 64));
            case "flatten" -> new FlattenOp();
            case "add", "mul" -> new PairOp(id);
            case "concat" -> new ConcatOp();
            case "layer_norm" -> new LayerNormOp(given.epsilon());
            case "embedding" -> new EmbeddingOp();
            case "position_embedding" -> new PositionOp();
            case "causal_attention" -> new AttentionOp(given.whole("heads", 1, 1, 1024));
            default -> ActivationOp.of(id, given);
        };
        given.finish();
        return operation;
    }
}
