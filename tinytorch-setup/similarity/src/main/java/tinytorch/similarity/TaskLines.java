package tinytorch.similarity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tinytorch.course.Region;
import tinytorch.course.Regions;

/** Says which task's region a line of a source stands in. */
final class TaskLines {

    private record Span(String task, int first, int last) {
    }

    private final Map<Path, List<Span>> files = new HashMap<>();

    /** The task, or an empty name outside of all regions. */
    String task(Path file, int line) {
        return files.computeIfAbsent(file, TaskLines::spans).stream().filter(span -> span.first() <= line && line <= span.last()).map(Span::task).findFirst().orElse("");
    }

    private static List<Span> spans(Path file) {
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
