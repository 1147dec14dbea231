package tinytorch.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Results of a reference program (NumPy, PyTorch), kept as JSON beside the script that made them:
 * {@code {"made_by": "...", "cases": [{"name", "op", "args": {}, "inputs": [{"shape", "data"}], "outputs": [{"shape", "data"}]}]}}.
 * A number is a JSON number or one of the strings {@code "nan"}, {@code "inf"}, {@code "-inf"}.
 */
public final class Golden {

    /** One call of the reference program. */
    public record Case(String name, String op, JsonNode args, List<Values> inputs, List<Values> outputs) {
        /** The only output. */
        public Values output() {
            if (outputs.size() != 1) {
                throw new IllegalStateException(name + " has " + outputs.size() + " outputs");
            }
            return outputs.getFirst();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private Golden() {
    }

    /** The cases of a resource beside {@code owner}; a file without cases is an error, so that no test passes on nothing. */
    public static List<Case> load(Class<?> owner, String file) {
        try (InputStream in = owner.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no golden file " + file + " beside " + owner.getName());
            }
            List<Case> cases = new ArrayList<>();
            for (JsonNode node : JsonMapper.shared().readTree(in).get("cases")) {
                cases.add(new Case(node.get("name").asString(), node.get("op").asString(), node.get("args"),
                        values(node.get("inputs")), values(node.get("outputs"))));
            }
            if (cases.isEmpty()) {
                throw new IllegalStateException("the golden file " + file + " has no cases");
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException("the golden file " + file + " can't be read", e);
        }
    }

    /** The cases of one operation; none is an error. */
    public static List<Case> load(Class<?> owner, String file, String op) {
        List<Case> cases = load(owner, file).stream().filter(c -> c.op().equals(op)).toList();
        if (cases.isEmpty()) {
            throw new IllegalStateException("the golden file " + file + " has no case of " + op);
        }
        return cases;
    }

    private static List<Values> values(JsonNode list) {
        List<Values> all = new ArrayList<>();
        for (JsonNode node : list) {
            int[] shape = node.get("shape").valueStream().mapToInt(JsonNode::asInt).toArray();
            double[] data = node.get("data").valueStream().mapToDouble(Golden::number).toArray();
            all.add(new Values(shape, data));
        }
        return all;
    }

    private static double number(JsonNode node) {
        if (!node.isString()) {
            return node.asDouble();
        }
        return switch (node.asString()) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> throw new IllegalStateException("not a number: " + node);
        };
    }
}
