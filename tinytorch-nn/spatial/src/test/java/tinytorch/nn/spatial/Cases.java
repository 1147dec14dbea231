package tinytorch.nn.spatial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tinytorch.nn.Layer;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.TestTensors;
import tinytorch.testkit.Golden;

/** PyTorch's results, and the layers they are for. */
final class Cases {
    private Cases() {
    }

    static List<Golden.Case> of(String op) {
        return Golden.load(Cases.class, "golden.json", op);
    }

    /** The window of a case down (axis 0) or across (axis 1). */
    static Window window(Golden.Case c, int axis) {
        return new Window(number(c, "kernel", axis, 1), number(c, "stride", axis, 1), number(c, "padding", axis, 0), number(c, "dilation", axis, 1));
    }

    static Convolution convolution(Golden.Case c) {
        return new Convolution(window(c, 0), window(c, 1), c.args().get("groups").asInt());
    }

    private static int number(Golden.Case c, String name, int axis, int otherwise) {
        return c.args().has(name) ? c.args().get(name).get(axis).asInt() : otherwise;
    }

    /** {@link TestTensors#layouts}, and contiguous but inside of a larger array: what a batch cut out of a larger one is. */
    static List<Tensor> layouts(Tensor tensor) {
        List<Tensor> layouts = new ArrayList<>(TestTensors.layouts(tensor));
        float[] data = new float[tensor.size() + 3];
        Arrays.fill(data, Float.NaN);
        System.arraycopy(tensor.toArray(), 0, data, 2, tensor.size());
        layouts.add(Tensor.strided(data, tensor.shape(), tensor.shape().strides(), 2));
        return layouts;
    }

    /** A layer with the state of a case: its inputs from the third on, named in the order of args.names. */
    static <L extends Layer> L load(L layer, Golden.Case c) {
        Map<String, Tensor> state = new LinkedHashMap<>();
        for (int i = 0; i < c.args().get("names").size(); i++) {
            state.put(c.args().get("names").get(i).asString(), TestTensors.tensor(c.inputs().get(1 + i)));
        }
        layer.loadStateDict(state);
        return layer;
    }
}
