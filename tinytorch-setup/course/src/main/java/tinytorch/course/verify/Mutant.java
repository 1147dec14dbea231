package tinytorch.course.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import tinytorch.course.Course;
import tinytorch.course.CourseException;
import tinytorch.course.CourseModule;
import tinytorch.course.Skeleton;
import tinytorch.course.judge.Source;

/**
 * A planted wrong solution: what a learner gets wrong, written down.
 *
 * @param task    the task whose tests have to notice
 * @param name    such as {@code softmax-without-shift}
 * @param why     one sentence: what is wrong with it
 * @param file    the source, relative to the root
 * @param replace a snippet that stands once in the file, in a region of the task
 * @param with    what stands there instead
 */
public record Mutant(String task, String name, String why, String file, String replace, String with) {
    /** The whole of a file of mutants. */
    private record Stored(List<Mutant> mutants) {
    }

    /**
     * The wrong solutions of a module; none if it has no file of them.
     *
     * @throws CourseException if the file is malformed
     */
    public static List<Mutant> read(Course course, CourseModule module) {
        Path file = Course.manifestFolder(course.home()).resolve("mutants").resolve(module.name() + ".json");
        if (!Files.exists(file)) {
            return new ArrayList<>();
        }
        return ManifestFile.read(file, Stored.class, "list of mutants").mutants();
    }

    /** The finished source with the mistake in it. */
    Source planted(Skeleton solved) {
        return new Source(file, Build.text(solved.files().get(file)).replace(replace, with));
    }

    /** {@code tensor.matmul/right-operand-not-strided} */
    public String id() {
        return task + "/" + name;
    }
}
