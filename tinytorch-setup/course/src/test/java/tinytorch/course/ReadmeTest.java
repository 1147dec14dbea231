package tinytorch.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The README of this very checkout tells of the course what the manifest says: the manifest stays the one list. */
class ReadmeTest {
    private static final Path ROOT = Path.of("../..");

    private static String readme;
    private static Course course;

    @BeforeAll
    static void read() throws IOException {
        readme = Files.readString(ROOT.resolve("README.md"));
        course = Course.load(ROOT);
    }

    @Test
    void theMapHasEveryModuleAndMilestoneInTheirOrder() {
        List<String> expected = new ArrayList<>();
        for (CourseModule module : course.modules()) {
            expected.add("| " + module.number() + " | " + module.title() + " | `" + module.path() + "` |");
            course.milestones().stream().filter(milestone -> milestone.gate().getLast().equals(module.number()))
                    .forEach(milestone -> expected.add("| | **milestone `" + milestone.id() + "`** |"));
        }
        assertThat(rows()).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(rows().get(i)).startsWith(expected.get(i));
        }
    }

    @Test
    void whatIsThereIsNotCalledPlannedAndWhatIsNotIs() {
        for (CourseModule module : course.modules()) {
            assertThat(row("| " + module.number() + " |").endsWith("| planned |")).as("module " + module.number() + " is planned").isEqualTo(!module.built());
        }
        for (Milestone milestone : course.milestones()) {
            assertThat(row("| | **milestone `" + milestone.id() + "`").endsWith("| planned |")).as("milestone " + milestone.id() + " is planned")
                    .isEqualTo(!milestone.built());
        }
    }

    @Test
    void theFirstTenMinutesCountTheModulesAndTasksThatThereAre() {
        assertThat(readme).contains("Your workspace is ready: " + course.builtModules().size() + " modules, " + course.tasks().size() + " tasks.");
    }

    private static List<String> rows() {
        return readme.lines().filter(line -> line.matches("\\| \\d\\d \\|.*|\\| \\| \\*\\*milestone.*")).toList();
    }

    private static String row(String start) {
        return rows().stream().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
    }
}
