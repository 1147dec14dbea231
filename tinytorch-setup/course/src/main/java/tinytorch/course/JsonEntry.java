package tinytorch.course;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One object of a JSON file, read strictly: every field that is asked for must be there and of its type, and
 * {@link #end} refuses fields that nobody asked for. Every error names the file and the entry.
 */
final class JsonEntry {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String place;
    private final JsonNode node;
    private final Set<String> unread;

    private JsonEntry(String place, JsonNode node) {
        this.place = place;
        this.node = node;
        if (!node.isObject()) {
            throw new CourseException(place + " must be a JSON object.");
        }
        this.unread = new LinkedHashSet<>(node.propertyNames());
    }

    /** The object that is the whole of {@code file}; errors call it {@code name}. */
    static JsonEntry file(Path file, String name) {
        if (!Files.isRegularFile(file)) {
            throw new CourseException(name + " is missing. It should be at " + file + ".");
        }
        try {
            return new JsonEntry(name, JSON.readTree(Files.readString(file)));
        } catch (JacksonException e) {
            throw new CourseException(name + " is not valid JSON: " + e.getOriginalMessage()
                    + (e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")"), e);
        } catch (IOException e) {
            throw new CourseException(name + " can't be read: " + e, e);
        }
    }

    /** Text that is not blank. */
    String text(String field) {
        return text(require(field), place + ", field '" + field + "'");
    }

    /** Text that is not blank, or nothing when the field is absent. */
    Optional<String> optionalText(String field) {
        return node.has(field) ? Optional.of(text(field)) : Optional.empty();
    }

    int integer(String field) {
        JsonNode value = require(field);
        if (!value.isInt()) {
            throw new CourseException(place + ", field '" + field + "' must be a whole number, is " + value + ".");
        }
        return value.intValue();
    }

    /** True or false; false when the field is absent. */
    boolean flag(String field) {
        if (!node.has(field)) {
            return false;
        }
        JsonNode value = require(field);
        if (!value.isBoolean()) {
            throw new CourseException(place + ", field '" + field + "' must be true or false, is " + value + ".");
        }
        return value.booleanValue();
    }

    List<String> texts(String field) {
        List<String> all = new ArrayList<>();
        for (JsonNode element : array(field)) {
            all.add(text(element, place + ", field '" + field + "', element " + (all.size() + 1)));
        }
        return all;
    }

    List<JsonEntry> objects(String field) {
        List<JsonEntry> all = new ArrayList<>();
        for (JsonNode element : array(field)) {
            String id = element.path("id").isString() ? " '" + element.path("id").stringValue() + "'" : "";
            all.add(new JsonEntry(place + ", " + field + " " + (all.size() + 1) + id, element));
        }
        return all;
    }

    /** As {@link #objects}; none when the field is absent. */
    List<JsonEntry> optionalObjects(String field) {
        return node.has(field) ? objects(field) : List.of();
    }

    /** Refuses what was not read. */
    void end() {
        if (!unread.isEmpty()) {
            throw new CourseException(place + " has an unknown field '" + unread.iterator().next() + "'.");
        }
    }

    CourseException error(String sentence) {
        return new CourseException(place + ": " + sentence);
    }

    private JsonNode array(String field) {
        JsonNode value = require(field);
        if (!value.isArray()) {
            throw new CourseException(place + ", field '" + field + "' must be a list, is " + value + ".");
        }
        return value;
    }

    private JsonNode require(String field) {
        unread.remove(field);
        JsonNode value = node.get(field);
        if (value == null) {
            throw new CourseException(place + " lacks the field '" + field + "'.");
        }
        return value;
    }

    private static String text(JsonNode value, String place) {
        if (!value.isString() || value.stringValue().isBlank()) {
            throw new CourseException(place + " must be a text that is not blank, is " + value + ".");
        }
        return value.stringValue();
    }
}
