package tinytorch.compress.quant;

import java.util.HashMap;
import java.util.Map;

import tinytorch.nn.Identity;
import tinytorch.nn.Layer;
import tinytorch.nn.spatial.BatchNorm2d;
import tinytorch.nn.spatial.Conv2d;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;

/**
 * Batch normalisation after a convolution, put into the convolution: in evaluation it is a scale and a shift of each channel, and so is a row of weights with its bias.
 * ({@code torch.ao.quantization.fuse_modules}; Jacob et al., 2018, section 3.2.)
 */
public final class Folding {
    private Folding() {
    }

    /**
     * A network without the normalisations that come directly after a convolution: as children of one layer, one after the other. In their places are {@link Identity}s, so that all others keep
     * their names. The network itself is not changed.
     */
    public static Layer fold(Layer network) {
        Map<String, Layer> folded = new HashMap<>();
        String before = "";
        for (Map.Entry<String, Layer> child : network.children().entrySet()) {
            if (child.getValue() instanceof BatchNorm2d norm && network.children().get(before) instanceof Conv2d convolution) {
                folded.put(before, Tracking.off(() -> fold(convolution, norm)));
                folded.put(child.getKey(), new Identity());
            }
            before = child.getKey();
        }
        return network.with((name, child) -> folded.containsKey(name) ? folded.get(name) : fold(child));
    }

    /**
     * One convolution that computes what both did. With {@code factor = weight / sqrt(running_var + eps)} of the normalisation, for every channel o:
     *
     * <pre>
     * weight'[o] = convolution weight[o] * factor[o]
     * bias'[o]   = (convolution bias[o] - running_mean[o]) * factor[o] + bias[o]
     * </pre>
     *
     * <p>Worked example: mean 3, variance 4 (and eps nearly 0), scale 6, shift 1: factor 3; a weight of 2 becomes 6, no bias becomes -3 * 3 + 1 = -8.
     */
    static Conv2d fold(Conv2d convolution, BatchNorm2d norm) {
        Map<String, Tensor> state = norm.stateDict();
        Tensor mean = state.get("running_mean");
        Tensor one = Tensor.ones(mean.dims());
        Tensor scale = state.getOrDefault("weight", one);
        Tensor shift = state.getOrDefault("bias", one.mul(0));
        Tensor bias = convolution.parameters().getOrDefault("bias", one.mul(0));
        // tito:begin compress.fold
        Tensor factor = scale.div(state.get("running_var").add((float) norm.eps()).sqrt());
        Tensor weight = convolution.weight().mul(factor.reshape(-1, 1, 1, 1));
        return new Conv2d(convolution.convolution(), weight, bias.sub(mean).mul(factor).add(shift));
        // tito:end
    }
}
