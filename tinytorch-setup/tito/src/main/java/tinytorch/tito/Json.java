package tinytorch.tito;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** The one way facts are written for programs: a single object, ASCII only, so that no console charset can damage it. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private Json() {
    }

    static String text(Map<String, Object> facts) {
        return MAPPER.writeValueAsString(facts);
    }

    /** Reads what a program printed; empty when it is not exactly one object. */
    static Map<String, Object> object(String text) {
        try {
            return MAPPER.readValue(text, new TypeReference<LinkedHashMap<String, Object>>() { });
        } catch (JacksonException e) {
            return Map.of(); // the caller shows the text as it is
        }
    }
}
