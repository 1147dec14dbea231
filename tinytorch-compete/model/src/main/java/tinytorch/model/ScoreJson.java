package tinytorch.model;

import java.io.OutputStream;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A score, or a refusal, as a JSON object: how the process of an evaluation tells what it found. */
public final class ScoreJson {
    private ScoreJson() {
    }

    /** {@code {"score": {...}}}. */
    public static void write(Score score, OutputStream out) {
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject().writeName("score").writeStartObject();
            part(json.writeName("public"), score.publicPart());
            part(json.writeName("private"), score.privatePart());
            Score.Latency latency = score.latency();
            json.writeName("latency").writeStartObject();
            json.writeName("p50").writeNumber(latency.p50());
            json.writeName("p95").writeNumber(latency.p95());
            json.writeName("lowerQuartile").writeNumber(latency.lowerQuartile());
            json.writeName("upperQuartile").writeNumber(latency.upperQuartile());
            json.writeName("calls").writeNumber(latency.calls());
            json.writeEndObject();
            json.writeName("bytes").writeNumber(score.bytes());
            json.writeName("memory").writeStartObject();
            json.writeName("bytes").writeNumber(score.memory().bytes());
            json.writeName("method").writeString(score.memory().method());
            json.writeEndObject();
            json.writeName("seconds").writeNumber(score.seconds());
            json.writeEndObject().writeEndObject();
        }
    }

    /** A part without bits has none: JSON knows no NaN. */
    private static void part(JsonGenerator json, Score.Part part) {
        json.writeStartObject();
        json.writeName("examples").writeNumber(part.examples());
        json.writeName("accuracy").writeNumber(part.accuracy());
        if (!Double.isNaN(part.bitsPerCharacter())) {
            json.writeName("bitsPerCharacter").writeNumber(part.bitsPerCharacter());
        }
        json.writeEndObject();
    }

    /** {@code {"rejected": {...}}}. */
    static void write(Rejected rejected, OutputStream out) {
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject().writeName("rejected").writeStartObject();
            json.writeName("reason").writeString(rejected.reason().name());
            json.writeName("message").writeString(rejected.getMessage());
            json.writeEndObject().writeEndObject();
        }
    }

    /**
     * The score that was written.
     *
     * @throws Rejected                 if it was a refusal
     * @throws IllegalArgumentException if it was neither
     */
    public static Score read(byte[] bytes) throws Rejected {
        try {
            JsonNode tree = JsonMapper.shared().readTree(bytes);
            if (tree.has("rejected")) {
                JsonNode rejected = tree.get("rejected");
                throw new Rejected(Reason.valueOf(rejected.get("reason").stringValue()), rejected.get("message").stringValue());
            }
            JsonNode score = tree.required("score");
            JsonNode latency = score.required("latency");
            JsonNode memory = score.required("memory");
            return new Score(part(score.required("public")), part(score.required("private")),
                    new Score.Latency(latency.required("p50").doubleValue(), latency.required("p95").doubleValue(), latency.required("lowerQuartile").doubleValue(),
                            latency.required("upperQuartile").doubleValue(), latency.required("calls").intValue()),
                    score.required("bytes").longValue(), new Score.Memory(memory.required("bytes").longValue(), memory.required("method").stringValue()), score.required("seconds").doubleValue());
        } catch (JacksonException e) {
            throw new IllegalArgumentException("This is no score.", e);
        }
    }

    private static Score.Part part(JsonNode part) {
        return new Score.Part(part.required("examples").longValue(), part.required("accuracy").doubleValue(), part.has("bitsPerCharacter") ? part.get("bitsPerCharacter").doubleValue() : Double.NaN);
    }
}
