package tinytorch.nn;

import static tinytorch.tensor.TestTensors.counting;
import static tinytorch.tensor.TestTensors.vector;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;

@Tag("layers.state-dict")
class StateDictTest {

    private static List<String> names(Layer layer) {
        return List.copyOf(layer.stateDict().keySet());
    }

    @Test
    void listsParametersThenBuffersThenChildren() {
        Layer inner = new Group().addBuffer("mean", counting(2)).addParameter("weight", counting(2));
        Layer layer = new Group().add("inner", inner).addBuffer("steps", counting(1)).addParameter("scale", counting(1));
        Check.call("Layer.stateDict").because("own parameters, own buffers, then every child in the same way")
                .equal(() -> names(layer), List.of("scale", "steps", "inner.weight", "inner.mean"));
    }

    @Test
    void listsASharedTensorByEveryPath() {
        Tensor shared = counting(3);
        Layer layer = new Group().add("a", new Group().addParameter("weight", shared)).add("b", new Group().addParameter("weight", shared));
        Check.call("Layer.stateDict").because("a network that does not share it must be able to read the file")
                .equal(() -> names(layer), List.of("a.weight", "b.weight"));
    }

    @Test
    void givesTheVeryTensorsAndNotCopies() {
        Scale scale = new Scale(2, 3);
        Tensor mean = vector(0, 0);
        Layer network = new Group().add("0", scale).add("1", new Group().addBuffer("mean", mean));
        Check check = Check.call("Layer.stateDict");
        Map<String, Tensor> state = check.run(network::stateDict);
        check
                .holds(state.get("0.weight") == scale.weight && state.get("1.mean") == mean,
                        "the state holds the layers' own tensors, not copies", "other tensors");
    }

    @Test
    void isAMapOfTheCallersOwn() {
        Layer network = new Group().add("0", new Scale(1)).addBuffer("steps", counting(1)).addParameter("scale", counting(1));
        Check check = Check.call("Layer.stateDict");
        check.run(() -> {
            network.stateDict().clear();
            network.stateDict().put("other", vector(1));
            return null;
        });
        check.because("changing the returned map must not change the network")
                .equal(() -> names(network), List.of("scale", "steps", "0.weight"));
    }

    @Test
    void isEmptyForALayerWithoutNumbers() {
        Check.call("Layer.stateDict").because("nothing to save").equal(() -> names(new Group().add("0", new Identity())), List.of());
    }

    @Test
    void namesTheStateAsPyTorchDoes() {
        Golden.Case golden = Golden.load(getClass(), "layers.json", "names").getFirst();
        Check.call("Layer.stateDict").because("PyTorch's state_dict() for the same network")
                .equal(() -> names(new TreeOfLayers()), golden.args().get("state").valueStream().map(n -> n.asString()).toList());
    }
}
