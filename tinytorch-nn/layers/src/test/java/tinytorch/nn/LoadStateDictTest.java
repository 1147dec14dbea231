package tinytorch.nn;

import static tinytorch.tensor.TestTensors.counting;
import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Values;

@Tag("layers.load")
class LoadStateDictTest {
    private final Scale first = new Scale(1, 2);
    private final Scale second = new Scale(3, 4, 5);
    private final Tensor mean = vector(6, 7);
    private final Layer network = new Group().add("0", first).add("1", second).addBuffer("mean", mean);

    private static Object load(Layer layer, Map<String, Tensor> state) {
        layer.loadStateDict(state);
        return null;
    }

    private void isUnchanged() {
        Check check = Check.call("Layer.loadStateDict")
                .because("a state that is refused must change nothing: compare everything before the first write");
        check.gives(() -> values(first.weight), Values.of(new double[] {1, 2}, 2));
        check.gives(() -> values(second.weight), Values.of(new double[] {3, 4, 5}, 3));
        check.gives(() -> values(mean), Values.of(new double[] {6, 7}, 2));
    }

    private void refuses(Map<String, Tensor> state, String... messageParts) {
        Check.call("Layer.loadStateDict", state.keySet()).because("names and shapes must be exactly the network's")
                .refuses(IllegalArgumentException.class, () -> load(network, state), messageParts);
        isUnchanged();
    }

    @Test
    void copiesTheValuesIntoTheLayersOwnTensors() {
        Tensor source = vector(10, 20);
        Map<String, Tensor> state = Map.of("1.weight", vector(30, 40, 50), "mean", vector(60, 70), "0.weight", source);
        Check check = Check.call("Layer.loadStateDict", "0.weight, 1.weight, mean")
                .because("parameters and buffers alike, whatever the order of the map");
        check.run(() -> load(network, state));
        check.gives(() -> values(first.weight), Values.of(new double[] {10, 20}, 2));
        check.gives(() -> values(second.weight), Values.of(new double[] {30, 40, 50}, 3));
        check.gives(() -> values(mean), Values.of(new double[] {60, 70}, 2));
        source.set(-1, 0);
        check.because("the state's tensors are copied, not kept").gives(() -> values(first.weight), Values.of(new double[] {10, 20}, 2));
        check
                .holds(first.weight.requiresGrad() && first.weight.origin() == null,
                        "a loaded parameter still wants a gradient and comes from no operation", first.weight.origin());
    }

    @Test
    void readsTensorsOfEveryMemoryLayout() {
        Tensor source = random(1, 2, 3);
        for (Tensor view : layouts(source)) {
            Tensor weight = counting(2, 3);
            Layer layer = new Group().addParameter("weight", weight);
            Check check = Check.call("Layer.loadStateDict", "weight (2, 3)").because("a view is read through its strides");
            check.run(() -> load(layer, Map.of("weight", view)));
            check.gives(() -> values(weight), values(source));
        }
    }

    @Test
    void refusesAMissingName() {
        refuses(Map.of("0.weight", vector(10, 20), "mean", vector(60, 70)), "missing: 1.weight", "Nothing was changed");
    }

    @Test
    void refusesAnUnknownName() {
        refuses(Map.of("0.weight", vector(10, 20), "mean", vector(60, 70), "1.weight", vector(1, 1, 1), "1.bias",
                vector(1)), "unexpected: 1.bias");
    }

    @Test
    void refusesAnotherShapeEvenOneThatCouldBeBroadcast() {
        refuses(Map.of("0.weight", vector(10, 20), "mean", vector(60, 70), "1.weight", vector(9)), "wrong shape: 1.weight", "(3,)", "(1,)");
        refuses(Map.of("0.weight", vector(10, 20), "mean", vector(60, 70), "1.weight", counting(1, 3)), "wrong shape: 1.weight", "(3,)",
                "(1, 3)");
    }

    @Test
    void takesNullForMissing() {
        Map<String, Tensor> state = new HashMap<>();
        state.put("0.weight", vector(10, 20));
        state.put("mean", vector(60, 70));
        state.put("1.weight", null);
        refuses(state, "missing: 1.weight");
    }

    @Test
    void listsEverythingThatIsWrongAtOnce() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        state.put("2.weight", vector(1));
        state.put("0.weight", vector(10, 20, 30));
        state.put("weight", vector(1));
        refuses(state, "loadStateDict: names and shapes must be those of this network. Nothing was changed.",
                "missing: mean, 1.weight", "unexpected: 2.weight, weight", "wrong shape: 0.weight is (2,), got (3,)");
    }

    @Test
    void doesNotMentionWhatIsRight() {
        Check check = Check.call("Layer.loadStateDict");
        IllegalArgumentException refused = check.refuses(IllegalArgumentException.class,
                () -> load(network, Map.of("0.weight", vector(10, 20), "mean", vector(60, 70))), "missing");
        check
                .holds(!refused.getMessage().contains("unexpected") && !refused.getMessage().contains("wrong shape") && !refused.getMessage().contains("0.weight"),
                "only differences are listed, each kind only if there is one", refused.getMessage());
    }

    @Test
    void loadsItsOwnState() {
        Check check = Check.call("Layer.loadStateDict").because("copying a tensor onto itself changes nothing");
        check.run(() -> load(network, Map.of("0.weight", first.weight, "1.weight", second.weight, "mean", mean)));
        isUnchanged();
    }

    @Test
    void writesASharedTensorByEveryPath() {
        Tensor shared = counting(2);
        Layer layer = new Group().add("a", new Group().addParameter("weight", shared)).add("b", new Group().addParameter("weight", shared));
        Check check = Check.call("Layer.loadStateDict", "a.weight", "b.weight")
                .because("a saved state has the shared tensor by every path");
        check.run(() -> load(layer, Map.of("a.weight", vector(8, 9), "b.weight", vector(8, 9))));
        check.gives(() -> values(shared), Values.of(new double[] {8, 9}, 2));
    }
}
