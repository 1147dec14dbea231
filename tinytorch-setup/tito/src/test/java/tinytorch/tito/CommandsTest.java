package tinytorch.tito;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as somebody meets them who has a distribution and makes a workspace. */
class CommandsTest {
    @TempDir
    private Path folder;
    private SmallCourse course;

    @BeforeEach
    void make() throws IOException {
        course = new SmallCourse(folder);
    }

    private void init() {
        SmallCourse.Answer answer = course.run("init", course.workspace.toString());
        assertThat(answer.exit()).as(answer.err()).isZero();
        course.in(course.workspace);
    }

    @Test
    void withoutACommandItSaysHowToBegin() {
        assertThat(course.run().out()).contains("This is the distribution", "./tito init ~/my-tinytorch");
        init();
        assertThat(course.run().out()).contains("0 of 20 points", "./tito start 01");
    }

    @Test
    void initMakesAWorkspaceAndRefusesAFolderThatIsNotEmpty() throws IOException {
        init();
        assertThat(course.workspace.resolve(SmallCourse.SUM)).content().contains("TodoException(\"tensor.sum\")").doesNotContain("sum += value");
        SmallCourse.Answer again = course.in(course.home).run("init", course.workspace.toString());
        assertThat(again.exit()).isEqualTo(6);
        assertThat(again.err()).startsWith("tito: ").doesNotContain("Exception");
    }

    @Test
    void commandsThatNeedAWorkspaceSaySo() {
        SmallCourse.Answer answer = course.run("test", "01");
        assertThat(answer.exit()).isEqualTo(6);
        assertThat(answer.err()).contains("distribution", "./tito init");
        assertThat(course.in(folder).run("reset", "01").err()).contains("no workspace in this folder");
    }

    @Test
    void startShowsLessonFilesAndTasks() {
        init();
        SmallCourse.Answer answer = course.run("start", "2");
        assertThat(answer.exit()).isZero();
        assertThat(answer.out()).contains("Module 02  Tensor", "tinytorch-tensor/README.md", "tensor.mean", "Sum.java line", "./tito test 02");
    }

    @Test
    void aModuleIsSolvedTaskByTask() throws IOException {
        init();
        course.solve("setup.greet", "return \"Hello \" + name;");
        assertThat(course.run("test", "01").exit()).isZero();
        SmallCourse.Answer unwritten = course.run("test");
        assertThat(unwritten.exit()).isEqualTo(1);
        assertThat(unwritten.out()).contains("Module 02", "tensor.sum", "not written yet", "Next: write tensor.sum");
        course.solve("tensor.sum", "return 5;");
        SmallCourse.Answer wrong = course.run("test", "02");
        assertThat(wrong.exit()).isEqualTo(1);
        assertThat(wrong.out()).contains("✗ tensor.sum", "sums three values", "expected", "0 of 2 tests");
    }

