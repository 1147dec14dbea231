package tinytorch.tito;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The file in which a milestone's program leaves its result, the same object that it prints with --json: what is recorded was measured in that run. */
final class MilestoneResult {
    private MilestoneResult() {
    }

    static Path file() {
        try {
            return Files.createTempFile("tito-milestone", ".json");
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary file for the milestone's result can be made.", e);
        }
    }

    /** What the program left, an empty object if nothing; the file is gone afterwards. */
    static Map<String, Object> take(Path file) {
        try {
            Map<String, Object> result = Json.object(Files.readString(file));
            Files.delete(file);
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException("The milestone's result can't be read from " + file + ".", e);
        }
    }

    /** The numbers among the metrics. */
    static Map<String, Double> metrics(Map<String, Object> facts) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        if (facts.get("metrics") instanceof Map<?, ?> metrics) {
            metrics.forEach((key, value) -> {
                if (value instanceof Number number) {
                    numbers.put(String.valueOf(key), number.doubleValue());
                }
            });
        }
        return numbers;
    }
}
