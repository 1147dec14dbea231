package tinytorch.model;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Reads {@code model.json} token by token: the first that has no place in the format ends the reading, so that nothing is built of what a stranger made up. */
final class GraphReader {
    private static final JsonFactory JSON = JsonFactory.builder().streamReadConstraints(StreamReadConstraints.builder()
            .maxNestingDepth(Limits.DEPTH).maxNumberLength(32).maxNameLength(200).maxStringLength(4 * Limits.CHARACTERS).build()).build();
    private static final int MOST_AXES = 8;
    private static final int MOST_WEIGHTS = 8;
    private static final int MOST_PACKED = 4 * Limits.NODES;

    private final JsonParser json;
    private String task;
    private String input;
    private String output;
    private Graph.Text text;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Graph.Packed> packed = new LinkedHashMap<>();
    private boolean formatted;

    private GraphReader(JsonParser json) {
        this.json = json;
    }

    static Graph read(byte[] bytes) throws Rejected {
        try {
            String content = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            checkDepth(content);
            try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), content)) {
                return new GraphReader(json).graph();
            }
        } catch (CharacterCodingException e) {
            throw new Rejected(Reason.BAD_JSON, "model.json is not UTF-8.");
        } catch (JacksonException e) {
            throw new Rejected(Reason.BAD_JSON, "model.json is not JSON, or not of this format: " + Names.printable(e.getOriginalMessage()) + ".");
        }
    }

    /** Looks only at brackets outside of texts: before anything is read. */
    private static void checkDepth(String content) throws Rejected {
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '[' || c == '{') && ++depth > Limits.DEPTH) {
                throw new Rejected(Reason.TOO_DEEP, "model.json is nested more than " + Limits.DEPTH + " deep.");
            } else if (!quoted && (c == ']' || c == '}')) {
                depth--;
            }
        }
    }

    private Graph graph() throws Rejected {
        json.nextToken();
        object("model.json", this::field);
        if (json.nextToken() != null) {
            throw bad("there is something after its last }");
        }
        if (!formatted || task == null || input == null || output == null || nodes.isEmpty()) {
            throw bad("it needs format, task, input, output and at least one node");
        }
        Task known = Task.of(task);
        if (known == null) {
            throw new Rejected(Reason.WRONG_TASK, "model.json: there is no task " + Names.printable(task) + ". There are mnist, cifar10 and tinygpt.");
        }
        if (known.text() != (text != null)) {
            throw bad(known.text() ? "a text model needs text, with its alphabet and its context" : "text is for text models alone");
        }
        return new Graph(known, input, output, text, List.copyOf(nodes), Map.copyOf(packed));
    }

    private void field(String key) throws Rejected {
        switch (key) {
            case "format" -> {
                String format = string("format");
                if (!format.equals(Graph.FORMAT)) {
                    throw new Rejected(Reason.UNKNOWN_FORMAT, "model.json: the format is " + Names.printable(format) + ", this evaluator reads " + Graph.FORMAT + ".");
                }
                formatted = true;
            }
            case "task" -> task = string("task");
            case "input" -> input = Names.check(string("input"));
            case "output" -> output = Names.check(string("output"));
            case "text" -> text = text();
            case "nodes" -> list("nodes", Limits.NODES, Reason.TOO_MANY_NODES, () -> nodes.add(node()));
            case "packed" -> object("packed", name -> {
                if (packed.size() == MOST_PACKED) {
                    throw bad("packed has more than " + MOST_PACKED + " entries");
                }
                packed.put(Names.check(name), packing(name));
            });
            default -> throw unknown("model.json", key);
        }
    }

    private Graph.Text text() throws Rejected {
        String[] alphabet = {null};
        int[] context = {0};
        object("text", key -> {
            switch (key) {
                case "alphabet" -> alphabet[0] = string("alphabet");
                case "context" -> context[0] = whole("context", 1, Task.LONGEST_CONTEXT);
                default -> throw unknown("text", key);
            }
        });
        if (alphabet[0] == null || context[0] == 0) {
            throw bad("text needs alphabet and context");
        }
        return new Graph.Text(Alphabet.check(alphabet[0]), context[0]);
    }

    private Node node() throws Rejected {
        String[] texts = new String[2];
        List<String> inputs = new ArrayList<>();
        Map<String, String> weights = new LinkedHashMap<>();
        Map<String, Object> attributes = new LinkedHashMap<>();
        object("a node", key -> {
            switch (key) {
                case "name" -> texts[0] = Names.check(string("name"));
                case "op" -> texts[1] = string("op");
                case "inputs" -> list("inputs", Limits.INPUTS, Reason.BAD_JSON, () -> inputs.add(Names.check(string("an input"))));
                case "weights" -> object("weights", role -> {
                    if (weights.size() == MOST_WEIGHTS) {
                        throw bad("a node has at most " + MOST_WEIGHTS + " weights");
                    }
                    weights.put(Names.check(role), Names.check(string("a weight")));
                });
                case "attributes" -> object("attributes", name -> {
                    if (attributes.size() == MOST_WEIGHTS) {
                        throw bad("a node has at most " + MOST_WEIGHTS + " attributes");
                    }
                    attributes.put(Names.check(name), attribute());
                });
                default -> throw unknown("a node", key);
            }
        });
        if (texts[0] == null || texts[1] == null || inputs.isEmpty()) {
            throw bad("a node needs name, op and inputs");
        }
        return new Node(texts[0], Operation.of(texts[0], texts[1], attributes), List.copyOf(inputs), Map.copyOf(weights));
    }

    private Object attribute() throws Rejected {
        return switch (json.nextToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> json.getString();
            default -> throw bad("an attribute is a number, a text, true or false");
        };
    }

    private Graph.Packed packing(String name) throws Rejected {
        String[] storage = {null};
        int[] group = {0};
        List<Integer> shape = new ArrayList<>();
        object("packed", key -> {
            switch (key) {
                case "storage" -> storage[0] = string("storage");
                case "group" -> group[0] = whole("group", 1, 1 << 20);
                case "shape" -> list("shape", MOST_AXES, Reason.BAD_JSON, () -> shape.add(whole("shape", 1, Integer.MAX_VALUE)));
                default -> throw unknown("packed", key);
            }
        });
        boolean nibbles = Graph.Packed.INT4.equals(storage[0]);
        if (!nibbles && !Graph.Packed.SPARSE.equals(storage[0]) || shape.isEmpty() || nibbles != group[0] > 0) {
            throw bad("packed \"" + name + "\" needs a storage, int4 or sparse, a shape, and for int4 alone a group");
        }
        return new Graph.Packed(storage[0], List.copyOf(shape), group[0]);
    }

    // ---- JSON ----

    private interface Field {
        void read(String key) throws Rejected;
    }

    private interface Element {
        void read() throws Rejected;
    }

    /** The fields of an object that begins now, or after the next token. */
    private void object(String what, Field field) throws Rejected {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            expect(what, JsonToken.START_OBJECT, "an object");
        }
        Set<String> keys = new HashSet<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = json.currentName();
            if (!keys.add(key)) {
                throw new Rejected(Reason.DUPLICATE_KEY, "model.json: the key " + Names.printable(key) + " occurs twice in one object.");
            }
            field.read(key);
        }
    }

    /** The elements of a list; objects in it begin with the current token, all else is still to come. */
    private void list(String what, int most, Reason reason, Element element) throws Rejected {
        expect(what, JsonToken.START_ARRAY, "a list");
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (count++ == most) {
                throw new Rejected(reason, "model.json: " + what + " has more than " + most + " elements.");
            }
            element.read();
        }
    }

    private String string(String what) throws Rejected {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            expect(what, JsonToken.VALUE_STRING, "a text");
        }
        return json.getString();
    }

    private int whole(String what, int least, int most) throws Rejected {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            expect(what, JsonToken.VALUE_NUMBER_INT, "a whole number");
        }
        double number = json.getDoubleValue();
        if (!(number >= least && number <= most)) {
            throw number > most && what.equals("shape") ? new Rejected(Reason.OVERFLOW, "model.json: a shape holds a number above " + most + ".")
                    : bad(what + " must be from " + least + " to " + most);
        }
        return (int) number;
    }

    private void expect(String what, JsonToken wanted, String kind) throws Rejected {
        if (json.nextToken() != wanted) {
            throw bad(what + " must be " + kind);
        }
    }

    private static Rejected unknown(String where, String key) {
        return new Rejected(Reason.BAD_JSON, "model.json: " + where + " has the unknown key " + Names.printable(key) + ". Leave it out.");
    }

    private static Rejected bad(String rule) {
        return new Rejected(Reason.BAD_JSON, "model.json: " + rule + ".");
    }
}
