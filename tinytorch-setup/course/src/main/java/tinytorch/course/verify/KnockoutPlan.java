package tinytorch.course.verify;

import java.util.List;
import tinytorch.course.Course;
import tinytorch.course.CourseException;

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
        return ManifestFile.read(Course.manifestFolder(course.home()).resolve("knockouts.json"), KnockoutPlan.class, "plan of knockouts");
    }

    Form form(String milestone) {
        return forms.stream().filter(form -> form.milestone().equals(milestone)).findFirst()
                .orElseThrow(() -> new CourseException("knockouts.json has no form of milestone " + milestone + "."));
    }
}
