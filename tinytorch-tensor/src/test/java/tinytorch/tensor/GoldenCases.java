package tinytorch.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Values;
import tools.jackson.databind.JsonNode;

/**
 * What NumPy and PyTorch gave, from {@code src/test/python/make_golden.py}. Each input is a flat storage with the shape,
 * strides and offset it was read through, and is built through {@link Tensor#strided}, which needs no task.
 */
final class GoldenCases {
    private GoldenCases() {
    }

    static List<Golden.Case> of(String file) {
        return Golden.load(GoldenCases.class, "golden/" + file);
    }

    static List<Tensor> inputs(Golden.Case golden) {
        List<Tensor> inputs = new ArrayList<>();
        for (int i = 0; i < golden.inputs().size(); i++) {
            double[] storage = golden.inputs().get(i).data();
            float[] data = new float[storage.length];
            for (int j = 0; j < data.length; j++) {
                data[j] = (float) storage[j];
            }
            JsonNode view = golden.args().get("views").get(i);
            inputs.add(Tensor.strided(data, Shape.of(ints(view, "shape")), ints(view, "strides"), view.get("offset").asInt()));
        }
        return inputs;
    }

    static int[] ints(JsonNode args, String name) {
        return args.get(name).valueStream().mapToInt(JsonNode::asInt).toArray();
    }

    static int number(Golden.Case golden, String name) {
        return golden.args().get(name).asInt();
    }

    static float decimal(Golden.Case golden, String name) {
        return (float) golden.args().get(name).asDouble();
    }

    /** A check whose failure shows the case as it was called there: {@code Tensor.sum((3, 4) transposed, axes=[0], keep=False)}. */
    static Check check(Golden.Case golden) {
        String inside = golden.name().substring(golden.op().length() + 1, golden.name().length() - 1);
        return Check.call("Tensor." + golden.op(), inside).because("this is what NumPy and PyTorch give");
    }

    /** The call has to give the case's only output. */
    static void same(Golden.Case golden, Callable<Tensor> call) {
        check(golden).gives(() -> TestTensors.values(call.call()), golden.output());
    }

    /** The call has to give these tensors, in order. */
    static void sameList(Golden.Case golden, Callable<List<Tensor>> call) {
        List<Tensor> parts = check(golden).run(call);
        check(golden).holds(parts.size() == golden.outputs().size(), golden.outputs().size() + " parts", parts.size() + " parts");
        for (int i = 0; i < parts.size(); i++) {
            Tensor part = parts.get(i);
            Values expected = golden.outputs().get(i);
            check(golden).gives(() -> TestTensors.values(part), expected);
        }
    }
}
