package tinytorch.model;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON of a stranger, token by token: UTF-8, nested no deeper than {@link Limits#DEPTH}, no key twice in an object, and each value of the kind that its reader asks for. The first token that is something
 * else ends the reading, so that nothing is built of what a stranger made up.
 */
final class StrictJson {
    private static final JsonFactory JSON = JsonFactory.builder().streamReadConstraints(StreamReadConstraints.builder()
            .maxNestingDepth(Limits.DEPTH).maxNumberLength(32).maxNameLength(200).maxStringLength(4 * Limits.CHARACTERS).build()).build();

    private final JsonParser json;

    private StrictJson(JsonParser json) {
        this.json = json;
    }

    /** What is made of a document. */
    interface Reading<T> {
        T of(StrictJson json) throws Rejected;
    }

    /** The fields of an object, as they come. */
    interface Field {
        void read(String key) throws Rejected;
    }

    /** The elements of a list, as they come. */
    interface Element {
        void read() throws Rejected;
    }

    /** Reads a document from its first to its last byte. */
    static <T> T read(byte[] bytes, Reading<T> reading) throws Rejected {
        try {
            String content = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            checkDepth(content);
            try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), content)) {
                json.nextToken();
                T result = reading.of(new StrictJson(json));
                if (json.nextToken() != null) {
                    throw bad("there is something after its last }");
                }
                return result;
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

    /** The fields of an object that begins now, or after the next token. */
    void object(String what, Field field) throws Rejected {
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
    void list(String what, int most, Reason reason, Element element) throws Rejected {
        expect(what, JsonToken.START_ARRAY, "a list");
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (count++ == most) {
                throw new Rejected(reason, "model.json: " + what + " has more than " + most + " elements.");
            }
            element.read();
        }
    }

    String string(String what) throws Rejected {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            expect(what, JsonToken.VALUE_STRING, "a text");
        }
        return json.getString();
    }

    int whole(String what, int least, int most) throws Rejected {
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

    /** A number as a {@code double}, a text, true or false: the value of an attribute. */
    Object attribute() throws Rejected {
        return switch (json.nextToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> json.getString();
            default -> throw bad("an attribute is a number, a text, true or false");
        };
    }

    private void expect(String what, JsonToken wanted, String kind) throws Rejected {
        if (json.nextToken() != wanted) {
            throw bad(what + " must be " + kind);
        }
    }

    static Rejected unknown(String where, String key) {
        return new Rejected(Reason.BAD_JSON, "model.json: " + where + " has the unknown key " + Names.printable(key) + ". Leave it out.");
    }

    static Rejected bad(String rule) {
        return new Rejected(Reason.BAD_JSON, "model.json: " + rule + ".");
    }
}
