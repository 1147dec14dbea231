package tinytorch.course;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The import lines of a Java file, which a learner adds to all the time and an update must not take for a conflict. */
final class Imports {

    private Imports() {
    }

    /** The text without its import lines. */
    static String without(String text) {
        return text.lines().filter(line -> !isImport(line)).collect(Collectors.joining("\n", "", "\n"));
    }

    /** {@code text} with those of the learner's imports that it lacks, behind its own. */
    static String add(String text, String learners) {
        List<String> lines = text.lines().toList();
        Set<String> missing = new LinkedHashSet<>(learners.lines().filter(Imports::isImport).map(String::stripTrailing).toList());
        missing.removeAll(Set.copyOf(lines));
        if (missing.isEmpty()) {
            return text;
        }
        int last = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (isImport(lines.get(i)) || last < 0 && lines.get(i).startsWith("package ")) {
                last = i;
            }
        }
        boolean first = last < 0 || !isImport(lines.get(last));
        return joined(lines.subList(0, last + 1)) + (first ? "\n" : "") + joined(missing) + joined(lines.subList(last + 1, lines.size()));
    }

    private static boolean isImport(String line) {
        return line.startsWith("import ") && line.stripTrailing().endsWith(";");
    }

    private static String joined(Iterable<String> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
