package tinytorch.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import tinytorch.tensor.Tensor;

/**
 * nanoGPT's network on its CPU path: the scores of all pairs of tokens, a mask, softmax. PyTorch's fused {@code scaled_dot_product_attention} is not among the
 * functions that DJL reaches.
 */
final class TorchGpt {
    private static final int HEADS = 4;

    private final TorchWeights weights;
    private final int layers;
    private final PtNDArray mask;

    TorchGpt(TorchWeights weights, int layers, PtNDArray mask) {
        this.weights = weights;
        this.layers = layers;
        this.mask = mask;
    }

    /** To be added to scores: 0 for a token and those before it, minus infinity for those after. */
    static PtNDArray causal(Torch owner, int tokens) {
        float[] mask = new float[tokens * tokens];
        for (int query = 0; query < tokens; query++) {
            for (int key = query + 1; key < tokens; key++) {
                mask[query * tokens + key] = Float.NEGATIVE_INFINITY;
            }
        }
        return owner.of(Tensor.wrap(mask, tokens, tokens));
    }

    /** Logits of all tokens of (B, T), owned by the step. */
    PtNDArray forward(PtNDArray ids) {
        return head(hidden(ids, 0, null));
    }

    /**
     * Logits after the last token alone, (B, 1, vocabulary).
     *
     * @param ids  (B, T), owned by the step
     * @param past keys and values of each layer, which are replaced by those with the new tokens; {@code null} for none
     */
    PtNDArray next(PtNDArray ids, int start, NDArray[][] past) {
        long tokens = ids.getShape().get(1);
        return head(TorchOps.slice(hidden(ids, start, past), 1, tokens - 1, tokens, ids.getManager()));
    }

    private PtNDArray head(PtNDArray x) {
        return JniUtils.linear(norm(x, "transformer.ln_f"), weights.get("transformer.wte.weight"), null);
    }

    private PtNDArray hidden(PtNDArray ids, int start, NDArray[][] past) {
        long tokens = ids.getShape().get(1);
        NDManager step = ids.getManager();
        PtNDArray positions = TorchOps.slice(weights.get("transformer.wpe.weight"), 0, start, start + tokens, step);
        PtNDArray x = JniUtils.embedding(ids, weights.get("transformer.wte.weight"), false).add(positions);
        PtNDArray seen = tokens == 1 ? null : TorchOps.slice(TorchOps.slice(mask, 0, 0, tokens, step), 1, 0, tokens, step);
        for (int i = 0; i < layers; i++) {
            String block = "transformer.h." + i + ".";
            x = x.add(attention(norm(x, block + "ln_1"), weights, block + "attn.", seen, past == null ? null : past[i]));
            PtNDArray wide = JniUtils.gelu(linear(norm(x, block + "ln_2"), weights, block + "mlp.c_fc"));
            x = x.add(linear(wide, weights, block + "mlp.c_proj"));
        }
        return x;
    }

    /** Causal attention of 4 heads, {@code x} (B, T, D); {@code mask} is {@code null} for a single token, which may see all. */
    static PtNDArray attention(PtNDArray x, TorchWeights weights, String name, PtNDArray mask, NDArray[] past) {
        Shape shape = x.getShape();
        long width = shape.get(2);
        NDList parts = JniUtils.split(linear(x, weights, name + "c_attn"), width, 2);
        NDArray query = heads(parts.get(0), shape);
        NDArray key = heads(parts.get(1), shape);
        NDArray value = heads(parts.get(2), shape);
        if (past != null) {
            key = past[0] == null ? key : past[0].concat(key, 2);
            value = past[1] == null ? value : past[1].concat(value, 2);
            past[0] = key;
            past[1] = value;
        }
        NDArray scores = query.matMul(key.swapAxes(2, 3)).div(Math.sqrt((double) width / HEADS));
        NDArray found = (mask == null ? scores : scores.add(mask)).softmax(3).matMul(value);
        return linear((PtNDArray) found.swapAxes(1, 2).reshape(shape), weights, name + "c_proj");
    }

    /** (B, T, D) to (B, heads, T, D / heads). */
    private static NDArray heads(NDArray x, Shape shape) {
        return x.reshape(shape.get(0), shape.get(1), HEADS, shape.get(2) / HEADS).swapAxes(1, 2);
    }

    private PtNDArray norm(PtNDArray x, String name) {
        return TorchOps.layerNorm(x, weights.get(name + ".weight"), weights.get(name + ".bias"));
    }

    private static PtNDArray linear(PtNDArray x, TorchWeights weights, String name) {
        return JniUtils.linear(x, weights.get(name + ".weight"), weights.get(name + ".bias"));
    }
}
