package tinytorch.text.transformer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tinytorch.nn.Layer;
import tinytorch.optim.ParameterGroup;
import tinytorch.tensor.Tensor;

/** Which parameters weight decay may pull to 0: {@code configure_optimizers} of nanoGPT. */
public final class WeightDecay {
    private WeightDecay() {
    }

    /**
     * Two groups for an optimizer: matrices (rank 2 and more: linear layers and tables) with this decay, then vectors (biases, scales and shifts of the
     * norms) without. A smaller matrix is a smoother function; a scale that is pulled to 0 only shrinks what the next layer sees.
     *
     * <pre>{@code
     * AdamW optimizer = new AdamW(WeightDecay.groups(gpt, 1e-3, 0.1), new Moments(0.9, 0.99, 1e-8));
     * }</pre>
     *
     * <p>Every parameter is in one group, once: {@link Layer#parameters}. A group without parameters is left out.
     */
    public static List<ParameterGroup> groups(Layer network, double learningRate, double decay) {
        // tito:begin transformer.groups
        Map<String, Tensor> matrices = new LinkedHashMap<>();
        Map<String, Tensor> vectors = new LinkedHashMap<>();
        network.parameters().forEach((name, tensor) -> (tensor.rank() >= 2 ? matrices : vectors).put(name, tensor));
        ParameterGroup decayed = ParameterGroup.of(matrices, learningRate).weightDecay(decay);
        ParameterGroup free = ParameterGroup.of(vectors, learningRate);
        return List.of(decayed, free).stream().filter(group -> !group.parameters().isEmpty()).toList();
        // tito:end
    }
}
