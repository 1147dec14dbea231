package tinytorch.course.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import tinytorch.course.CourseModule;
import tinytorch.course.Generator;
import tinytorch.course.Skeleton;
import tinytorch.course.SkeletonFile;
import tinytorch.course.SolutionText;
import tinytorch.course.Task;

/** Checks that need no compiler: the same bytes twice, and nothing of a solution in a workspace. */
final class SourceChecks {
    private static final int WINDOW = 4;
    private static final int SHORT = 16;

    private SourceChecks() {
    }

    /** What differs between two generations. */
    static List<String> differences(Skeleton one, Skeleton two) {
        List<String> problems = new ArrayList<>();
        Set<String> names = new TreeSet<>(one.files().keySet());
        names.addAll(two.files().keySet());
        for (String name : names) {
            SkeletonFile a = one.files().get(name);
            SkeletonFile b = two.files().get(name);
            if (a == null || b == null || a.executable() != b.executable() || !Arrays.equals(a.content(), b.content())) {
                problems.add(name + " is not the same when it is generated again.");
            }
        }
        return problems;
    }

    /** How many lines of solutions were looked for, and where one was found. */
    record Leaks(int lines, List<String> problems) {
    }

    /**
     * Looks for the solutions of a module in a workspace. A single telling line must not stand in any file that is not Java (lessons,
     * notes, data); in Java, where given code and the tests' references share lines with a solution, four telling lines in a row must not.
     */
    static Leaks leaks(Generator generator, CourseModule module, Skeleton workspace) {
        Map<String, String> java = new HashMap<>();
        Map<String, String> other = new HashMap<>();
        workspace.files().forEach((name, file) -> {
            if (name.endsWith(".java")) {
                java.put(name, String.join("\n", telling(Build.text(file))));
            } else {
                other.put(name, Build.text(file));
            }
        });
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
        return new Leaks(count, problems.stream().distinct().toList());
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
