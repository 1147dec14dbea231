package tinytorch.milestones.program;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tinytorch.nn.Layer;

/** What a network was before its training: every tensor of its state has to be another one after it. */
public final class Before {
    private final Map<String, float[]> state = new LinkedHashMap<>();

    /** Keeps a copy of everything that the network is now. */
    public Before(Layer network) {
        network.stateDict().forEach((name, tensor) -> state.put(name, tensor.toArray()));
    }

    /** The names of the tensors that are still what they were. */
    public List<String> unmoved(Layer network) {
        Map<String, float[]> now = new LinkedHashMap<>();
        network.stateDict().forEach((name, tensor) -> now.put(name, tensor.toArray()));
        return state.keySet().stream().filter(name -> Arrays.equals(state.get(name), now.get(name))).toList();
    }
}
