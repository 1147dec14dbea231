package tinytorch.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import tinytorch.tensor.Tensor;
import tinytorch.text.transformer.LayerNorm;

/** Normalisation of every row, as {@code torch.nn.LayerNorm} over the last axis. */
record LayerNormOp(double eps) implements Operation {

    @Override
    public String id() {
        return "layer_norm";
    }

    @Override
    public Map<String, Object> attributes() {
        return Map.of("eps", eps);
    }

    @Override
    public Set<String> needs() {
        return Set.of("weight");
    }

    @Override
    public Set<String> takes() {
        return Set.of("bias");
    }

    @Override
    public Plan plan(Site site) throws Rejected {
        if (!(site.input() instanceof Value.Vector || site.input() instanceof Value.Sequence)) {
            throw site.shape("it works on vectors and sequences, got " + site.input());
        }
        int width = site.input().width();
        Map<String, Tensor> state = new HashMap<>();
        state.put("weight", site.row("weight", width));
        Tensor bias = site.row("bias", width);
        if (bias != null) {
            state.put("bias", bias);
        }
        LayerNorm norm = new LayerNorm(width, bias != null, eps);
        norm.loadStateDict(state);
        norm.eval();
        return Plan.over(site.input(), inputs -> norm.forward(inputs.getFirst()));
    }
}
