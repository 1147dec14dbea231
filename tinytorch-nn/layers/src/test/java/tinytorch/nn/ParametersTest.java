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

@Tag("layers.parameters")
class ParametersTest {

    private static List<String> names(Layer layer) {
        return List.copyOf(layer.parameters().keySet());
    }

    @Test
    void listsParametersInTheOrderOfRegistration() {
        Layer layer = new Group().addParameter("weight", counting(2, 3)).addParameter("bias", counting(3)).addParameter("alpha",
                counting(1));
        Check.call("Layer.parameters").because("not sorted: as the constructor registered them")
                .equal(() -> names(layer), List.of("weight", "bias", "alpha"));
    }

    @Test
    void joinsTheNamesOnTheWayWithDots() {
        Layer query = new Group().addParameter("weight", counting(2));
        Layer network = new Group().add("blocks", new Group().add("3", new Group().add("attention", new Group().add("query", query))));
        Check.call("Layer.parameters").because("the path from the root, with a dot at every step")
                .equal(() -> names(network), List.of("blocks.3.attention.query.weight"));
    }

    @Test
    void listsItsOwnParametersBeforeThoseOfItsChildren() {
        Layer layer = new Group().add("inner", new Group().addParameter("weight", counting(2)).addParameter("bias",
                counting(2))).addParameter("scale", counting(1));
        Check.call("Layer.parameters").because("as PyTorch: own parameters first, even if a child was registered before them")
                .equal(() -> names(layer), List.of("scale", "inner.weight", "inner.bias"));
    }

    @Test
    void leavesOutBuffers() {
        Layer layer = new Group().addBuffer("mean", counting(2)).add("inner", new Group().addBuffer("count",
                counting(1)).addParameter("weight", counting(2)));
        Check.call("Layer.parameters").because("buffers are not learnt").equal(() -> names(layer), List.of("inner.weight"));
    }

    @Test
    void listsASharedTensorOnceByItsFirstPath() {
        Tensor shared = counting(3);
        Layer layer = new Group().addParameter("a", shared).addParameter("b", shared)
                .add("inner", new Group().addParameter("weight", shared).addParameter("bias", counting(2)));
        Check.call("Layer.parameters").because("a training step would change a tensor that is listed twice twice")
                .equal(() -> names(layer), List.of("a", "inner.bias"));
        Check.call("Layer.parameterCount").because("a shared tensor counts once").equal(layer::parameterCount, 5L);
    }

    @Test
    void listsTwoTensorsOfEqualValuesTwice() {
        Layer layer = new Group().addParameter("a", vector(1, 2)).addParameter("b", vector(1, 2));
        Check.call("Layer.parameters").because("shared means the same tensor, not the same numbers")
                .equal(() -> names(layer), List.of("a", "b"));
    }

    @Test
    void givesTheVeryTensorsInAMapOfTheCallersOwn() {
        Scale scale = new Scale(2, 3);
        Layer network = new Group().add("0", scale);
        Check check = Check.call("Layer.parameters");
        Map<String, Tensor> parameters = check.run(network::parameters);
        check.holds(parameters.get("0.weight") == scale.weight, "0.weight is the layer's own tensor, not a copy", parameters);
        check.holds(scale.weight.requiresGrad(), "a parameter wants a gradient", "requiresGrad() is false");
        check.run(() -> {
            parameters.clear();
            network.parameters().put("other", vector(1));
            return null;
        });
        check.because("changing the returned map must not change the network").equal(() -> names(network), List.of("0.weight"));
    }

    @Test
    void countsTheNumbersToLearn() {
        Layer layer = new Group().addParameter("weight", counting(3, 2)).addParameter("bias", counting(3)).addBuffer("mean", counting(100));
        Layer network = new Group().add("0", layer).add("1", new Identity()).add("2", new Group().addParameter("scale", counting()));
        Check.call("Layer.parameterCount").because("3 * 2 + 3 in '0', none in '1', one in '2'; buffers do not count")
                .equal(network::parameterCount, 10L);
        Check.call("Layer.parameterCount").because("a layer without parameters").equal(new Identity()::parameterCount, 0L);
    }

    @Test
    void refusesNamesThatWouldBeAmbiguous() {
        Group layer = new Group().addParameter("weight", counting(2)).addBuffer("mean", counting(2)).add("inner", new Identity());
        Check.call("Layer.parameters").equal(() -> names(layer), List.of("weight"));
        for (String taken : List.of("weight", "mean", "inner")) {
            Check check = Check.call("Layer.parameter", taken).because("one name, one thing");
            check.refuses(IllegalArgumentException.class, () -> layer.addParameter(taken, counting(2)), taken, "already");
            check.refuses(IllegalArgumentException.class, () -> layer.addBuffer(taken, counting(2)), taken, "already");
            check.refuses(IllegalArgumentException.class, () -> layer.add(taken, new Identity()), taken, "already");
        }
        Check.call("Layer.parameter", "a.b").because("dots join names")
                .refuses(IllegalArgumentException.class, () -> layer.addParameter("a.b", counting(2)), "a.b", "dot");
        Check.call("Layer.child", "").because("a path needs a name at every step")
                .refuses(IllegalArgumentException.class, () -> layer.add("", new Identity()), "empty");
        Check.call("Layer.child", "self").because("a network is a tree")
                .refuses(IllegalArgumentException.class, () -> layer.add("self", new Group().add("x", layer)), "contains");
    }

    @Test
    void namesParametersAsPyTorchDoes() {
        Golden.Case golden = Golden.load(getClass(), "layers.json", "names").getFirst();
        Check.call("Layer.parameters").because("PyTorch's named_parameters() for the same network")
                .equal(() -> names(new TreeOfLayers()), golden.args().get("parameters").valueStream().map(n -> n.asString()).toList());
        Check.call("Layer.parameterCount").because("PyTorch's count for the same network")
                .equal(new TreeOfLayers()::parameterCount, golden.args().get("count").asLong());
    }
}
