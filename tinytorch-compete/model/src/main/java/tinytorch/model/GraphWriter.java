package tinytorch.model;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes {@code model.json}: a node a line, as it is read by people too. */
final class GraphWriter {
    private GraphWriter() {
    }

    static byte[] write(Graph graph) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeName("format").writeString(Graph.FORMAT);
            json.writeName("task").writeString(graph.task().id());
            json.writeName("input").writeString(graph.input());
            json.writeName("output").writeString(graph.output());
            if (graph.text() != null) {
                json.writeName("text").writeStartObject();
                json.writeName("alphabet").writeString(graph.text().alphabet());
                json.writeName("context").writeNumber(graph.text().context());
                json.writeEndObject();
            }
            json.writeName("nodes").writeStartArray();
            for (Node node : graph.nodes()) {
                json.writeRaw('\n');
                node(json, node);
            }
            json.writeEndArray();
            if (!graph.packed().isEmpty()) {
                json.writeName("packed").writeStartObject();
                new TreeMap<>(graph.packed()).forEach((name, packed) -> packed(json.writeName(name), packed));
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void node(JsonGenerator json, Node node) {
        json.writeStartObject();
        json.writeName("name").writeString(node.name());
        json.writeName("op").writeString(node.operation().id());
        json.writeName("inputs").writeStartArray();
        node.inputs().forEach(json::writeString);
        json.writeEndArray();
        if (!node.weights().isEmpty()) {
            json.writeName("weights").writeStartObject();
            new TreeMap<>(node.weights()).forEach((role, name) -> json.writeName(role).writeString(name));
            json.writeEndObject();
        }
        Map<String, Object> attributes = new TreeMap<>(node.operation().attributes());
        if (!attributes.isEmpty()) {
            json.writeName("attributes").writeStartObject();
            attributes.forEach((name, value) -> attribute(json.writeName(name), value));
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void attribute(JsonGenerator json, Object value) {
        switch (value) {
            case Double number when number == number.intValue() -> json.writeNumber(number.intValue());
            case Double number -> json.writeNumber(number);
            case Boolean flag -> json.writeBoolean(flag);
            default -> json.writeString(value.toString());
        }
    }

    private static void packed(JsonGenerator json, Graph.Packed packed) {
        json.writeStartObject();
        json.writeName("storage").writeString(packed.storage());
        json.writeName("shape").writeStartArray();
        packed.shape().forEach(json::writeNumber);
        json.writeEndArray();
        if (packed.group() > 0) {
            json.writeName("group").writeNumber(packed.group());
        }
        json.writeEndObject();
    }
}
