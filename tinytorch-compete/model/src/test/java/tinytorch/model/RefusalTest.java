package tinytorch.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Each rule of the format, broken once: the reason is the one that it has to be. */
class RefusalTest {
    private final byte[] mlp = Samples.mlp();
    private final byte[] gpt = Samples.gpt(16);
    private final byte[] bytes = Samples.small(Encoding.INT8);
    private final byte[] nibbles = Samples.small(Encoding.INT4);
    private final byte[] sparse = Samples.small(Encoding.SPARSE);

    private static void refused(Reason reason, byte[] zip) {
        Rejected rejected = assertThrows(Rejected.class, () -> Submission.open(zip));
        assertEquals(reason, rejected.reason(), rejected.getMessage());
        assertTrue(rejected.getMessage().endsWith(".") || rejected.getMessage().endsWith("\""), rejected.getMessage());
    }

    private static void refused(Reason reason, byte[] sample, Consumer<Parts> change) {
        Parts parts = new Parts(sample);
        change.accept(parts);
        refused(reason, parts.zip());
    }

    /** JSON in which a text stands where another did. */
    private void json(Reason reason, String from, String to) {
        Parts parts = new Parts(mlp);
        String text = new String(parts.json(), StandardCharsets.UTF_8);
        assertTrue(text.contains(from), text);
        refused(reason, parts.zip(text.replace(from, to)));
    }

    private static ObjectNode tensor(Parts parts, String name) {
        return (ObjectNode) parts.header.get(name);
    }

    @Test
    void zips() throws Rejected {
        Parts parts = new Parts(mlp);
        byte[] json = parts.json();
        byte[] weights = parts.weights();
        Submission.open(Parts.zip("weights.safetensors", weights, "model.json", json));
        refused(Reason.NOT_A_ZIP, new byte[0]);
        refused(Reason.NOT_A_ZIP, json);
        refused(Reason.NOT_A_ZIP, java.util.Arrays.copyOf(mlp, mlp.length - 1));
        refused(Reason.ENTRY_NAMES, Parts.zip("model.json", json));
        refused(Reason.ENTRY_NAMES, Parts.zip("model.json", json, "../weights.safetensors", weights));
        refused(Reason.ENTRY_NAMES, Parts.zip("model.json", json, "weights.safetensors", weights, "x", json));
        refused(Reason.ENTRY_NAMES, Parts.replaced(Parts.zip("model.json", json, "mxdel.json", json), "mxdel.json", "model.json"));
        refused(Reason.TOO_LARGE, new byte[10_100_000]);
        refused(Reason.TOO_LARGE, Parts.zip("model.json", new byte[1_000_001], "weights.safetensors", weights));
        refused(Reason.ZIP_BOMB, Parts.zip("model.json", json, "weights.safetensors", new byte[30_000_000]));
    }

    @Test
    void json() {
        json(Reason.BAD_JSON, "{\"format\"", "{\"unknown\":1,\"format\"");
        json(Reason.BAD_JSON, "\"nodes\":[", "\"nodes\":{");
        json(Reason.BAD_JSON, "\"name\":\"n1\",", "");
        json(Reason.BAD_JSON, "\"task\"", "\"text\":{\"alphabet\":\"" + Task.ALPHABET.replace("\n", "\\n") + "\",\"context\":1},\"task\"");
        json(Reason.BAD_JSON, "\"task\":\"mnist\",", "");
        json(Reason.DUPLICATE_KEY, "\"task\":", "\"task\":\"x\",\"task\":");
        json(Reason.DUPLICATE_KEY, "\"name\":\"n1\"", "\"name\":\"n0\"");
        json(Reason.TOO_DEEP, "\"mnist\"", "[[[[[[[[[[]]]]]]]]]]");
        json(Reason.UNKNOWN_FORMAT, "tinytorch-model-1", "tinytorch-model-2");
        json(Reason.WRONG_TASK, "\"mnist\"", "\"imagenet\"");
        json(Reason.BAD_NAME, "\"name\":\"n1\"", "\"name\":\"n 1\"");
        json(Reason.BAD_NAME, "\"name\":\"n1\"", "\"name\":\"" + "n".repeat(101) + "\"");
        json(Reason.UNKNOWN_OP, "\"relu\"", "\"exec\"");
        json(Reason.UNKNOWN_ATTRIBUTE, "\"op\":\"relu\"", "\"op\":\"relu\",\"attributes\":{\"inplace\":true}");
        json(Reason.UNKNOWN_ATTRIBUTE, "\"op\":\"relu\"", "\"op\":\"leaky_relu\",\"attributes\":{\"negative_slope\":1e400}");
        json(Reason.UNKNOWN_ATTRIBUTE, "\"op\":\"relu\"", "\"op\":\"gelu\",\"attributes\":{\"approximate\":\"\\u202e\"}");
        json(Reason.TOO_MANY_NODES, "\"nodes\":[", "\"nodes\":[" + "{\"name\":\"a\",\"op\":\"relu\",\"inputs\":[\"x\"]},".repeat(2_000));
    }

