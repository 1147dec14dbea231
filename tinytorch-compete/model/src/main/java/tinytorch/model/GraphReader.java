package tinytorch.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The format of {@code model.json}: which keys there are, and what stands under them. */
final class GraphReader {
    private static final int MOST_AXES = 8;
    private static final int MOST_WEIGHTS = 8;
    private static final int MOST_PACKED = 4 * Limits.NODES;

    private final StrictJson json;
    private String task;
    private String input;
    private String output;
    private Graph.Text text;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Graph.Packed> packed = new LinkedHashMap<>();
    private boolean formatted;

    private GraphReader(StrictJson json) {
        this.json = json;
    }

    static Graph read(byte[] bytes) throws Rejected {
        return StrictJson.read(bytes, json -> new GraphReader(json).graph());
    }

    private Graph graph() throws Rejected {
        json.object("model.json", this::field);
        if (!formatted || task == null || input == null || output == null || nodes.isEmpty()) {
            throw StrictJson.bad("it needs format, task, input, output and at least one node");
        }
        Task known = Task.of(task);
        if (known == null) {
            throw new Rejected(Reason.WRONG_TASK, "model.json: there is no task " + Names.printable(task) + ". There are mnist, cifar10 and tinygpt.");
        }
        if (known.text() != (text != null)) {
            throw StrictJson.bad(known.text() ? "a text model needs text, with its alphabet and its context" : "text is for text models alone");
        }
        return new Graph(known, input, output, text, List.copyOf(nodes), Map.copyOf(packed));
    }

    private void field(String key) throws Rejected {
        switch (key) {
            case "format" -> {
                String format = json.string("format");
                if (!format.equals(Graph.FORMAT)) {
                    throw new Rejected(Reason.UNKNOWN_FORMAT, "model.json: the format is " + Names.printable(format) + ", this evaluator reads " + Graph.FORMAT + ".");
                }
                formatted = true;
            }
            case "task" -> task = json.string("task");
            case "input" -> input = Names.check(json.string("input"));
            case "output" -> output = Names.check(json.string("output"));
            case "text" -> text = text();
            case "nodes" -> json.list("nodes", Limits.NODES, Reason.TOO_MANY_NODES, () -> nodes.add(node()));
            case "packed" -> json.object("packed", name -> {
                if (packed.size() == MOST_PACKED) {
                    throw StrictJson.bad("packed has more than " + MOST_PACKED + " entries");
                }
                packed.put(Names.check(name), packing(name));
            });
            default -> throw StrictJson.unknown("model.json", key);
        }
    }

    private Graph.Text text() throws Rejected {
        String[] alphabet = {null};
        int[] context = {0};
        json.object("text", key -> {
            switch (key) {
                case "alphabet" -> alphabet[0] = json.string("alphabet");
                case "context" -> context[0] = json.whole("context", 1, Task.LONGEST_CONTEXT);
                default -> throw StrictJson.unknown("text", key);
            }
        });
        if (alphabet[0] == null || context[0] == 0) {
            throw StrictJson.bad("text needs alphabet and context");
        }
        return new Graph.Text(Alphabet.check(alphabet[0]), context[0]);
    }

    private Node node() throws Rejected {
        String[] texts = new String[2];
        List<String> inputs = new ArrayList<>();
        Map<String, String> weights = new LinkedHashMap<>();
        Map<String, Object> attributes = new LinkedHashMap<>();
        json.object("a node", key -> {
            switch (key) {
                case "name" -> texts[0] = Names.check(json.string("name"));
                case "op" -> texts[1] = json.string("op");
                case "inputs" -> json.list("inputs", Limits.INPUTS, Reason.BAD_JSON, () -> inputs.add(Names.check(json.string("an input"))));
                case "weights" -> json.object("weights", role -> {
                    if (weights.size() == MOST_WEIGHTS) {
                        throw StrictJson.bad("a node has at most " + MOST_WEIGHTS + " weights");
                    }
                    weights.put(Names.check(role), Names.check(json.string("a weight")));
                });
                case "attributes" -> json.object("attributes", name -> {
                    if (attributes.size() == MOST_WEIGHTS) {
                        throw StrictJson.bad("a node has at most " + MOST_WEIGHTS + " attributes");
                    }
                    attributes.put(Names.check(name), json.attribute());
                });
                default -> throw StrictJson.unknown("a node", key);
            }
        });
        if (texts[0] == null || texts[1] == null || inputs.isEmpty()) {
            throw StrictJson.bad("a node needs name, op and inputs");
        }
        return new Node(texts[0], Operation.of(texts[0], texts[1], attributes), List.copyOf(inputs), Map.copyOf(weights));
    }

    private Graph.Packed packing(String name) throws Rejected {
        String[] storage = {null};
        int[] group = {0};
        List<Integer> shape = new ArrayList<>();
        json.object("packed", key -> {
            switch (key) {
                case "storage" -> storage[0] = json.string("storage");
                case "group" -> group[0] = json.whole("group", 1, 1 << 20);
                case "shape" -> json.list("shape", MOST_AXES, Reason.BAD_JSON, () -> shape.add(json.whole("shape", 1, Integer.MAX_VALUE)));
                default -> throw StrictJson.unknown("packed", key);
            }
        });
        boolean nibbles = Graph.Packed.INT4.equals(storage[0]);
        if (!nibbles && !Graph.Packed.SPARSE.equals(storage[0]) || shape.isEmpty() || nibbles != group[0] > 0) {
            throw StrictJson.bad("packed \"" + name + "\" needs a storage, int4 or sparse, a shape, and for int4 alone a group");
        }
        return new Graph.Packed(storage[0], List.copyOf(shape), group[0]);
    }
}
