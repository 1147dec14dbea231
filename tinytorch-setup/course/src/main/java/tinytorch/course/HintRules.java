package tinytorch.course;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A hint may be almost the code, but not the code: none holds the whole body of a region of two statements or more. */
final class HintRules {
    private static final int STATEMENTS = 2;

    private HintRules() {
    }

    /** What is wrong with the hints of a task whose regions have these bodies. */
    static Optional<String> check(Task task, List<String> bodies) {
        List<String> whole = bodies.stream().filter(body -> body.chars().filter(sign -> sign == ';').count() >= STATEMENTS).map(HintRules::squeezed).toList();
        for (int i = 0; i < task.hints().size(); i++) {
            String hint = squeezed(task.hints().get(i));
            if (whole.stream().anyMatch(hint::contains)) {
                return Optional.of("hint " + (i + 1) + " of '" + task.id() + "' is the whole solution of a method; leave something to find.");
            }
        }
        return Optional.empty();
    }

    /** Without comments at the ends of lines, white space and the last semicolon, which a sentence has no place for. */
    private static String squeezed(String code) {
        String joined = code.lines().map(line -> line.replaceFirst("//.*", "").replaceAll("\\s+", "")).collect(Collectors.joining());
        return joined.endsWith(";") ? joined.substring(0, joined.length() - 1) : joined;
    }
}
