package tinytorch.course.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import tinytorch.course.Course;
import tinytorch.course.CourseException;
import tinytorch.course.CourseModule;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

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
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

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
        try {
            return JSON.readValue(Files.readAllBytes(file), Stored.class).mutants();
        } catch (JacksonException e) {
            throw new CourseException(file + " is no list of mutants: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read", e);
        }
    }

    /** {@code tensor.matmul/right-operand-not-strided} */
    public String id() {
        return task + "/" + name;
    }
}
