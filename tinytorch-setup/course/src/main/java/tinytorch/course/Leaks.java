package tinytorch.course;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks for solutions in files that a learner gets, which are read once. */
public final class Leaks {
    private static final int WINDOW = 4;
    private static final int SHORT = 16;

    private final Map<String, String> java = new HashMap<>();
    private final Map<String, String> other = new HashMap<>();

    /**
     * What of a module's solutions stands in the files.
     *
     * @param lines    how many lines of solutions were looked for
     * @param problems where one was found
     */
    public record Found(int lines, List<String> problems) {
    }

    /** To look in the files of this workspace. */
    public Leaks(Skeleton workspace) {
        workspace.files().forEach((name, file) -> {
            if (name.endsWith(".java")) {
                java.put(name, String.join("\n", telling(text(file))));
            } else {
                other.put(name, text(file));
            }
        });
    }

    /**
     * Looks for the solutions of a module. A single telling line must not stand in any file that is not Java (lessons,
     * notes, data); in Java, where given code and the tests' references share lines with a solution, four telling lines in a row must not.
     */
    public Found of(Generator generator, CourseModule module) {
        List<String> problems = new ArrayList<>();
        int count = 0;
        for (Task task : module.tasks()) {
            for (SolutionText solution : generator.solution(task)) {
                List<String> lines = telling(solution.text());
                count += lines.size();
                for (String line : lines) {
                    find(other, line, task, problems);
                }
                for (int i = 0; i + WINDOW <= lines.size(); i++) {
                    find(java, String.join("\n", lines.subList(i, i + WINDOW)), task, problems);
                }
            }
        }
        return new Found(count, problems.stream().distinct().toList());
    }

    private static String text(SkeletonFile file) {
        return new String(file.content(), StandardCharsets.UTF_8);
    }

    private static void find(Map<String, String> files, String needle, Task task, List<String> problems) {
        files.forEach((name, text) -> {
            if (text.contains(needle)) {
                problems.add(name + " holds a part of the solution of " + task.id() + ": " + needle.lines().findFirst().orElse(""));
            }
        });
    }

    /** The lines that say something: long enough, with letters, neither a comment nor the head of a counting loop. */
    private static List<String> telling(String text) {
        return text.lines().map(String::strip).filter(line -> line.length() >= SHORT && line.chars().anyMatch(Character::isLetter)
                && !line.startsWith("//") && !line.startsWith("*") && !line.startsWith("for (int ")).toList();
    }
}
