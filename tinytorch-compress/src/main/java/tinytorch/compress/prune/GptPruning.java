package tinytorch.compress.prune;

import java.util.LinkedHashMap;
import java.util.Map;

import tinytorch.data.SplitMix;
import tinytorch.nn.Layer;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.text.transformer.Gpt;

/**
 * Removes attention heads and feed-forward units of a {@link Gpt}. Many heads say nothing of their own: Michel, Levy and Neubig, "Are Sixteen Heads Really Better than One?", 2019; {@code
 * prune_heads} of Hugging Face's transformers.
 *
 * <p>With D numbers a token, d numbers a head, H heads and F hidden units, in every block:
 *
 * <pre>
 * attn.c_attn.weight   (3 H d, D)    rows: all queries, then all keys, then all values; in each, head h has rows h d to h d + d - 1
 * attn.c_attn.bias     (3 H d,)
 * attn.c_proj.weight   (D, H d)      columns h d to h d + d - 1 read head h
 * mlp.c_fc.weight      (F, D)        row u makes unit u
 * mlp.c_fc.bias        (F,)
 * mlp.c_proj.weight    (D, F)        column u reads it
 * </pre>
 */
public final class GptPruning {
    private GptPruning() {
    }

    /**
     * A GPT without this part of the heads and this part of the feed-forward units of each block, and without dropout. Its {@link Gpt#config} still tells the old numbers: what a head is wide follows from
     * them. Its state can be saved as any other; {@link Gpt#of} reads it again.
     */
    public static Gpt prune(Gpt gpt, double heads, double units) {
        return Tracking.off(() -> {
            Map<String, Tensor> state = new LinkedHashMap<>(gpt.stateDict());
            int width = gpt.config().width() / gpt.config().heads();
            for (int block = 0; block < gpt.config().layers(); block++) {
                String prefix = "transformer.h." + block + ".";
                removeHeads(state, prefix + "attn.", width, heads);
                removeUnits(state, prefix + "mlp.", units);
            }
            Gpt smaller = Gpt.of(gpt.config().withDropout(0), state, SplitMix.of(0));
            Layer inMode = gpt.training() ? smaller.train() : smaller.eval();
            return (Gpt) inMode;
        });
    }

    /**
     * Removes heads from the state of one attention: scores, {@link Units#keep}, then from c_attn the rows of their queries, keys and values, and from c_proj their columns.
     *
     * <p>A head's score is made times read, as that of any unit ({@link Units#scores}): the size of the rows of its <em>values</em>, with their biases, times the size of its columns of c_proj. Queries
     * and keys only say where it looks.
     *
     * <p>Worked example: 3 heads of width 2, heads 0 and 2 kept: of c_attn the rows 0, 1, 4, 5 (queries), 6, 7, 10, 11 (keys), 12, 13, 16, 17 (values); of c_proj the columns 0, 1, 4, 5.
     *
     * @param state  changed in place
     * @param prefix in front of {@code c_attn.weight}
     * @param width  of a head: d
     * @param part   of the heads that goes
     */
    static void removeHeads(Map<String, Tensor> state, String prefix, int width, double part) {
        int heads = state.get(prefix + "c_proj.weight").dim(1) / width;
        // tito:begin compress.heads
        double[] scores = new double[heads];
        for (int h = 0; h < heads; h++) {
            int value = (2 * heads + h) * width;
            double made = squares(state, prefix + "c_attn.weight", 0, value, width) + squares(state, prefix + "c_attn.bias", 0, value, width);
            scores[h] = Math.sqrt(made * squares(state, prefix + "c_proj.weight", 1, h * width, width));
        }
        int[] kept = Units.keep(scores, part);
        int[] columns = blocks(kept, width);
        int[] rows = new int[3 * columns.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i / columns.length * heads * width + columns[i % columns.length];
        }
        select(state, prefix + "c_attn.weight", 0, rows);
        select(state, prefix + "c_attn.bias", 0, rows);
        select(state, prefix + "c_proj.weight", 1, columns);
        // tito:end
    }

    /**
     * Removes hidden units from the state of one feed-forward part: those with the lowest scores, made times read. Rows of c_fc with their biases, columns of c_proj; the bias of c_proj stays.
     *
     * @param state  changed in place
     * @param prefix in front of {@code c_fc.weight}
     * @param part   of the units that goes
     */
    static void removeUnits(Map<String, Tensor> state, String prefix, double part) {
        int units = state.get(prefix + "c_fc.weight").dim(0);
        // tito:begin compress.heads
        double[] scores = new double[units];
        for (int u = 0; u < units; u++) {
            double made = squares(state, prefix + "c_fc.weight", 0, u, 1) + squares(state, prefix + "c_fc.bias", 0, u, 1);
            scores[u] = Math.sqrt(made * squares(state, prefix + "c_proj.weight", 1, u, 1));
        }
        int[] kept = Units.keep(scores, part);
        select(state, prefix + "c_fc.weight", 0, kept);
        select(state, prefix + "c_fc.bias", 0, kept);
        select(state, prefix + "c_proj.weight", 1, kept);
        // tito:end
    }

    /** The sum of the squares of so many indices of an axis, from {@code start} on; 0 if there is no such tensor: a GPT may have no biases. */
    private static double squares(Map<String, Tensor> state, String name, int axis, int start, int length) {
        Tensor tensor = state.get(name);
        if (tensor == null) {
            return 0;
        }
        Tensor part = tensor.narrow(axis, start, length);
        return part.mul(part).sum().item();
    }

    /** Keeps these indices of an axis, in a tensor of its own; nothing if there is no such tensor. */
    private static void select(Map<String, Tensor> state, String name, int axis, int... indices) {
        state.computeIfPresent(name, (_, tensor) -> tensor.indexSelect(axis, indices));
    }

    /** The indices of blocks of so many numbers: blocks 0 and 2 of width 2 are 0, 1, 4, 5. */
    private static int[] blocks(int[] blocks, int width) {
        int[] indices = new int[blocks.length * width];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = blocks[i / width] * width + i % width;
        }
        return indices;
    }
}
