package tinytorch.nn.spatial.picture;

import java.util.LinkedHashMap;
import java.util.Map;

import tinytorch.nn.Layer;
import tinytorch.nn.network.Sequential;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;

/** What the layers of a network make of one image. */
public final class FeatureMaps {
    private FeatureMaps() {
    }

    /**
     * The outputs of all layers that make images, for one image (C, H, W), by the layer's place and type such as {@code 3-MaxPool2d}. The network is
     * in evaluation mode for it, and afterwards in training mode again if it was.
     *
     * @return maps (C, H, W) in the order of the layers
     */
    public static Map<String, Tensor> of(Sequential network, Tensor image) {
        boolean training = network.training();
        network.eval();
        try {
            return Tracking.off(() -> outputs(network, image));
        } finally {
            if (training) {
                network.train();
            }
        }
    }

    private static Map<String, Tensor> outputs(Sequential network, Tensor image) {
        Map<String, Tensor> maps = new LinkedHashMap<>();
        Tensor x = image.unsqueeze(0);
        for (int i = 0; i < network.layers().size(); i++) {
            Layer layer = network.layers().get(i);
            x = layer.forward(x);
            if (x.rank() == 4) {
                maps.put(i + "-" + layer.getClass().getSimpleName(), x.select(0, 0));
            }
        }
        return maps;
    }
}
