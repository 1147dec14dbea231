package tinytorch.course;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Says which task's region a line of a source stands in. */
public final class TaskLines {

    private record Span(String task, int first, int last) {
    }

    private final Map<Path, List<Span>> files = new HashMap<>();

    /** The task, or an empty name outside of all regions. */
    public String task(Path file, int line) {
        return spans(file).stream().filter(span -> span.first() <= line && line <= span.last()).map(Span::task).findFirst().orElse("");
    }

    /** All lines that stand in a region, each with its task. */
    public SortedMap<Integer, String> of(Path file) {
        SortedMap<Integer, String> tasks = new TreeMap<>();
        for (Span span : spans(file)) {
            for (int line = span.first(); line <= span.last(); line++) {
                tasks.put(line, span.task());
            }
        }
        return tasks;
    }

    private List<Span> spans(Path file) {
        return files.computeIfAbsent(file, TaskLines::read);
    }

    private static List<Span> read(Path file) {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return Regions.ofLearner(text).stream().map(region -> span(region, text)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read", e);
        }
    }

    private static Span span(Region region, String text) {
        return new Span(region.task(), region.line(), region.line() + (int) region.body(text).lines().count());
    }
}