    @Test
    void graphs() {
        json(Reason.CYCLE_OR_FORWARD_REFERENCE, "\"inputs\":[\"x\"]", "\"inputs\":[\"n3\"]");
        json(Reason.CYCLE_OR_FORWARD_REFERENCE, "\"inputs\":[\"n1\"]", "\"inputs\":[\"n2\"]");
        json(Reason.UNUSED, "\"inputs\":[\"n2\"]", "\"inputs\":[\"n1\"]");
        json(Reason.UNUSED, "\"output\":\"n3\"", "\"output\":\"n2\"");
        json(Reason.SHAPE, "\"op\":\"relu\"", "\"op\":\"flatten\"");
        json(Reason.SHAPE, "\"op\":\"relu\"", "\"op\":\"add\"");
        json(Reason.SHAPE, "\"op\":\"flatten\"", "\"op\":\"relu\"");
        json(Reason.MISSING_WEIGHT, "\"weight\":\"1.weight\"", "\"weight\":\"nothing\"");
        json(Reason.MISSING_WEIGHT, ",\"weight\":\"1.weight\"", "");
        json(Reason.UNKNOWN_ATTRIBUTE, "\"bias\":\"1.bias\"", "\"bia\":\"1.bias\"");
        refused(Reason.TOO_MUCH_WORK, Samples.repeated(1_900));
        refused(Reason.TOO_MUCH_MEMORY, Samples.mlp(16), parts -> {
            // 784 numbers, times 64, times 64.
            for (String name : new String[] {"a", "b", "c"}) {
                ObjectNode node = parts.nodes().insertObject(parts.nodes().size() - 3).put("name", name).put("op", "concat");
                ArrayNode inputs = node.putArray("inputs");   // in front of the linear layer
                for (int i = 0; i < 64; i++) {
                    inputs.add(name.equals("a") ? "n0" : name.equals("b") ? "a" : "b");
                }
            }
        });
    }

    @Test
    void weights() {
        refused(Reason.DTYPE, mlp, parts -> tensor(parts, "1.bias").put("dtype", "F64"));
        refused(Reason.WEIGHTS_FORMAT, mlp, parts -> tensor(parts, "1.bias").put("dtype", "F16"));
        refused(Reason.WEIGHTS_FORMAT, mlp, parts -> ((ArrayNode) tensor(parts, "1.bias").get("data_offsets")).set(0, 4));
        refused(Reason.WEIGHTS_FORMAT, mlp, parts -> parts.data = java.util.Arrays.copyOf(parts.data, parts.data.length - 1));
        refused(Reason.SHAPE, mlp, parts -> tensor(parts, "1.weight").putArray("shape").add(784).add(16));
        refused(Reason.UNUSED, mlp, parts -> {
            parts.header.putObject("extra").put("dtype", "F32").putArray("shape").add(0);
            tensor(parts, "extra").putArray("data_offsets").add(0).add(0);
        });
        refused(Reason.NOT_FINITE, mlp, parts -> {
            parts.data[2] = (byte) 0xff;
            parts.data[3] = 0x7f;
        });
        Parts parts = new Parts(mlp);
        refused(Reason.WEIGHTS_FORMAT, parts.zipOfWeights(parts.weights(Long.MAX_VALUE, parts.header.toString().getBytes(StandardCharsets.UTF_8))));
        refused(Reason.WEIGHTS_FORMAT, parts.zipOfWeights(new byte[3]));
    }

    @Test
    void packedWeights() {
        refused(Reason.OVERFLOW, sparse, parts -> shape(parts).removeAll().add(Integer.MAX_VALUE).add(Integer.MAX_VALUE).add(Integer.MAX_VALUE));
        refused(Reason.TOO_MUCH_MEMORY, sparse, parts -> shape(parts).removeAll().add(1 << 20).add(1 << 20));
        refused(Reason.BAD_ENCODING, sparse, parts -> shape(parts).removeAll().add(10).add(2));
        refused(Reason.BAD_ENCODING, sparse, parts -> parts.data[at(parts, "1.weight.gaps")] = 0);
        refused(Reason.MISSING_WEIGHT, sparse, parts -> parts.model.remove("packed"));
        refused(Reason.BAD_ENCODING, bytes, parts -> parts.data[at(parts, "1.weight")] = -128);
        refused(Reason.BAD_ENCODING, bytes, parts -> parts.data[at(parts, "1.weight.scale") + 1] = (byte) 0x80);
        refused(Reason.DTYPE, bytes, parts -> tensor(parts, "1.weight").put("dtype", "U8"));
        refused(Reason.BAD_ENCODING, nibbles, parts -> ((ObjectNode) parts.model.get("packed").get("1.weight")).put("group", 16));
        refused(Reason.UNUSED, nibbles, parts -> ((ObjectNode) parts.model.get("packed")).set("other", parts.model.get("packed").get("1.weight")));
    }

    private static ArrayNode shape(Parts parts) {
        return (ArrayNode) parts.model.get("packed").get("1.weight").get("shape");
    }

    private static int at(Parts parts, String name) {
        return tensor(parts, name).get("data_offsets").get(0).intValue();
    }

    @Test
    void textModels() {
        refused(Reason.ALPHABET, gpt, parts -> ((ObjectNode) parts.model.get("text")).put("alphabet", "abc"));
        refused(Reason.ALPHABET, gpt, parts -> ((ObjectNode) parts.model.get("text")).put("alphabet", Task.ALPHABET + "a"));
        refused(Reason.SHAPE, gpt, parts -> ((ObjectNode) parts.model.get("text")).put("alphabet", Task.ALPHABET + "\u00e4"));
        refused(Reason.BAD_JSON, gpt, parts -> ((ObjectNode) parts.model.get("text")).put("context", 257));
        refused(Reason.SHAPE, gpt, parts -> ((ObjectNode) parts.model.get("text")).put("context", 17));
        // Nothing but attention may mix tokens: a flattened sequence would show a model the characters that it is to predict.
        refused(Reason.SHAPE, gpt, parts -> parts.node(1).put("op", "flatten").remove("weights"));
        refused(Reason.SHAPE, gpt, parts -> parts.node(0).put("op", "linear"));
        refused(Reason.SHAPE, gpt, parts -> parts.node(4).putObject("attributes").put("heads", 3));
    }
}
