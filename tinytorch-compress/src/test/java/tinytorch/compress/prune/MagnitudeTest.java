package tinytorch.compress.prune;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("compress.magnitude")
class MagnitudeTest {

    private static void keeps(double sparsity, float[] numbers, float[] expected, String why) {
        Check.call("Scope.keepLargest", "numbers", sparsity).because(why).equal(() -> Scope.keepLargest(numbers, sparsity), expected);
    }

    static Map<String, Tensor> weights(Tensor... tensors) {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        for (int i = 0; i < tensors.length; i++) {
            weights.put(i + ".weight", tensors[i]);
        }
        return weights;
    }

    private static void masks(Scope scope, double sparsity, List<Values> weights, List<Values> expected, String why) {
        Tensor[] tensors = weights.stream().map(w -> tensor(w)).toArray(Tensor[]::new);
        Masks masks = check("Scope." + scope + ".masks", tensors).because(why).run(() -> scope.masks(weights(tensors), sparsity));
        for (int i = 0; i < tensors.length; i++) {
            Tensor mask = masks.byName().get(i + ".weight");
            check("Scope." + scope + ".masks", tensors).because(why).within(Tolerance.EXACT).gives(() -> values(mask), expected.get(i));
        }
    }

    @Test
    void theSmallestInSizeGo() {
        keeps(0.5, new float[] {4, 1, 3, 2}, new float[] {1, 0, 1, 0}, "two of four go");
        keeps(0.5, new float[] {-4, 1, -3, 2}, new float[] {1, 0, 1, 0}, "-4 is large in size");
    }

    @Test
    void ofEqualNumbersTheFirstGo() {
        keeps(0.4, new float[] {3, -1, 1, -4, 1}, new float[] {1, 0, 0, 1, 1}, "two go, not all three of size 1");
        keeps(0.5, new float[] {2, 2, 2, 2}, new float[] {0, 0, 1, 1}, "exactly half");
    }

    @Test
    void nothingAndEverythingMayGo() {
        keeps(0, new float[] {0, 1, 2}, new float[] {1, 1, 1}, "a sparsity of 0 keeps even a 0");
        keeps(1, new float[] {0, 1, 2}, new float[] {0, 0, 0}, "all");
    }

    @Test
    void theNumberThatGoIsRounded() {
        keeps(0.5, new float[] {1, 2, 3}, new float[] {0, 0, 1}, "1.5 is 2: halves go to the even neighbour, as in PyTorch");
        keeps(0.3, new float[] {1, 2, 3, 4, 5, 6}, new float[] {0, 0, 1, 1, 1, 1}, "1.8 is 2");
    }

    @Test
    void aLayerIsComparedWithItself() {
        masks(Scope.LAYER_WISE, 0.5, List.of(Values.of(new double[] {1, 2, 3, 4}, 2, 2), Values.of(new double[] {10, 20, 30, 40}, 2, 2)),
                List.of(Values.of(new double[] {0, 0, 1, 1}, 2, 2), Values.of(new double[] {0, 0, 1, 1}, 2, 2)), "each layer loses half");
    }

    @Test
    void globallyAllAreCompared() {
        masks(Scope.GLOBAL, 0.5, List.of(Values.of(new double[] {1, 2, 30, 4}, 2, 2), Values.of(new double[] {10, 20, 3, 40, 50, 60}, 3, 2)),
                List.of(Values.of(new double[] {0, 0, 1, 0}, 2, 2), Values.of(new double[] {0, 1, 0, 1, 1, 1}, 3, 2)), "of ten numbers the five smallest go, wherever they are");
    }

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case c : Golden.load(getClass(), "golden.json", "layer_wise")) {
            masks(Scope.LAYER_WISE, c.args().get("sparsity").asDouble(), c.inputs(), c.outputs(), "torch.nn.utils.prune.l1_unstructured gives this, " + c.name());
        }
        for (Golden.Case c : Golden.load(getClass(), "golden.json", "global")) {
            masks(Scope.GLOBAL, c.args().get("sparsity").asDouble(), c.inputs(), c.outputs(), "torch.nn.utils.prune.global_unstructured gives this, " + c.name());
        }
    }

    @Test
    void readsEveryMemoryLayout() {
        Tensor x = random(5, 3, 4);
        for (Scope scope : Scope.values()) {
            Values expected = check("Scope." + scope + ".masks", x).run(() -> values(scope.masks(weights(x), 0.5).byName().get("0.weight")));
            for (Tensor view : layouts(x)) {
                check("Scope." + scope + ".masks", view).because("a view must give what its contiguous copy gives").within(Tolerance.EXACT)
                        .gives(() -> values(scope.masks(weights(view), 0.5).byName().get("0.weight")), expected);
            }
        }
    }

    @Test
    void refusesWhatIsNoPart() {
        Check.call("Scope.masks").run(() -> Scope.GLOBAL.masks(weights(tensor(shape(2), 1, 2)), 0.5));
        Check.call("Scope.masks", "weights", 90).refuses(IllegalArgumentException.class, () -> Scope.GLOBAL.masks(Map.of(), 90), "90");
    }
}
