package tinytorch.course.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tinytorch.course.Course;
import tinytorch.course.CourseException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How milestones are run in a minute, and what is broken in each: {@code knockouts.json} of the manifest.
 *
 * @param forms  one for each milestone
 * @param breaks one for each module, with the milestone that is built on it
 */
public record KnockoutPlan(List<Form> forms, List<Break> breaks) {
    /**
     * How a milestone is run to see whether it is achieved.
     *
     * @param milestone its id
     * @param arguments short ones; {@code {folder}} is one to write to, {@code {home}} the distribution
     * @param data      whether it may see the datasets; without them it generates its own
     * @param whole     the exit code with which nothing is broken
     */
    public record Form(String milestone, List<String> arguments, boolean data, int whole) {
    }

    /**
     * What is broken.
     *
     * @param milestone the one that must not be achieved then
     * @param task      whose solution is wrong
     * @param mutant    the name of one of its planted mistakes; empty if its body is taken out
     */
    public record Break(String milestone, String task, String mutant) {

        @Override
        public String toString() {
            return task + "/" + (mutant.isEmpty() ? "not-written" : mutant);
        }
    }

    /**
     * Reads the plan.
     *
     * @throws CourseException if the file is malformed
     */
    public static KnockoutPlan read(Course course) {
        Path file = Course.manifestFolder(course.home()).resolve("knockouts.json");
        try {
            return JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES).build().readValue(Files.readAllBytes(file), KnockoutPlan.class);
        } catch (JacksonException e) {
            throw new CourseException(file + " is no plan of knockouts: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read", e);
        }
    }

    Form form(String milestone) {
        return forms.stream().filter(form -> form.milestone().equals(milestone)).findFirst()
                .orElseThrow(() -> new CourseException("knockouts.json has no form of milestone " + milestone + "."));
    }
}
