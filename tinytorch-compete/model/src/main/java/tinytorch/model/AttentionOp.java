package tinytorch.model;

import java.util.Map;

import tinytorch.tensor.Tensor;
import tinytorch.text.attention.LeanAttention;

/** Causal attention of several heads: from queries, keys and values side by side, (T, 3 E), to (T, E). The linear layers before and after it are nodes of their own. */
record AttentionOp(int heads) implements Operation {

    @Override
    public String id() {
        return "causal_attention";
    }

    @Override
    public Map<String, Object> attributes() {
        return Map.of("heads", (double) heads);
    }

    @Override
    public Plan plan(Site site) throws Rejected {
        if (!(site.input() instanceof Value.Sequence sequence) || sequence.width() % (3L * heads) != 0) {
            throw site.shape("it needs a sequence (T, 3 E) with an E that is a multiple of its " + heads + " heads, got " + site.input());
        }
        int width = sequence.width() / 3;
        long work = Math.multiplyExact(2L * sequence.length() * sequence.length(), width);
        return new Plan(sequence.withWidth(width), work, 0, inputs -> attend(inputs.getFirst(), width));
    }

    private Tensor attend(Tensor mixed, int width) {
        Tensor found = LeanAttention.attend(split(mixed, 0, width), split(mixed, width, width), split(mixed, 2 * width, width), true);
        return found.transpose(1, 2).reshape(mixed.dim(0), mixed.dim(1), width);
    }

    /** One third of (B, T, 3 E) as (B, heads, T, E / heads): a view. */
    private Tensor split(Tensor mixed, int from, int width) {
        return mixed.narrow(-1, from, width).reshape(mixed.dim(0), mixed.dim(1), heads, width / heads).transpose(1, 2);
    }
}