    @Test
    void aTaskOfAnotherModuleIsAMistakeOfUsage() {
        init();
        SmallCourse.Answer answer = course.run("test", "01", "--task", "tensor.sum");
        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.err()).contains("belongs to module 02");
        assertThat(course.run("test", "--task", "tensor.sun").err()).contains("Did you mean tensor.sum");
    }

    @Test
    void codeThatDoesNotCompileEndsWith3AndNamesTheLine() throws IOException {
        init();
        course.solve("setup.greet", "return 5;");
        SmallCourse.Answer answer = course.run("test", "01");
        assertThat(answer.exit()).isEqualTo(3);
        assertThat(answer.out()).contains("does not compile", "Greeting.java:9", "return 5;", "^");
    }

    @Test
    void theStatusShowsPointsAndWhatChangedSince() throws IOException {
        init();
        course.solveAll();
        course.run("test", "01");
        course.run("test", "02");
        assertThat(course.run("status").out()).contains("20 of 20 points", "✓ 01 Setup", "» first       First            open").doesNotContain("changed");
        Path file = course.workspace.resolve(SmallCourse.SUM);
        Files.writeString(file, Files.readString(file) + "// a comment\n");
        assertThat(course.run("status").out()).contains("! 02 Tensor", "changed");
        assertThat(course.run("status", "02").out()).contains("✓ tensor.mean");
    }

    @Test
    void hintsGoOneByOneAndAreCounted() {
        init();
        assertThat(course.run("hint", "tensor.sum").out()).contains("hint 1 of 3", "a nudge", "./tito hint tensor.sum 2");
        assertThat(course.run("hint", "tensor.sum").out()).contains("hint 2 of 3", "the method");
        assertThat(course.run("hint", "tensor.sum", "3").out()).contains("almost the code").doesNotContain("Still stuck");
        assertThat(course.run("hint", "tensor.sum", "4").exit()).isEqualTo(2);
        assertThat(course.run("status").out()).contains("3 hints");
    }

    @Test
    void theSolutionOpensOnceTheTaskIsSolved() throws IOException {
        init();
        assertThat(course.run("solution", "setup.greet").exit()).isEqualTo(7);
        course.solve("setup.greet", "return \"Hello \" + name;");
        course.run("test", "01");
        assertThat(course.run("solution", "setup.greet").out()).contains("greet", "return \"Hello \" + name;");
    }

    @Test
    void resetKeepsABackupAndRestoreBringsItBack() throws IOException {
        init();
        course.solve("tensor.sum", "return 5;");
        Path file = course.workspace.resolve(SmallCourse.SUM);
        String mine = Files.readString(file);
        assertThat(course.run("reset", "tensor.sum").out()).contains("Sum.java", "./tito reset tensor.sum --restore");
        assertThat(file).content().contains("TodoException(\"tensor.sum\")");
        assertThat(course.run("reset", "tensor.sum", "--restore").exit()).isZero();
        assertThat(file).content().isEqualTo(mine);
        assertThat(course.run("reset").exit()).isEqualTo(2);
    }

    @Test
    void assistPutsTheFinishedModuleInPlaceAndIsRecorded() {
        init();
        SmallCourse.Answer answer = course.run("assist", "01");
        assertThat(answer.exit()).as(answer.err()).isZero();
        assertThat(answer.out()).contains("finished module 01", "Its 1 tests pass");
        assertThat(course.run("status").out()).contains("1/1 tasks   0/5 points  assisted");
        course.run("reset", "01", "--restore");
        assertThat(course.run("status").out()).doesNotContain("assisted");
    }

    @Test
    void theMilestoneIsLockedUntilTheModulesAreDone() throws IOException {
        init();
        SmallCourse.Answer locked = course.run("milestone", "first", "--json");
        assertThat(locked.exit()).isEqualTo(7);
        assertThat(Json.object(locked.out())).containsEntry("locked", true).containsEntry("achieved", false);
        course.solveAll();
        course.run("test", "01");
        course.run("test", "02");
        SmallCourse.Answer open = course.run("milestone", "first", "--json");
        assertThat(open.exit()).as(open.err() + open.out()).isZero();
        assertThat(Json.object(open.out())).containsEntry("milestone", "first").containsEntry("achieved", true);
        assertThat(course.run("status").out()).contains("achieved");
    }

    @Test
    void aModuleIsDoneWithoutItsStretchTask() throws IOException {
        course.stretchMean();
        init();
        assertThat(course.run("start", "02").out()).contains("tensor.mean", "stretch");
        course.solve("setup.greet", "return \"Hello \" + name;");
        course.solve("tensor.sum", "double s = 0; for (double v : values) { s += v; } return s;");
        course.run("test", "01");
        SmallCourse.Answer passed = course.run("test", "02");
        assertThat(passed.exit()).as(passed.out()).isZero();
        assertThat(passed.out()).contains("○ tensor.mean", "not written yet   stretch", "Passed: 1 of 2 tasks", "milestone first", "the stretch task tensor.mean");
        assertThat(course.run("status").out()).contains("✓ 02 Tensor", "1/2 tasks   5/15 points  stretch task left", "10 of 20 points", "First            open");
        assertThat(course.run("status", "02").out()).contains("○ tensor.mean", "stretch");
        assertThat(course.run("status", "02", "--json").out()).contains("\"state\":\"done\"", "\"stretch\":true");
        assertThat(course.run("test", "--task", "tensor.mean").exit()).isEqualTo(1);
        course.solve("tensor.mean", "return 0;");
        SmallCourse.Answer wrong = course.run("test", "02");
        assertThat(wrong.exit()).isEqualTo(1);
        assertThat(wrong.out()).contains("✗ tensor.mean");
        assertThat(course.run("milestone", "first", "--json").exit()).isNotEqualTo(7);
    }

    @Test
    void theMeasuredResultIsRecordedWithoutJsonToo() throws IOException {
        init();
        course.solveAll();
        course.run("test", "01");
        course.run("test", "02");
        assertThat(course.run("milestone", "first").exit()).isZero();
        assertThat(Files.readString(course.workspace.resolve(".tinytorch/progress.json"))).contains("\"mean\"");
    }

    @Test
    void whatIsAchievedIsCelebratedOnceWithWhatWasMeasured() throws IOException {
        init();
        course.solveAll();
        assertThat(course.run("status").out()).contains("» first       First            locked, waits for 01-02", "planned");
        assertThat(course.run("test", "--task", "tensor.sum").out()).doesNotContain("is yours");
        assertThat(course.run("test", "01").out()).contains("Module 01, Setup, is yours.", "1 tasks, 1 tests, without a hint.", "1 of 2 modules, 10 of 20 points");
        assertThat(course.run("test", "01").out()).doesNotContain("is yours");
        course.run("test", "02");
        SmallCourse.Answer first = course.run("milestone", "first");
        assertThat(first.out()).contains("FIRST: milestone first is achieved.", "mean 2.00", "modules 01 to 02, 3 tasks, 0 hints", "1 of 2 milestones");
        assertThat(first.out().lines()).allMatch(line -> line.length() <= Style.WIDTH);
        assertThat(course.run("milestone", "first").out()).doesNotContain("is achieved");
        assertThat(first.out()).contains("Next: ./tito status   you have done it all");
        assertThat(course.run("status").out()).contains("achieved: mean 2.00", "You have done it all: 3 tasks of 2 modules, and every milestone.").doesNotContain("Next:");
        assertThat(course.run("status", "--json").out()).contains("\"metrics\":{\"mean\":2.0}");
    }

    @Test
    void modulesInARowAreToldAsARange() {
        assertThat(CourseMap.ranges(List.of("02"))).isEqualTo("02");
        assertThat(CourseMap.ranges(List.of("02", "03", "04", "07", "09", "10"))).isEqualTo("02-04, 07, 09-10");
    }

    @Test
    void aMilestoneOnTheFinishedLibraryIsNobodysAchievement() {
        assertThat(course.run("milestone", "first").out()).doesNotContain("is achieved");
    }

    @Test
    void theMilestoneTestsAgainWhatChanged() throws IOException {
        init();
        course.solveAll();
        course.run("test", "01");
        course.run("test", "02");
        Path file = course.workspace.resolve(SmallCourse.SUM);
        Files.writeString(file, Files.readString(file).replace("/ values.length", "/ 2"));
        SmallCourse.Answer answer = course.run("milestone", "first", "--json");
        assertThat(answer.exit()).isEqualTo(7);
        assertThat(answer.err()).contains("testing module 02");
    }

    @Test
    void inTheDistributionTheMilestoneRunsOnTheFinishedLibrary() {
        SmallCourse.Answer answer = course.run("milestone", "first", "--json");
        assertThat(Json.object(answer.out())).containsEntry("achieved", true);
        assertThat(course.run("milestone", "second").err()).contains("planned");
        assertThat(course.run("milestone", "frist").err()).contains("Did you mean first?");
        assertThat(course.run("milestone").out()).contains("first", "It runs.", "planned");
    }

    @Test
    void theLabRunsOnTheLearnersCode() throws IOException {
        init();
        SmallCourse.Answer early = course.run("lab", "01");
        assertThat(early.exit()).isEqualTo(7);
        assertThat(early.err()).contains("waits for the tests of 01 to pass", "test 01");
        course.solve("setup.greet", "return name.equals(\"lab\") ? \"My lab\" : \"Hello \" + name;");
        course.run("test", "01");
        assertThat(Json.object(course.run("lab", "01", "--json").out())).containsEntry("output", "My lab\n");
        assertThat(course.run("lab", "02").err()).contains("no lab");
    }

    @Test
    void datasetsAreTheBusinessOfAProgramOfTheLibrary() {
        assertThat(Json.object(course.run("data", "--json").out())).containsEntry("asked", "list --json");
        assertThat(Json.object(course.run("data", "list", "--json").out())).containsEntry("asked", "list --json");
        assertThat(Json.object(course.run("data", "get", "cifar-10", "--json").out())).containsEntry("asked", "get cifar-10 --json");
        assertThat(Json.object(course.run("data", "verify", "--json").out())).containsEntry("asked", "verify --json");
        SmallCourse.Answer taken = course.in(folder).run("data", "import", "mnist", "a.gz", "--json");
        assertThat(Json.object(taken.out())).containsEntry("asked", "import mnist " + folder.resolve("a.gz") + " --json");
        SmallCourse.Answer lost = course.run("data", "get", "lost", "--json");
        assertThat(lost.exit()).isEqualTo(8);
        assertThat(Json.object(lost.out())).containsEntry("asked", "get lost --json");
    }

    @Test
    void theDataCommandsAreChecked() {
        assertThat(course.run("data", "get").exit()).isEqualTo(2);
        assertThat(course.run("data", "import", "mnist").exit()).isEqualTo(2);
        assertThat(course.run("data", "get", "--help").out()).contains("Usage: tito data get");
    }

    @Test
    void updateLeavesWhatTheLearnerWrote() throws IOException {
        init();
        assertThat(course.run("update").out()).contains("up to date");
        course.solve("tensor.sum", "return 5;");
        Files.writeString(course.home.resolve("tinytorch-tensor/README.md"), "# Tensor, second edition\n");
        assertThat(course.run("update").out()).contains("tinytorch-tensor/README.md");
        assertThat(course.workspace.resolve(SmallCourse.SUM)).content().contains("return 5;");
    }

    @Test
    void theDoctorSeesABrokenWorkspace() throws IOException {
        init();
        assertThat(course.run("doctor").out()).contains("compiler", course.workspace.toString(), "Ready.");
        Files.writeString(course.workspace.resolve(".tinytorch/progress.json"), "{\"schema\": 1, ");
        SmallCourse.Answer answer = course.run("doctor");
        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.out()).contains("progress file is damaged");
        assertThat(course.run("status").exit()).isZero();
    }

    @Test
    void makersCheckAndGenerate() throws IOException {
        SmallCourse.Answer lint = course.run("course", "lint");
        assertThat(lint.exit()).as(lint.out()).isZero();
        assertThat(course.run("course", "generate", folder.resolve("skeleton").toString()).exit()).isZero();
        assertThat(folder.resolve("skeleton").resolve(SmallCourse.SUM)).content().contains("TodoException");
        assertThat(course.run("course", "generate", folder.resolve("skeleton").toString()).exit()).isEqualTo(2);
        assertThat(course.run("course").exit()).isEqualTo(2);
        assertThat(course.run("course", "lock").out()).contains("2 tests of  2 tasks");
    }
}
