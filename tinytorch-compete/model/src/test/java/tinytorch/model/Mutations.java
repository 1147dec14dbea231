package tinytorch.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Ways to spoil a submission. */
final class Mutations {
    private static final List<String> NUMBERS = List.of("-1", "0", "1", "2", "3", "17", "64", "1000000", "2147483647", "2147483648", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
            "1e308", "1e999", "0.5", "1e-300", "99999999999999999999999999999", "1e99999999");

    private Mutations() {
    }

    /** One way. */
    interface Mutation {
        byte[] apply(byte[] zip, RandomGenerator random);
    }

    /** All of them, by what they do. */
    static Map<String, Mutation> all() {
        Map<String, Mutation> all = new LinkedHashMap<>();
        zips(all);
        json(all);
        graphs(all);
        weights(all);
        return all;
    }

    private static void zips(Map<String, Mutation> all) {
        all.put("zip cut off", (zip, random) -> Arrays.copyOf(zip, random.nextInt(zip.length)));
        all.put("zip with other bytes", (zip, random) -> flipped(zip, random, 1 + random.nextInt(8)));
        all.put("zip with other bytes in its headers", (zip, random) -> {
            byte[] copy = zip.clone();
            copy[random.nextInt(40)] = (byte) random.nextInt();
            copy[copy.length - 1 - random.nextInt(120)] = (byte) random.nextInt();
            return copy;
        });
        all.put("random bytes", (_, random) -> noise(random, random.nextInt(10_000)));
        all.put("something behind the zip", (zip, random) -> joined(zip, noise(random, 1 + random.nextInt(100))));
        all.put("two zips", (zip, _) -> joined(zip, zip));
        all.put("too many bytes", (zip, random) -> joined(zip, noise(random, 10_001_000)));
        all.put("other names", (zip, random) -> {
            Parts parts = new Parts(zip);
            String name = List.of("../model.json", "/model.json", "MODEL.JSON", "./model.json", "a/model.json", "model.json\u0000", "C:\\model.json", "model.json/", "", "m\u00f6del.json", "model.jso\u202en")
                    .get(random.nextInt(11));
            return Parts.zip(name, parts.json(), "weights.safetensors", parts.weights());
        });
        all.put("an entry twice", (zip, random) -> {
            Parts parts = new Parts(zip);
            String name = random.nextBoolean() ? "model.json" : "weights.safetensors";
            // A writer refuses to write a name twice, so it is written as another and changed afterwards.
            String other = name.replace('e', 'x');
            return Parts.replaced(Parts.zip("model.json", parts.json(), "weights.safetensors", parts.weights(), other, noise(random, 20)), other, name);
        });
        all.put("one entry twice and the other missing", (zip, _) -> {
            Parts parts = new Parts(zip);
            return Parts.replaced(Parts.zip("model.json", parts.json(), "modxl.json", parts.json()), "modxl.json", "model.json");
        });
        all.put("more entries", (zip, random) -> {
            Parts parts = new Parts(zip);
            return Parts.zip("model.json", parts.json(), "weights.safetensors", parts.weights(), "evil.class", noise(random, 100));
        });
        all.put("one entry", (zip, _) -> Parts.zip("model.json", new Parts(zip).json()));
        all.put("zip bomb", (zip, random) -> {
            Parts parts = new Parts(zip);
            byte[] zeros = new byte[20_000_000 + random.nextInt(20_000_000)];
            return random.nextBoolean() ? Parts.zip("model.json", parts.json(), "weights.safetensors", zeros) : Parts.zip("model.json", zeros, "weights.safetensors", parts.weights());
        });
        all.put("more than the limit, unpacked", (zip, _) -> Parts.zip("model.json", new Parts(zip).json(), "weights.safetensors", new byte[10_000_001]));
    }

