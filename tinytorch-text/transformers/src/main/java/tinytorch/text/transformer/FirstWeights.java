package tinytorch.text.transformer;

import java.util.Map;
import java.util.random.RandomGenerator;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;

/** Where the weights of a GPT start, as in GPT-2. (Radford et al., 2019, section 2.3; nanoGPT's {@code _init_weights}.) */
final class FirstWeights {
    private static final double STD = 0.02;

    private FirstWeights() {
    }

    /**
     * The standard deviation of a parameter's first numbers: 0.02, but {@code 0.02 / sqrt(2 L)} for the weights whose name ends in
     * {@code c_proj.weight}. Those write to the residual stream: 2 in each of L layers. Variances add up, so the stream grows by as much as one
     * such layer would add, however deep the network is.
     *
     * <p>Worked example: with 8 layers {@code h.0.mlp.c_proj.weight} gets {@code 0.02 / sqrt(16) = 0.005}, {@code h.0.mlp.c_fc.weight} 0.02.
     */
    static double deviation(String name, int layers) {
        // tito:begin transformer.init
        return name.endsWith("c_proj.weight") ? STD / Math.sqrt(2.0 * layers) : STD;
        // tito:end
    }

    /**
     * Fills new parameters, in their order: matrices (rank 2: linear layers and tables) with normal random numbers of mean 0 and their
     * {@link #deviation}, from {@link Tensor#normal}. Vectors stay as they are: biases and shifts 0, scales of the norms 1.
     *
     * <p>Parameters want gradients, so they are overwritten with {@link Tracking#off}; {@link Tensor#copyFrom}.
     */
    static void fill(Map<String, Tensor> parameters, int layers, RandomGenerator random) {
        // tito:begin transformer.init
        Tracking.off(() -> {
            parameters.forEach((name, tensor) -> {
                if (tensor.rank() == 2) {
                    tensor.copyFrom(Tensor.normal(random, 0, (float) deviation(name, layers), tensor.dims()));
                }
            });
            return parameters;
        });
        // tito:end
    }
}
