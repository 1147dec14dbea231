package tinytorch.tito;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The instructor's commands, on a class of two. */
class DeskTest {
    @TempDir
    private Path folder;
    private SmallCourse course;
    private Path submissions;

    @BeforeEach
    void make() throws IOException {
        course = new SmallCourse(folder).in(folder);
        submissions = folder.resolve("handed in");
    }

    private SmallCourse.Answer run(String... command) {
        SmallCourse.Answer answer = course.run(command);
        assertThat(answer.exit()).as(String.join(" ", command) + "\n" + answer.out() + answer.err()).isZero();
        return answer;
    }

    @Test
    void aClassIsGradedWithHiddenTestsAndItsStatisticsAreShown() throws IOException {
        run("course", "generate", submissions.resolve("Ada").toString(), "--solved", "02");
        run("course", "generate", submissions.resolve("Bob").toString(), "--solved", "01");
        Path test = folder.resolve("hidden/tinytorch-setup/workbench/src/test/java/tinytorch/workbench/HiddenTest.java");
        Files.createDirectories(test.getParent());
        Files.writeString(test, """
                package tinytorch.workbench;

                import static org.junit.jupiter.api.Assertions.assertEquals;

                import org.junit.jupiter.api.Tag;
                import org.junit.jupiter.api.Test;

                class HiddenTest {
                    @Test
                    @Tag("setup.greet")
                    void greetsNobody() {
                        assertEquals("Hello ", Greeting.greet(""));
                    }
                }
                """);
        SmallCourse.Answer graded = course.run(true, "course", "grade", "handed in", "--hidden", "hidden", "--out", "week 1", "--jobs", "1");
        assertThat(graded.exit()).as(graded.err()).isZero();
        assertThat(graded.out()).contains("] 0 of 2\r", "[===============               ] 1 of 2, about ", " left", "20.0 of 20  Ada", "5.0 of 20  Bob", "2 students graded, 0 with a note", "grades.csv");
        assertThat(folder.resolve("week 1/grades.csv")).content().isEqualTo("student,points,maximum,01-setup,02-tensor,note\nAda,20,20,5,15,\nBob,5,20,5,0,\n");
        assertThat(folder.resolve("week 1/students/Ada.json")).content().contains("\"setup.greet\"", "\"tests\" : 2");
        SmallCourse.Answer again = run("course", "grade", "handed in", "--hidden", "hidden", "--out", "week 1", "--json");
        assertThat(Json.object(again.out()).get("students")).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(2);
        assertThat(course.run(true, "course", "grade", "handed in", "--hidden", "hidden", "--out", "week 1").out()).contains("2 of 2 are graded already");

        SmallCourse.Answer stats = run("course", "stats", "week 1");
        assertThat(stats.out()).contains("setup.greet                         2  100 %", "tensor.mean                         1   50 %", "90-100 %     1", "median 12.5");
        assertThat(Json.object(run("course", "stats", "week 1", "--json").out())).containsEntry("students", 2).containsEntry("quartiles", List.of(5.0, 8.75, 12.5, 16.25, 20.0));
    }

    @Test
    void whatCanNotBeGradedIsToldBeforeAnythingRuns() throws IOException {
        Files.createDirectories(submissions.resolve("Ada"));
        assertThat(course.run("course", "grade", "handed in", "--allow", "magic").err().replaceAll("\\s+", " ")).contains("files, network, processes", "not 'magic'");
        assertThat(course.run("course", "grade", "handed in", "--only", "17").exit()).isEqualTo(2);
        assertThat(course.run("course", "grade", "nowhere").err().replaceAll("\\s+", " ")).contains("can't be read");
        assertThat(course.run("course", "grade", "handed in", "--hidden", "nowhere").err().replaceAll("\\s+", " ")).contains("no hidden test");
        assertThat(course.run("course", "stats").err().replaceAll("\\s+", " ")).contains("tito course grade");
        Files.createDirectories(folder.resolve("empty"));
        assertThat(course.run("course", "grade", "empty").exit()).isEqualTo(2);
    }

    @Test
    void theTimeLeftIsToldInTheUnitThatFits() {
        assertThat(List.of(GradeProgress.duration(42), GradeProgress.duration(600), GradeProgress.duration(9000))).containsExactly("42 s", "10 min", "2.5 h");
    }

    @Test
    void everyCommandOfMakersAndInstructorsHasHelpInEightyColumns() {
        for (String command : List.of("lint", "verify", "lock", "generate", "release", "grade", "stats", "similarity", "mutate")) {
            assertThat(run("course", command, "--help").out().lines()).as(command).allMatch(line -> line.length() <= Style.WIDTH)
                    .anyMatch(line -> line.startsWith("Usage: tito course " + command));
        }
    }
}
