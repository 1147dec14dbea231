package tinytorch.nn.network;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the JSON of a header, token by token: no tree is built, and the first token that has no place in a header ends the
 * reading, so that nesting to any depth costs nothing.
 */
final class HeaderReader {
    private static final JsonFactory JSON = JsonFactory.builder().streamReadConstraints(StreamReadConstraints.builder()
            .maxNestingDepth(4).maxNumberLength(32).maxNameLength(65_536).maxStringLength(Header.MAX_BYTES).build()).build();

    private final String file;
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final List<Header.Entry> entries = new ArrayList<>();
    /** What is being read, for messages. */
    private String where = "the header";

    private HeaderReader(String file) {
        this.file = file;
    }

    /** The header in these bytes; {@code file} is named in the message when it breaks a rule. */
    static Header read(String file, byte[] bytes) throws SafeTensorsException {
        HeaderReader reader = new HeaderReader(file);
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            reader.readAll(text);
        } catch (CharacterCodingException e) {
            throw caused(reader.broken("it is not UTF-8."), e);
        } catch (JacksonException e) {
            throw caused(reader.broken("it is not JSON: " + e.getOriginalMessage() + "."), e);
        }
        return new Header(reader.metadata, reader.entries);
    }

    private void readAll(String text) throws SafeTensorsException {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        if (end == 0 || text.charAt(0) != '{' || text.charAt(end - 1) != '}') {
            throw broken("it must start with { and end with }, with nothing but spaces after it.");
        }
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            json.nextToken();
            Set<String> names = new HashSet<>();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                where = name.equals(Header.METADATA) ? Header.METADATA : "tensor \"" + Names.printable(name) + "\"";
                if (!names.add(name)) {
                    throw broken("the name occurs twice.");
                }
                if (name.equals(Header.METADATA)) {
                    readMetadata(json);
                } else {
                    checkName(name);
                    readEntry(json, name);
                }
                where = "the header";
            }
            if (json.nextToken() != null) {
                throw broken("there is something after its last }.");
            }
        }
    }

    private void readMetadata(JsonParser json) throws SafeTensorsException {
        expect(json.nextToken(), JsonToken.START_OBJECT, "it must be an object of texts");
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = json.currentName();
            expect(json.nextToken(), JsonToken.VALUE_STRING, "\"" + Names.printable(key) + "\" must be a text");
            if (metadata.putIfAbsent(key, json.getString()) != null) {
                throw broken("\"" + Names.printable(key) + "\" occurs twice.");
            }
        }
    }

    private void readEntry(JsonParser json, String name) throws SafeTensorsException {
        expect(json.nextToken(), JsonToken.START_OBJECT, "it must be an object with dtype, shape and data_offsets");
        Dtype dtype = null;
        long[] shape = null;
        long[] offsets = null;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = json.currentName();
            boolean again = switch (key) {
                case "dtype" -> dtype != null;
                case "shape" -> shape != null;
                case "data_offsets" -> offsets != null;
                default -> throw broken("it has the unknown key \"" + Names.printable(key) + "\".");
            };
            if (again) {
                throw broken(key + " occurs twice.");
            }
            switch (key) {
                case "dtype" -> dtype = dtype(json);
                case "shape" -> shape = integers(json, "shape", Integer.MAX_VALUE, Header.MAX_RANK);
                default -> offsets = integers(json, "data_offsets", Long.MAX_VALUE, 2);
            }
        }
        if (dtype == null || shape == null || offsets == null) {
            throw broken((dtype == null ? "dtype" : shape == null ? "shape" : "data_offsets") + " is missing.");
        }
        if (offsets.length != 2) {
            throw broken("data_offsets must be two numbers, begin and end.");
        }
        entries.add(new Header.Entry(name, dtype, Arrays.stream(shape).mapToInt(Math::toIntExact).toArray(), offsets[0], offsets[1]));
    }

    private Dtype dtype(JsonParser json) throws SafeTensorsException {
        expect(json.nextToken(), JsonToken.VALUE_STRING, "dtype must be a text");
        Dtype dtype = Dtype.named(json.getString());
        if (dtype == null) {
            throw broken("dtype " + Names.printable(json.getString()) + " can't be read into floats without loss, only "
                    + Arrays.toString(Dtype.values()) + " can. Convert it where it was saved.");
        }
        return dtype;
    }

    /** A list of whole numbers from 0 to {@code largest}, at most {@code most} of them. */
    private long[] integers(JsonParser json, String key, long largest, int most) throws SafeTensorsException {
        expect(json.nextToken(), JsonToken.START_ARRAY, key + " must be a list of whole numbers");
        long[] numbers = new long[most];
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(json.currentToken(), JsonToken.VALUE_NUMBER_INT, key + " must hold whole numbers");
            String text = json.getString();
            if (text.startsWith("-")) {
                throw broken(key + " holds " + text + ", numbers must not be negative.");
            }
            if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER || json.getLongValue() > largest) {
                throw broken(key + " holds " + text + ", the largest number is " + largest + ".");
            }
            if (count == most) {
                throw broken(key + " holds more than " + most + " numbers.");
            }
            numbers[count++] = json.getLongValue();
        }
        return Arrays.copyOf(numbers, count);
    }

    private void expect(JsonToken found, JsonToken wanted, String rule) throws SafeTensorsException {
        if (found != wanted) {
            throw broken(rule + ", found " + (found == null ? "the end" : found.toString().toLowerCase(Locale.ROOT).replace('_', ' ')) + ".");
        }
    }

    private void checkName(String name) throws SafeTensorsException {
        String problem = Names.problem(name);
        if (!problem.isEmpty()) {
            throw broken(problem);
        }
    }

    private SafeTensorsException broken(String rule) {
        return new SafeTensorsException(file, where, rule);
    }

    private static SafeTensorsException caused(SafeTensorsException exception, Exception cause) {
        exception.initCause(cause);
        return exception;
    }
}
