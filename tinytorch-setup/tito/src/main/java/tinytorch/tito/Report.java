package tinytorch.tito;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a command has to say, for both readers: facts for programs ({@code --json}), lines for people. A command states
 * each result in both, and the caller prints one of them.
 */
final class Report {
    private final ExitCode exit;
    private final Map<String, Object> facts = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();

    Report(ExitCode exit) {
        this.exit = exit;
    }

    /** Adds an entry to the JSON object: a string, number, boolean, path, list, map or record of these. */
    Report fact(String name, Object value) {
        facts.put(name, value instanceof java.nio.file.Path path ? path.toString() : value);
        return this;
    }

    /** Adds a line of text. */
    Report line(String line) {
        lines.add(line);
        return this;
    }

    /** Adds an empty line. */
    Report line() {
        return line("");
    }

    /** Adds a text, broken to the terminal's width. */
    Report text(String text, String indent) {
        lines.addAll(Style.wrap(text, indent));
        return this;
    }

    ExitCode exit() {
        return exit;
    }

    Map<String, Object> facts() {
        return facts;
    }

    List<String> lines() {
        return lines;
    }
}
