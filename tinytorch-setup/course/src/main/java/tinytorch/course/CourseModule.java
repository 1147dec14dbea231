package tinytorch.course;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One module of the curriculum. Its folders are relative to a root, which is either the distribution or a workspace: both
 * have the same layout.
 *
 * @param number      two digits, such as {@code 02}
 * @param id          the prefix of its tasks, such as {@code tensor}
 * @param title       such as {@code Tensor}
 * @param phase       the part of the course it belongs to, such as {@code Foundations}
 * @param path        its Maven module's folder, with forward slashes, such as {@code tinytorch-nn/layers}
 * @param packageName its main package, such as {@code tinytorch.nn}
 * @param summary     one sentence
 * @param lab         the class of its systems lab, if it has one
 * @param tasks       in the order to solve them; empty as long as the module is not built
 */
public record CourseModule(String number, String id, String title, String phase, String path, String packageName,
        String summary, Optional<String> lab, List<Task> tasks) {

    public CourseModule {
        tasks = List.copyOf(tasks);
    }

    /** Whether this version of the course has the module. */
    public boolean built() {
        return !tasks.isEmpty();
    }

    /** The number and id that name its manifest files: {@code 02-tensor}. */
    public String name() {
        return number + "-" + id;
    }

    /** Its tasks but the stretch tasks: what has to be green for it to be done. */
    public List<Task> required() {
        return tasks.stream().filter(task -> !task.stretch()).toList();
    }

    /** The sum of its tasks' points, stretch tasks included. */
    public int points() {
        return tasks.stream().mapToInt(Task::points).sum();
    }

    /** Its Maven module's folder. */
    public Path folder(Path root) {
        return root.resolve(path);
    }

    /** Where its sources start. */
    public Path sourceRoot(Path root) {
        return folder(root).resolve("src/main/java");
    }

    /** Where its tests start. */
    public Path testRoot(Path root) {
        return folder(root).resolve("src/test/java");
    }

    /** Where its resources start; the folder need not exist. */
    public Path resourceRoot(Path root) {
        return folder(root).resolve("src/main/resources");
    }

    /** Where its tests' resources start; the folder need not exist. */
    public Path testResourceRoot(Path root) {
        return folder(root).resolve("src/test/resources");
    }

    /** Where {@code tito lab} leaves what its lab measured. */
    public Path labResults(Path root) {
        return root.resolve("lab-results").resolve(number);
    }

    /** Its lesson. */
    public Path lesson(Path root) {
        return folder(root).resolve("README.md");
    }
}
