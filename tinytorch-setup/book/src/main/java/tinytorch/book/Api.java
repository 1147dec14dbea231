package tinytorch.book;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the documentation of the API has pages for, as {@code javadoc} lists it for its own search. */
final class Api {
    /** The folder of the documentation in the book. */
    static final String FOLDER = "api/";

    /**
     * A type or a member of one.
     *
     * @param name such as {@code Tensor.matmul(Tensor)}
     * @param url  relative to the book's folder
     */
    record Entry(String name, String url) {
    }

    /** What the compiler gives every record and enum is no news to anybody. */
    private static final Pattern GIVEN = Pattern.compile("equals\\(Object\\)|hashCode\\(\\)|toString\\(\\)|valueOf\\(String\\)|values\\(\\)");

    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, String> links = new HashMap<>();

    /** None: a book without documentation of the API. */
    Api() {
    }

    /** That of a folder that {@code javadoc} wrote. */
    Api(Path folder) {
        for (JsonNode type : index(folder.resolve("type-search-index.js"))) {
            if (type.has("p")) {
                add(type.get("p").asString(), type.get("l").asString(), type.get("l").asString(), "");
            }
        }
        for (JsonNode member : index(folder.resolve("member-search-index.js"))) {
            String label = member.get("l").asString();
            if (GIVEN.matcher(label).matches()) {
                continue;
            }
            add(member.get("p").asString(), member.get("c").asString(), member.get("c").asString() + "." + label, "#" + (member.has("u") ? member.get("u").asString() : label));
        }
    }

    private void add(String packageName, String type, String name, String anchor) {
        String url = FOLDER + packageName.replace('.', '/') + "/" + type + ".html" + anchor;
        entries.add(new Entry(name, url));
        links.putIfAbsent(packageName + "." + name.replaceFirst("\\(.*", ""), url);
    }

    /** All types and members. */
    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** The page of a method, or else of its type; empty if that is not public. */
    String link(String packageName, String type, String method) {
        String page = links.getOrDefault(packageName + "." + type, "");
        return links.getOrDefault(packageName + "." + type + "." + method, page);
    }

    /** The list behind {@code name = }. */
    private static JsonNode index(Path file) {
        try {
            String text = Files.readString(file);
            return JsonMapper.shared().readTree(text.substring(text.indexOf('['), text.lastIndexOf(']') + 1));
        } catch (IOException e) {
            throw new UncheckedIOException("reading what javadoc wrote", e);
        }
    }
}
