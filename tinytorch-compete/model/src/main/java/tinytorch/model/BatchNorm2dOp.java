package tinytorch.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import tinytorch.nn.spatial.BatchNorm2d;
import tinytorch.tensor.Tensor;

/** {@code weight * (x - running_mean) / sqrt(running_var + eps) + bias} for every channel, as {@code torch.nn.BatchNorm2d} in evaluation; without weight and bias 1 and 0. */
record BatchNorm2dOp(double eps) implements Operation {

    @Override
    public String id() {
        return "batch_norm2d";
    }

    @Override
    public Map<String, Object> attributes() {
        return Map.of("eps", eps);
    }

    @Override
    public Set<String> needs() {
        return Set.of("running_mean", "running_var");
    }

    @Override
    public Set<String> takes() {
        return Set.of("weight", "bias");
    }

    @Override
    public Plan plan(Site site) throws Rejected {
        Value.Image image = site.image();
        Map<String, Tensor> state = new HashMap<>();
        for (String role : new String[] {"running_mean", "running_var", "weight", "bias"}) {
            Tensor numbers = site.row(role, image.channels());
            if (numbers != null) {
                state.put(role, numbers);
            }
        }
        if (state.get("running_var").min().item() < 0) {
            throw site.refuse(Reason.BAD_ENCODING, "a variance can't be negative.");
        }
        BatchNorm2d norm = new BatchNorm2d(image.channels(), true, 0, eps);
        norm.stateDict().forEach(state::putIfAbsent);
        norm.loadStateDict(state);
        norm.eval();
        return Plan.over(image, inputs -> norm.forward(inputs.getFirst()));
    }
}
