package tinytorch.course.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tinytorch.course.Task;
import tinytorch.course.judge.ClassPaths;
import tinytorch.course.judge.LearnerJvm;
import tinytorch.course.judge.TaskRun;
import tinytorch.course.judge.TestResult;
import tinytorch.course.judge.TinyCourse;
import tinytorch.course.judge.Variant;

class VerifierTest {
    private static final String ALPHA = "alpha/src/main/java/tinytorch/alpha/Alpha.java";

    @TempDir
    Path folder;
    private TinyCourse tiny;

    @BeforeEach
    void makeCourse() {
        tiny = new TinyCourse(folder);
        tiny.makeVerifiable();
    }

    private VerifyReport verify() {
        return Verifier.verify(tiny.course(), tiny.course().modules(), VerifyListener.SILENT);
    }

    private void plant(String module, String task, String file, String replace, String with) {
        TinyCourse.write(tiny.home(), "tinytorch-setup/course/manifest/mutants/" + module + ".json", """
                {"mutants": [{"task": "%s", "name": "wrong", "why": "It is wrong.", "file": "%s", "replace": "%s", "with": "%s"}]}
                """.formatted(task, file, replace, with));
    }

    @Test
    void soundCourseIsProvedAndTheReportCountsWhatRan() {
        VerifyReport report = verify();
        assertThat(report.problems()).isEmpty();
        assertThat(report.ok()).isTrue();
        assertThat(report.mutants()).extracting(result -> result.mutant().id() + " " + result.status())
                .containsExactly("alpha.twice/wrong CAUGHT", "beta.sum/wrong CAUGHT");
        assertThat(report.mutants().getFirst().test()).startsWith("tinytorch.alpha.AlphaTest#");
        assertThat(report.checks()).filteredOn(check -> check.name().startsWith("tests are those")).extracting(CheckResult::count).containsExactly(3, 1);
        assertThat(report.checks()).filteredOn(check -> check.name().startsWith("solved modules")).extracting(CheckResult::count).containsExactly(3, 4, 4);
    }

    @Test
    void survivorsAndInvalidMutantsAreReported() {
        plant("01-alpha", "alpha.four", ALPHA, "int doubled = twice(x);", "int doubled = 2;");
        plant("02-beta", "beta.sum", "beta/src/main/java/tinytorch/beta/Beta.java", "Alpha.twice(x + y) / 2", "Alpha.trice(x, y)");
        VerifyReport report = verify();
        assertThat(report.ok()).isFalse();
        assertThat(report.problems()).anyMatch(problem -> problem.contains("alpha.four/wrong SURVIVED: all 1 tests of alpha.four pass"))
                .anyMatch(problem -> problem.contains("beta.sum/wrong INVALID: it does not compile"));
        plant("01-alpha", "alpha.four", ALPHA, "2 * x", "3 * x");
        assertThat(verify().problems()).anyMatch(problem -> problem.contains("does not lie in a region of alpha.four"));
    }

    @Test
    void aMessageHasToNameAMethodOfTheTask() {
        String test = "beta/src/test/java/tinytorch/beta/BetaTest.java";
        tiny.edit(tiny.home(), test, "Check.call(\"Beta.sum\"", "Check.call(\"it\"");
        assertThat(verify().problems()).anyMatch(problem -> problem.contains("1 of 1 do not: beta.sum/wrong by tinytorch.beta.BetaTest#oneAndTwo."));
        tiny.edit(tiny.home(), test, "void oneAndTwo()", "@tinytorch.testkit.LookAt(\"Beta.sum\")\n    void oneAndTwo()");
        assertThat(verify().problems()).isEmpty();
    }

    @Test
    void testThatPassesOnTheSkeletonAndTestOutsideTheLockAreReported() {
        tiny.edit(tiny.home(), "beta/src/test/java/tinytorch/beta/BetaTest.java", "class BetaTest {",
                "class BetaTest {\n    @Test\n    void nothing() {\n    }\n");
        assertThat(verify().problems()).anyMatch(problem -> problem.contains("BetaTest#nothing is not in the lock file"))
                .anyMatch(problem -> problem.contains("BetaTest#nothing of beta.sum should fail with the TodoException of its own task, but: passed"));
    }

    @Test
    void undeclaredNeedIsReported() {
        tiny.forgetNeeds();
        assertThat(verify().problems()).anyMatch(problem -> problem.contains("only alpha.four and its needs solved") && problem.contains("waiting for alpha.twice"));
    }

    @Test
    void everyOtherTaskIsGreenWithoutTheStretchTasks() {
        tiny.makeStretch(TinyCourse.FOUR);
        VerifyReport report = verify();
        assertThat(report.problems()).isEmpty();
        assertThat(report.checks()).filteredOn(check -> check.name().startsWith("green without")).extracting(CheckResult::count).containsExactly(3, 1);
        tiny.makeStretch(TinyCourse.TWICE);
        assertThat(verify().problems()).anyMatch(problem -> problem.contains("stretch tasks unwritten: tinytorch.beta.BetaTest#oneAndTwo of beta.sum should pass"));
    }

    @Test
    void variantsThatHangOrExitDoNotKeepTheOthersFromRunning() {
        Map<Task, List<String>> tests = Map.of(TinyCourse.TWICE, List.of("tinytorch.alpha.AlphaTest#twoIsDoubled"));
        List<Variant> variants = List.of(tiny.variant("good", "2 * x", tests), tiny.variant("hang", "hang()", tests),
                tiny.variant("exit", "exit()", tests), tiny.variant("wrong", "3 * x", tests), tiny.variant("good2", "x + x", tests));
        Map<String, TaskRun> runs = TaskRun.variants(LearnerJvm.forTests(ClassPaths.tools(tiny.course())), variants, 1, true);
        assertThat(runs.values()).extracting(run -> run.tests().getFirst().status()).containsExactly(TestResult.Status.PASSED,
                TestResult.Status.TIMEOUT, TestResult.Status.EXITED, TestResult.Status.FAILED, TestResult.Status.PASSED);
    }
}
