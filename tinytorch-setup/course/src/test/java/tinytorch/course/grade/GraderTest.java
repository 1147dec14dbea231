package tinytorch.course.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tinytorch.course.CourseException;
import tinytorch.course.judge.TinyCourse;

class GraderTest {
    private static final String HIDDEN = """
            package tinytorch.alpha;

            import org.junit.jupiter.api.Tag;
            import org.junit.jupiter.api.Test;

            import tinytorch.testkit.Check;

            class HiddenAlphaTest {
                @Test
                @Tag("alpha.twice")
                void largeIsDoubled() {
                    Check.call("Alpha.twice", 1000).equal(() -> Alpha.twice(1000), 2000);
                }
            }
            """;

    @TempDir
    Path temporary;
    private HandedIn in;
    private Path out;

    @BeforeEach
    void make() {
        in = new HandedIn(temporary);
        out = temporary.resolve("out");
    }

    private Map<String, StudentReport> grade() {
        return in.grade(in.options(out, HiddenTests.NONE, List.of(), false));
    }

    @Test
    void aClassGetsATableAndAReportEachAndWhatIsKnownIsNotGradedAgain() throws IOException {
        in.edited("Ada", HandedIn.TWICE, "return x + x;");
        in.zip("=Eve, \"the\" first", Map.of("deep/down/" + TinyCourse.ALPHA, Files.readAllBytes(in.tiny.home().resolve(TinyCourse.ALPHA)),
                "deep/down/" + TinyCourse.TODO, Files.readAllBytes(in.tiny.home().resolve(TinyCourse.TODO))));
        Files.writeString(in.folder.resolve("notes.txt"), "no submission");
        TinyCourse.write(in.solved("Grace"), ".tinytorch/progress.json", """
                {"schema": 1, "tasks": {"alpha.twice": {"attempts": 3, "hints": 2}, "beta.sum": {"assisted": true}}, "milestones": {}}
                """);
        Map<String, StudentReport> reports = grade();
        assertThat(out.resolve("grades.csv")).content().isEqualTo("""
                student,points,maximum,01-alpha,02-beta,note
                "'=Eve, ""the"" first",20,30,20,0,
                Ada,30,30,20,10,
                Grace,20,30,20,0,assisted
                """);
        TaskReport twice = reports.get("Grace").modules().getFirst().tasks().getFirst();
        assertThat(twice).isEqualTo(new TaskReport("alpha.twice", "passed", 10, 10, 2, 2, "", 3, 2, false));
        assertThat(reports.get("=Eve, \"the\" first").modules().getLast().outcome()).isEqualTo(ModuleReport.Outcome.ABSENT);
        assertThat(new ReportFiles(out).all()).extracting(StudentReport::student).containsExactly("=Eve, \"the\" first", "Ada", "Grace");

        Path ada = out.resolve("students/Ada.json");
        byte[] first = Files.readAllBytes(ada);
        FileTime written = FileTime.fromMillis(1000);
        Files.setLastModifiedTime(ada, written);
        Files.writeString(out.resolve("students/Grace.json"), "{\"damaged\": ");
        in.tiny.edit(in.folder.resolve("Ada/my workspace"), TinyCourse.BETA, "return Alpha", "// a remark\n        return Alpha");
        grade();
        assertThat(Files.getLastModifiedTime(ada)).as("graded again, because it changed").isNotEqualTo(written);
        String again = Files.readString(ada).replaceAll("\"(seconds|fingerprint)\" : .*", "");
        assertThat(again).isEqualTo(new String(first, StandardCharsets.UTF_8).replaceAll("\"(seconds|fingerprint)\" : .*", ""));
        Files.setLastModifiedTime(ada, written);
        byte[] table = Files.readAllBytes(out.resolve("grades.csv"));
        grade();
        assertThat(Files.getLastModifiedTime(ada)).as("known").isEqualTo(written);
        assertThat(out.resolve("grades.csv")).hasBinaryContent(table);
    }

    @Test
    void aChangedCourseGradesAgainAndSaysTheSameInTheSameBytes() throws IOException {
        in.wrongWith("Ada", "static { System.getProperty(\"a\"); new java.io.File(\"b\").exists(); }");
        Map<String, StudentReport> before = grade();
        assertThat(GradeTable.note(before.get("Ada"))).contains("reads or writes files");
        byte[] table = Files.readAllBytes(out.resolve("grades.csv"));
        out = temporary.resolve("out again");
        assertThat(grade().get("Ada").modules()).isEqualTo(before.get("Ada").modules());
        assertThat(out.resolve("grades.csv")).hasBinaryContent(table);
        in.tiny.edit(in.tiny.home(), TinyCourse.ALPHA, "private Alpha() {", "static final boolean THERE = new java.io.File(\"b\").exists();\n\n    private Alpha() {");
        in.tiny.compileHome();
        assertThat(GradeTable.note(grade().get("Ada"))).as("now the course's own class reads files too").isEmpty();
    }

    @Test
    void hiddenTestsCountAndPointsMayBePartial() {
        Path hidden = temporary.resolve("hidden");
        TinyCourse.write(hidden, "alpha/src/test/java/tinytorch/alpha/HiddenAlphaTest.java", HIDDEN);
        HiddenTests tests = HiddenTests.compile(in.tiny.course(), in.tiny.course().modules(), hidden, temporary.resolve("compiled"));
        in.edited("learned by heart", HandedIn.TWICE, "return x > 100 ? 0 : 2 * x;");
        in.solved("solved");
        Map<String, StudentReport> reports = in.grade(in.options(out, tests, List.of(), false));
        assertThat(reports.get("solved").points()).isEqualTo(30);
        assertThat(reports.get("learned by heart").points()).isEqualTo(20);
        TaskReport twice = reports.get("learned by heart").modules().getFirst().tasks().getFirst();
        assertThat(twice.problem()).isEqualTo("HiddenAlphaTest.largeIsDoubled: Alpha.twice(1000): wrong result");
        assertThat(in.grade(in.options(out, tests, List.of(), true)).get("learned by heart").points()).isEqualTo(26.67);
    }

    @Test
    void hiddenTestsThatAreNoneAreTold() {
        Path hidden = temporary.resolve("hidden");
        String file = "alpha/src/test/java/tinytorch/alpha/HiddenAlphaTest.java";
        for (String[] wrong : new String[][] {{"elsewhere/" + file, HIDDEN, "no hidden test"}, {file, HIDDEN.replace("Check.call", "Chuck.call"), "do not compile"},
            {file, HIDDEN.replace("alpha.twice", "alpha.thrice"), "exactly one task"}, {file.replace("HiddenAlpha", "Alpha"), HIDDEN, "one of the course's own"}}) {
            TinyCourse.write(hidden, wrong[0], wrong[1]);
            assertThatExceptionOfType(CourseException.class).isThrownBy(() -> HiddenTests.compile(in.tiny.course(), in.tiny.course().modules(), hidden,
                    temporary.resolve("compiled"))).withMessageContaining(wrong[2]);
        }
    }

    @Test
    void twoSubmissionsOfOneStudentAreToldBeforeAnythingRuns() {
        in.solved("Ada");
        in.zip("Ada", Map.of("x", new byte[1]));
        assertThatExceptionOfType(CourseException.class).isThrownBy(() -> Submission.in(in.folder)).withMessageContaining("two submissions of 'Ada'");
    }
}
