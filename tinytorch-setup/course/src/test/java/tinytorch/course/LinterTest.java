package tinytorch.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinterTest {
    private static final String TASKS = Sample.MANIFEST + "tasks/02-tensor.json";

    @TempDir
    private Path home;
    private Sample sample;

    @BeforeEach
    void make() {
        sample = Sample.in(home);
    }

    @Test
    void aSoundCourseHasNoProblems() {
        assertThat(Linter.check(sample.course())).isEmpty();
    }

    @Test
    void aRegionOfAnUnknownTaskIsRefused() {
        sample.replace(Sample.TENSOR, "tito:begin tensor.mean", "tito:begin tensor.meen");
        refused(Sample.TENSOR + ":23: the manifest has no task 'tensor.meen'. Did you mean tensor.mean",
                TASKS + ":3: the task 'tensor.mean' has no region in the sources of its module.");
    }

    @Test
    void aRegionOfAnotherModulesTaskIsRefused() {
        sample.replace(Sample.TENSOR, "tito:begin tensor.mean", "tito:begin setup.greet");
        refused(Sample.TENSOR + ":23: the task 'setup.greet' belongs to module 01-setup, but this file to module 02-tensor.");
    }

    @Test
    void aRegionOutsideOfAModulesSourcesIsRefused() {
        sample.put("milestones/src/main/java/tinytorch/milestones/First.java",
                "class First {\n    void a() {\n        // tito:begin tensor.sum\n        a();\n        // tito:end\n    }\n}\n");
        refused("milestones/src/main/java/tinytorch/milestones/First.java:3: only a module's sources in src/main/java have regions.");
    }

    @Test
    void aMalformedMarkerIsReportedOnce() {
        sample.replace(Sample.TENSOR, "// tito:begin tensor.sum", "// tito:begin tensor.sum now");
        refused(Sample.TENSOR + ":12: '// tito:begin tensor.sum now' looks like a marker");
    }

    @Test
    void aHintThatIsTheSolutionIsRefused() {
        sample.replace(TASKS, "\"almost the code\"", "\"So: double sum = 0; for (double value : values) { sum += value; } return sum.\"");
        refused(TASKS + ":2: hint 3 of 'tensor.sum' is the whole solution of a method");
    }

    @Test
    void aTaskWithoutTestIsRefused() {
        sample.replace(Sample.TENSOR_TEST, "    @Tag(\"tensor.mean\")", "    @Tag(\"tensor.sum\")");
        refused(TASKS + ":3: no test is tagged with the task 'tensor.mean'.");
    }

    @Test
    void aTestWithoutTaskIsRefused() {
        sample.replace(Sample.TENSOR_TEST, "    @Tag(\"tensor.mean\")\n", "");
        refused(Sample.TENSOR_TEST + ":12: test 'divides' has no task");
    }

    @Test
    void aTestWithSeveralTasksIsRefused() {
        sample.replace(Sample.TENSOR_TEST, "class SumTest", "@Tag(\"tensor.sum\")\nclass SumTest");
        refused(Sample.TENSOR_TEST + ":13: test 'divides' has several tags, tensor.sum and tensor.mean");
    }

    @Test
    void aTestOfAnUnknownTaskIsRefused() {
        sample.replace(Sample.TENSOR_TEST, "@Tag(\"tensor.mean\")", "@Tag(\"tensor.meen\")");
        refused(Sample.TENSOR_TEST + ":12: test 'divides' is tagged 'tensor.meen', which is no task of module 02-tensor. Did you mean tensor.mean");
        sample.replace(Sample.TENSOR_TEST, "@Tag(\"tensor.meen\")", "@Tag(\"setup.greet\")");
        refused(Sample.TENSOR_TEST + ":12: test 'divides' is tagged 'setup.greet', which is no task of module 02-tensor.");
    }

    @Test
    void aTestThatSendsALearnerToAnotherTasksMethodIsRefused() {
        sample.replace(Sample.TENSOR_TEST, "@Tag(\"tensor.mean\")", "@Tag(\"tensor.mean\")\n    @LookAt({\"Sum.mean\", \"Sum.sum\"})");
        refused(Sample.TENSOR_TEST + ":14: @LookAt: 'Sum.sum' is no method of tensor.mean.");
    }

    @Test
    void aTagThatIsNoPlainStringIsRefused() {
        sample.replace(Sample.TENSOR_TEST, "@Tag(\"tensor.mean\")", "@Tag(TASK)");
        refused(Sample.TENSOR_TEST + ":13: write the task's id into @Tag as a plain string.");
    }

    @Test
    void testsWhoseIdsCanNotBeLockedAreRefused() {
        for (String kind : List.of("ParameterizedTest", "RepeatedTest(3)", "TestFactory", "Nested", "Disabled", "DisabledOnOs(OS.MAC)",
                "org.junit.jupiter.api.TestTemplate")) {
            Sample fresh = Sample.in(home).replace(Sample.TENSOR_TEST, "    @Test\n    @Tag(\"tensor.mean\")", "    @" + kind + "\n    @Tag(\"tensor.mean\")");
            assertThat(Linter.check(fresh.course()).toString()).contains(Sample.TENSOR_TEST + ":12: @")
                    .contains("is not used in a module's tests");
        }
    }

    @Test
    void testsThatMavenWouldNotRunAreRefused() {
        sample.replace(Sample.TENSOR_TEST, "class SumTest", "class Sums");
        refused(Sample.TENSOR_TEST + ":6: the tests of 'Sums' must be in a top-level class whose name ends in 'Test'");
    }

    @Test
    void aTagOnTheClassCountsForItsTests() {
        sample.put(Sample.TENSOR_TEST.replace("SumTest", "MeanTest"), Sample.test("tinytorch.tensor", "MeanTest", "    @Test\n    void divides() {\n    }\n")
                .replace("class MeanTest", "@Tag(value = \"tensor.mean\")\nclass MeanTest"));
        assertThat(Linter.check(sample.course())).isEmpty();
    }

    @Test
    void malformedDistributionOnlyPartsAreRefused() {
        String pom = "tinytorch-setup/pom.xml";
        sample.replace(pom, "    <!-- tito:distribution-only end -->\n", "");
        refused(pom + ":5: this distribution-only part is not ended");
        Sample.in(home).replace(pom, "    <!-- tito:distribution-only: not for learners -->\n", "");
        refused(pom + ":6: '<!-- tito:distribution-only end -->' has no beginning", pom + ":1: its module 'course' is not part of a workspace");
        Sample.in(home).replace(pom, "tito:distribution-only: not", "tito:distribution only: not");
        refused(pom + ":5: '<!-- tito:distribution only: not for learners -->' looks like a marker");
    }

    @Test
    void aRootPomWithoutTheSwitchForWarningsIsRefused() {
        sample.replace("pom.xml", "-Werror", "");
        refused("pom.xml:1: the root pom must set '<tinytorch.werror>-Werror</tinytorch.werror>'");
    }

    @Test
    void aGapBetweenBuiltModulesIsRefused() {
        sample.put(Sample.MANIFEST + "tasks/03-later.json", "{\"tasks\": [{\"id\": \"later.x\", \"title\": \"X\", \"points\": 1, \"needs\": [], "
                + Sample.HINTS + "}]}");
        AtomicFiles.deleteTree(home.resolve(TASKS));
        refused("module 03-later has a task file, but module 02-tensor before it has none", "tinytorch-later/pom.xml is missing");
    }

    @Test
    void aModuleWithoutLessonOrLabIsRefused() {
        AtomicFiles.deleteTree(home.resolve("tinytorch-tensor/README.md"));
        AtomicFiles.deleteTree(home.resolve("tinytorch-setup/workbench/src/main/java/tinytorch/workbench/lab"));
        refused("no lesson tinytorch-tensor/README.md", "the lab tinytorch.workbench.lab.Lab of module 01-setup has no source");
    }

    @Test
    void aSourceThatIsNotUtf8IsRefused() throws Exception {
        Files.write(home.resolve(Sample.TENSOR), "// \u00e4 tito".getBytes(StandardCharsets.ISO_8859_1));
        refused(Sample.TENSOR + ":1: this file is not text in UTF-8");
    }

    @Test
    void aCourseWithProblemsGeneratesNothingAndListsThemAll() {
        sample.replace(Sample.TENSOR_TEST, "    @Tag(\"tensor.mean\")\n", "").replace("pom.xml", "-Werror", "");
        assertThatThrownBy(() -> new Generator(sample.course())).isInstanceOf(CourseException.class)
                .hasMessageContainingAll("pom.xml:1: ", Sample.TENSOR_TEST + ":12: ");
    }

    private void refused(String... parts) {
        String all = String.join("\n", Linter.check(sample.course()).stream().map(Problem::toString).toList());
        assertThat(all).contains(parts);
    }
}
