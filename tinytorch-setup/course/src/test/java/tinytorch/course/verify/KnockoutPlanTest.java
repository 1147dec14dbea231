package tinytorch.course.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tinytorch.course.Course;
import tinytorch.course.CourseModule;
import tinytorch.course.Milestone;
import tinytorch.course.verify.KnockoutPlan.Break;

/** The plan of this very checkout breaks every module, in the milestone that is built on it. */
class KnockoutPlanTest {
    private final Course course = Course.load(Path.of("../.."));
    private final KnockoutPlan plan = KnockoutPlan.read(course);

    @Test
    void everyModuleIsBrokenOnceInTheFirstMilestoneThatNeedsIt() {
        assertThat(plan.breaks().stream().map(one -> course.moduleOf(one.task()))).containsExactlyElementsOf(course.builtModules());
        for (Break one : plan.breaks()) {
            CourseModule module = course.moduleOf(one.task());
            Milestone first = course.milestones().stream().filter(milestone -> course.gate(milestone).contains(module)).findFirst().orElseThrow();
            assertThat(one.milestone()).as(one.toString()).isEqualTo(first.id());
        }
    }

    @Test
    void whatIsPlantedIsOneOfTheMutants() {
        for (Break one : plan.breaks()) {
            assertThat(one.mutant().isEmpty() || Mutant.read(course, course.moduleOf(one.task())).stream().anyMatch(mutant -> mutant.id().equals(one.toString())))
                    .as(one.toString()).isTrue();
        }
    }

    @Test
    void everyMilestoneHasAFormThatEndsKnown() {
        assertThat(course.milestones().stream().map(milestone -> plan.form(milestone.id()).whole())).allMatch(exit -> exit == 0 || exit == 8);
    }
}
