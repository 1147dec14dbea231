package tinytorch.text.token;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** {@code encoder.json}: one JSON object with the id of each token, the tokens written in the {@link ByteAlphabet}. */
final class EncoderJson {
    /** A token may be as long as the longest piece of a corpus. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNameLength(10_000_000).build()).build();

    private EncoderJson() {
    }

    /** The ids by token. */
    static Map<String, Integer> read(Path file) throws IOException {
        Map<String, Integer> ids = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), Files.readAllBytes(file))) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException(file + ": it must be one JSON object of tokens and their ids.");
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String token = json.currentName();
                if (json.nextToken() != JsonToken.VALUE_NUMBER_INT) {
                    throw new IOException(file + ": the id of token \"" + token + "\" must be a whole number.");
                }
                if (ids.put(token, json.getIntValue()) != null) {
                    throw new IOException(file + ": the token \"" + token + "\" occurs twice.");
                }
            }
            if (json.nextToken() != null) {
                throw new IOException(file + ": there is something after the object of tokens.");
            }
        } catch (JacksonException e) {
            throw new IOException(file + ": it is not the JSON of a vocabulary: " + e.getOriginalMessage() + ".", e);
        }
        return ids;
    }

    /** Writes tokens with their places in the list as ids. */
    static void write(Path file, List<String> tokens) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            for (int id = 0; id < tokens.size(); id++) {
                json.writeName(tokens.get(id)).writeNumber(id);
            }
            json.writeEndObject();
        }
        Files.write(file, text.toByteArray());
    }
}