    private static void json(Map<String, Mutation> all) {
        all.put("JSON cut off", (zip, random) -> {
            Parts parts = new Parts(zip);
            return parts.zip(Arrays.copyOf(parts.json(), random.nextInt(parts.json().length)));
        });
        all.put("JSON with other bytes", (zip, random) -> {
            Parts parts = new Parts(zip);
            return parts.zip(flipped(parts.json(), random, 1 + random.nextInt(3)));
        });
        all.put("JSON with other letters", (zip, random) -> {
            Parts parts = new Parts(zip);
            byte[] json = parts.json();
            for (int i = 0; i < 1 + random.nextInt(4); i++) {
                json[random.nextInt(json.length)] = (byte) "{}[]\",:0123456789-.eEtrufalsn\\ \n".charAt(random.nextInt(32));
            }
            return parts.zip(json);
        });
        all.put("deep JSON", (zip, random) -> {
            int depth = 9 + random.nextInt(400_000);
            String open = random.nextBoolean() ? "[" : "{\"a\":";
            return new Parts(zip).zip("{\"nodes\":" + open.repeat(Math.min(depth, 900_000 / open.length())));
        });
        all.put("wide JSON", (zip, random) -> {
            String piece = List.of("[],", "{},", "0,", "\"\",", "null,", "{\"name\":\"a\"},").get(random.nextInt(6));
            String key = List.of("nodes", "packed", "text", "task", "format").get(random.nextInt(5));
            return new Parts(zip).zip("{\"format\":\"tinytorch-model-1\",\"" + key + "\":[" + piece.repeat(900_000 / piece.length()) + "0]}");
        });
        all.put("long texts and numbers", (zip, random) -> {
            String value = random.nextBoolean() ? "\"" + "x".repeat(900_000) + "\"" : "9".repeat(900_000);
            return new Parts(zip).zip("{\"task\":" + value + "}");
        });
        all.put("too much JSON", (zip, _) -> new Parts(zip).zip(" ".repeat(1_000_001)));
        all.put("a key twice", (zip, random) -> {
            Parts parts = new Parts(zip);
            String text = new String(parts.json(), StandardCharsets.UTF_8);
            String key = List.of("\"name\":", "\"op\":", "\"task\":", "\"inputs\":", "\"nodes\":", "\"format\":").get(random.nextInt(6));
            int at = text.indexOf(key);
            return parts.zip(text.substring(0, at) + key + (key.equals("\"inputs\":") || key.equals("\"nodes\":") ? "[]," : "\"x\",") + text.substring(at));
        });
        all.put("an unknown key", (zip, random) -> {
            Parts parts = new Parts(zip);
            (random.nextBoolean() ? parts.model : any(parts, random)).put("x" + random.nextInt(10), "y");
            return parts.zip();
        });
        all.put("a field less", (zip, random) -> {
            Parts parts = new Parts(zip);
            ObjectNode from = random.nextBoolean() ? parts.model : any(parts, random);
            List<String> names = new ArrayList<>(from.propertyNames());
            from.remove(names.get(random.nextInt(names.size())));
            return parts.zip();
        });
        all.put("another kind of value", (zip, random) -> {
            Parts parts = new Parts(zip);
            ObjectNode in = random.nextBoolean() ? parts.model : any(parts, random);
            List<String> names = new ArrayList<>(in.propertyNames());
            String name = names.get(random.nextInt(names.size()));
            switch (random.nextInt(5)) {
                case 0 -> in.put(name, random.nextInt());
                case 1 -> in.putNull(name);
                case 2 -> in.putArray(name).add(1).add("x");
                case 3 -> in.putObject(name).put("a", true);
                default -> in.put(name, "\u202e<script>\u0000\ud800");
            }
            return parts.zip();
        });
    }

