package tinytorch.text.transformer;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import tinytorch.tensor.Tensor;

/** Weights that PyTorch saved for nanoGPT, under the names that {@link Gpt} has. */
public final class NanoGpt {
    private static final String TOKENS = "transformer.wte.weight";
    private static final String HEAD = "lm_head.weight";

    private NanoGpt() {
    }

    /**
     * The tensors of a saved {@code state_dict()} by the names of {@link Gpt#stateDict}:
     * <ul>
     * <li>the prefix {@code _orig_mod.}, which {@code torch.compile} puts before every name, is taken off;
     * <li>names that end in {@code .attn.bias} or {@code .attn.masked_bias} are left out: constant masks, not biases ({@code .attn.c_attn.bias} is one);
     * <li>{@code lm_head.weight} and {@code transformer.wte.weight} are one table: a file may hold one of them alone (the format has no sharing, so savers
     *     drop the second), and then it stands under both names.
     * </ul>
     *
     * <pre>{@code
     * Gpt gpt = Gpt.of(config, NanoGpt.names(SafeTensors.load(file).tensors()), random);
     * }</pre>
     *
     * @param saved is not changed
     * @return a map of the caller's own with the same tensors
     * @throws IllegalArgumentException if the two tables are there and their numbers differ: such a model does not share them
     */
    public static Map<String, Tensor> names(Map<String, Tensor> saved) {
        // tito:begin transformer.load
        Map<String, Tensor> state = new LinkedHashMap<>();
        saved.forEach((name, tensor) -> {
            if (!name.endsWith(".attn.bias") && !name.endsWith(".attn.masked_bias")) {
                state.put(name.startsWith("_orig_mod.") ? name.substring("_orig_mod.".length()) : name, tensor);
            }
        });
        Tensor tokens = state.get(TOKENS);
        Tensor head = state.get(HEAD);
        if (tokens != null && head != null) {
            requireEqual(tokens, head);
        } else if (tokens != null) {
            state.put(HEAD, tokens);
        } else if (head != null) {
            state.put(TOKENS, head);
        }
        return state;
        // tito:end
    }

    private static void requireEqual(Tensor tokens, Tensor head) {
        if (!tokens.shape().equals(head.shape()) || !Arrays.equals(tokens.toArray(), head.toArray())) {
            throw new IllegalArgumentException("NanoGpt.names: " + TOKENS + " " + tokens.shape() + " and " + HEAD + " " + head.shape()
                    + " hold different numbers, but a Gpt has one table for both. Train the model with weight tying.");
        }
    }
}
