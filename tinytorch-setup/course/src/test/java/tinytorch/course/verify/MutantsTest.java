package tinytorch.course.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tinytorch.course.Course;
import tinytorch.course.CourseModule;
import tinytorch.course.Task;

/** The planted mistakes of the course in this checkout. That each is caught is proved by {@code tito course verify}. */
class MutantsTest {

    @Test
    void everyTaskHasThreeWithNamesAndReasons() {
        Course course = Course.load(Path.of("../.."));
        for (CourseModule module : course.builtModules()) {
            List<Mutant> mutants = Mutant.read(course, module);
            assertThat(mutants).extracting(Mutant::id).as(module.name()).doesNotHaveDuplicates();
            assertThat(mutants).noneMatch(mutant -> mutant.name().isBlank() || mutant.why().isBlank());
            for (Task task : module.tasks()) {
                assertThat(mutants.stream().filter(mutant -> mutant.task().equals(task.id()))).as(task.id()).hasSizeGreaterThanOrEqualTo(3);
            }
        }
        assertThat(course.builtModules()).isNotEmpty();
    }
}