    private static void graphs(Map<String, Mutation> all) {
        all.put("an unknown operation", (zip, random) -> {
            Parts parts = new Parts(zip);
            any(parts, random).put("op", List.of("exec", "Linear", "python", "", "linear ", "lambda", "conv3d").get(random.nextInt(7)));
            return parts.zip();
        });
        all.put("another operation", (zip, random) -> {
            Parts parts = new Parts(zip);
            any(parts, random).put("op", List.of("linear", "conv2d", "relu", "flatten", "add", "mul", "concat", "softmax", "layer_norm", "embedding", "position_embedding", "causal_attention", "max_pool2d",
                    "avg_pool2d", "adaptive_avg_pool2d", "batch_norm2d", "gelu", "silu").get(random.nextInt(18)));
            return parts.zip();
        });
        all.put("a forward reference or a circle", (zip, random) -> {
            Parts parts = new Parts(zip);
            any(parts, random).putArray("inputs").add("n" + random.nextInt(parts.nodes().size() + 2));
            return parts.zip();
        });
        all.put("nodes in another order", (zip, random) -> {
            Parts parts = new Parts(zip);
            ArrayNode nodes = parts.nodes();
            nodes.insert(random.nextInt(nodes.size()), nodes.remove(random.nextInt(nodes.size())));
            return parts.zip();
        });
        all.put("a node twice, or one more", (zip, random) -> {
            Parts parts = new Parts(zip);
            ObjectNode copy = any(parts, random).deepCopy();
            if (random.nextBoolean()) {
                copy.put("name", "dead");
            }
            parts.nodes().insert(random.nextInt(parts.nodes().size() + 1), copy);
            return parts.zip();
        });
        all.put("a node less", (zip, random) -> {
            Parts parts = new Parts(zip);
            parts.nodes().remove(random.nextInt(parts.nodes().size()));
            return parts.zip();
        });
        all.put("more inputs or none", (zip, random) -> {
            Parts parts = new Parts(zip);
            ArrayNode inputs = any(parts, random).putArray("inputs");
            for (int i = random.nextInt(70); i > 0; i--) {
                inputs.add("x");
            }
            return parts.zip();
        });
        all.put("another attribute", (zip, random) -> {
            Parts parts = new Parts(zip);
            String name = List.of("stride", "padding", "dilation", "groups", "kernel_size", "output_size", "heads", "eps", "negative_slope", "approximate", "code").get(random.nextInt(11));
            String text = new String(parts.json(), StandardCharsets.UTF_8);
            ObjectNode node = any(parts, random);
            ObjectNode attributes = node.has("attributes") ? (ObjectNode) node.get("attributes") : node.putObject("attributes");
            attributes.put(name, "NUMBER");
            text = new String(parts.json(), StandardCharsets.UTF_8);
            return parts.zip(text.replace("\"NUMBER\"", NUMBERS.get(random.nextInt(NUMBERS.size()))));
        });
        all.put("shapes beyond all bounds", (zip, random) -> {
            Parts parts = new Parts(zip);
            ObjectNode packed = parts.model.putObject("packed").putObject(random.nextBoolean() ? "a" : "1.weight");
            ArrayNode shape = packed.put("storage", random.nextBoolean() ? "sparse" : "int4").putArray("shape");
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                shape.add("NUMBER");
            }
            if (random.nextBoolean()) {
                packed.put("group", 32);
            }
            String text = new String(parts.json(), StandardCharsets.UTF_8);
            return parts.zip(text.replace("\"NUMBER\"", NUMBERS.get(random.nextInt(NUMBERS.size()))));
        });
        all.put("results that double and double", (zip, random) -> {
            Parts parts = new Parts(zip);
            int nodes = 3 + random.nextInt(80);
            String input = parts.node(parts.nodes().size() - 1).get("inputs").get(0).stringValue();
            for (int i = 0; i < nodes; i++) {
                ObjectNode node = parts.nodes().insertObject(parts.nodes().size() - 1).put("name", "d" + i).put("op", "concat");
                ArrayNode inputs = node.putArray("inputs");
                for (int j = 2 + random.nextInt(60); j > 0; j--) {
                    inputs.add(i == 0 ? input : "d" + (i - 1));
                }
            }
            parts.node(parts.nodes().size() - 1).putArray("inputs").add("d" + (nodes - 1));
            return parts.zip();
        });
        all.put("very many nodes", (zip, random) -> {
            Parts parts = new Parts(zip);
            int nodes = 500 + random.nextInt(3_000);
            String input = parts.node(parts.nodes().size() - 1).get("inputs").get(0).stringValue();
            ObjectNode last = (ObjectNode) parts.nodes().remove(parts.nodes().size() - 1);
            for (int i = 0; i < nodes; i++) {
                parts.nodes().addObject().put("name", "d" + i).put("op", "relu").putArray("inputs").add(i == 0 ? input : "d" + (i - 1));
            }
            last.putArray("inputs").add("d" + (nodes - 1));
            parts.nodes().add(last);
            return parts.zip();
        });
        all.put("another task, input, output or format", (zip, random) -> {
            Parts parts = new Parts(zip);
            parts.model.put(List.of("task", "input", "output", "format").get(random.nextInt(4)), List.of("mnist", "cifar10", "tinygpt", "x", "n0", "imagenet", "../../etc/passwd").get(random.nextInt(7)));
            return parts.zip();
        });
        all.put("another alphabet or context", (zip, random) -> {
            Parts parts = new Parts(zip);
            ObjectNode text = parts.model.putObject("text");
            text.put("alphabet", List.of(Task.ALPHABET, Task.ALPHABET + "a", Task.ALPHABET + "\u00e4\ud83d\ude00", "", "abc", Task.ALPHABET.repeat(40), "\ud800" + Task.ALPHABET).get(random.nextInt(7)));
            text.put("context", random.nextInt(-1, 300));
            return parts.zip();
        });
        all.put("another weight", (zip, random) -> {
            Parts parts = new Parts(zip);
            ObjectNode node = any(parts, random);
            List<String> names = new ArrayList<>(parts.header.propertyNames());
            ObjectNode weights = node.has("weights") ? (ObjectNode) node.get("weights") : node.putObject("weights");
            weights.put(List.of("weight", "bias", "input", "running_var", "running_mean", "scale").get(random.nextInt(6)), random.nextInt(6) == 0 ? "../x" : names.get(random.nextInt(names.size())));
            return parts.zip();
        });
    }

    private static void weights(Map<String, Mutation> all) {
        all.put("header length that lies", (zip, random) -> {
            Parts parts = new Parts(zip);
            byte[] text = parts.header.toString().getBytes(StandardCharsets.UTF_8);
            long length = List.of(0L, 1L, text.length - 1L, text.length + 1L, text.length + 8L, 1_000_001L, (long) Integer.MAX_VALUE, Long.MAX_VALUE, -1L, Long.MIN_VALUE).get(random.nextInt(10));
            return parts.zipOfWeights(parts.weights(length, text));
        });
        all.put("weights cut off", (zip, random) -> {
            Parts parts = new Parts(zip);
            return parts.zipOfWeights(Arrays.copyOf(parts.weights(), random.nextInt(parts.weights().length)));
        });
        all.put("weights with something behind", (zip, random) -> {
            Parts parts = new Parts(zip);
            return parts.zipOfWeights(joined(parts.weights(), noise(random, 1 + random.nextInt(20))));
        });
        all.put("weights with other bytes", (zip, random) -> {
            Parts parts = new Parts(zip);
            return parts.zipOfWeights(flipped(parts.weights(), random, 1 + random.nextInt(20)));
        });
        all.put("header with other bytes", (zip, random) -> {
            Parts parts = new Parts(zip);
            byte[] text = parts.header.toString().getBytes(StandardCharsets.UTF_8);
            return parts.zipOfWeights(parts.weights(text.length, flipped(text, random, 1 + random.nextInt(3))));
        });
        all.put("NaN and infinity", (zip, random) -> {
            Parts parts = new Parts(zip);
            int bits = Float.floatToRawIntBits(List.of(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 3e38f).get(random.nextInt(4)));
            int at = random.nextInt(parts.data.length / 4) * 4;
            for (int b = 0; b < 4; b++) {
                parts.data[at + b] = (byte) (bits >>> 8 * b);
            }
            return parts.zip();
        });
        all.put("weights near infinity", (zip, random) -> {
            Parts parts = new Parts(zip);
            for (int i = 3; i < parts.data.length; i += 4) {
                parts.data[i] = (byte) (random.nextBoolean() ? 0x7e : 0xfe);
            }
            return parts.zip();
        });
        all.put("another dtype", (zip, random) -> {
            Parts parts = new Parts(zip);
            tensor(parts, random).put("dtype", List.of("F32", "F16", "BF16", "I8", "U8", "F64", "I64", "BOOL", "U4", "").get(random.nextInt(10)));
            return parts.zip();
        });
        all.put("another shape", (zip, random) -> {
            Parts parts = new Parts(zip);
            ArrayNode shape = tensor(parts, random).putArray("shape");
            for (int i = random.nextInt(5); i > 0; i--) {
                shape.add(List.of(0L, 1L, 2L, 3L, 10L, 784L, 65536L, (long) Integer.MAX_VALUE, 1L << 40).get(random.nextInt(9)));
            }
            return parts.zip();
        });
        all.put("axes exchanged", (zip, random) -> {
            Parts parts = new Parts(zip);
            ArrayNode shape = (ArrayNode) tensor(parts, random).get("shape");
            if (shape.size() > 0) {
                shape.add(shape.remove(0));
            }
            return parts.zip();
        });
        all.put("offsets that overlap or leave gaps", (zip, random) -> {
            Parts parts = new Parts(zip);
            ArrayNode offsets = (ArrayNode) tensor(parts, random).get("data_offsets");
            offsets.set(random.nextInt(2), random.nextBoolean() ? random.nextLong(parts.data.length + 100L) : random.nextLong());
            return parts.zip();
        });
        all.put("a tensor under two names", (zip, random) -> {
            Parts parts = new Parts(zip);
            parts.header.set("alias", tensor(parts, random).deepCopy());
            return parts.zip();
        });
        all.put("a tensor renamed", (zip, random) -> {
            Parts parts = new Parts(zip);
            List<String> names = new ArrayList<>(parts.header.propertyNames());
            String name = names.get(random.nextInt(names.size()));
            parts.header.set(List.of("../" + name, name + ".scale", "x", "\u202e", "__metadata__").get(random.nextInt(5)), parts.header.remove(name));
            return parts.zip();
        });
        all.put("other scales, gaps and bytes", (zip, random) -> {
            Parts parts = new Parts(zip);
            byte value = (byte) List.of(0, 0x80, 0xff, 0x7f).get(random.nextInt(4)).intValue();
            int from = random.nextInt(parts.data.length);
            Arrays.fill(parts.data, from, Math.min(parts.data.length, from + 1 + random.nextInt(16)), value);
            return parts.zip();
        });
    }

    private static ObjectNode any(Parts parts, RandomGenerator random) {
        return parts.node(random.nextInt(parts.nodes().size()));
    }

    private static ObjectNode tensor(Parts parts, RandomGenerator random) {
        List<String> names = new ArrayList<>(parts.header.propertyNames());
        names.remove("__metadata__");
        return (ObjectNode) parts.header.get(names.get(random.nextInt(names.size())));
    }

    private static byte[] flipped(byte[] bytes, RandomGenerator random, int count) {
        byte[] copy = bytes.clone();
        for (int i = 0; i < count; i++) {
            copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return copy;
    }

    private static byte[] noise(RandomGenerator random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
