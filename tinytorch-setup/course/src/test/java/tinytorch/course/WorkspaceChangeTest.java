package tinytorch.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a learner writes, and how updates, resets and assists treat it. */
class WorkspaceChangeTest {
    private static final String STUB = "throw new tinytorch.workbench.TodoException(\"tensor.sum\");";
    private static final String MINE = "return 42; // mine";

    @TempDir
    private Path temp;
    private Sample sample;
    private Path sum;
    private Workspace workspace;

    @BeforeEach
    void make() {
        sample = Sample.in(temp.resolve("home"));
        workspace = Workspace.create(sample.course(), temp.resolve("ws"), "no-git-needed").workspace();
        sum = workspace.root().resolve(Sample.TENSOR);
    }

    @Test
    void anUpdateWithNothingNewTouchesNothing() {
        Sample.replaceIn(sum, STUB, MINE);
        assertThat(workspace.outdated(sample.course())).isFalse();
        assertThat(workspace.update(sample.course()).nothingNew()).isTrue();
        assertThat(Sample.read(sum)).contains(MINE);
    }

    @Test
    void anUntouchedFileIsReplacedANewOneAddedAndADroppedOneRemoved() {
        sample.put("tinytorch-tensor/README.md", "# Tensor, improved\n").put("tinytorch-tensor/src/test/resources/tinytorch/tensor/more.json", "[]\n");
        AtomicFiles.deleteTree(sample.home().resolve("tinytorch-tensor/src/test/resources/tinytorch/tensor/golden.json"));
        assertThat(workspace.outdated(sample.course())).isTrue();
        UpdateReport report = workspace.update(sample.course());
        assertThat(report.replaced()).containsExactly("tinytorch-tensor/README.md");
        assertThat(report.added()).containsExactly("tinytorch-tensor/src/test/resources/tinytorch/tensor/more.json");
        assertThat(report.removed()).containsExactly("tinytorch-tensor/src/test/resources/tinytorch/tensor/golden.json");
        assertThat(Sample.read(workspace.root().resolve("tinytorch-tensor/README.md"))).contains("improved");
        assertThat(workspace.update(sample.course()).nothingNew()).isTrue();
    }

    @Test
    void theLearnersRegionsMoveIntoNewSurroundings() {
        Sample.replaceIn(sum, STUB, MINE);
        sample.replace(Sample.TENSOR, "/** The sum of all values. */", "/** The sum of all values, 0 for none. */\n    // another line");
        assertThat(workspace.update(sample.course()).merged()).containsExactly(Sample.TENSOR);
        assertThat(Sample.read(sum)).contains("0 for none", "// another line", MINE, "TodoException(\"tensor.mean\")");
        assertThat(workspace.update(sample.course()).nothingNew()).isTrue();
    }

    @Test
    void aSecondUpdateMergesAgain() {
        Sample.replaceIn(sum, STUB, MINE);
        sample.replace(Sample.TENSOR, "The sum of all values.", "One.");
        workspace.update(sample.course());
        sample.replace(Sample.TENSOR, "One.", "Two.");
        assertThat(workspace.update(sample.course()).merged()).containsExactly(Sample.TENSOR);
        assertThat(Sample.read(sum)).contains("Two.", MINE);
    }

    @Test
    void aFileThatBothChangedStaysAndTheNewOneLiesBeside() {
        Sample.replaceIn(sum, "final class Sum {", "final class Sum { // mine");
        sample.replace(Sample.TENSOR, "The sum of all values.", "Improved.");
        UpdateReport report = workspace.update(sample.course());
        assertThat(report.conflicts()).containsExactly(Sample.TENSOR);
        assertThat(Sample.read(sum)).contains("final class Sum { // mine").doesNotContain("Improved.");
        assertThat(Sample.read(sum.resolveSibling("Sum.java.new"))).contains("Improved.", STUB);
        assertThat(workspace.update(sample.course()).nothingNew()).as("a conflict is told once").isTrue();
    }

    @Test
    void importsOfTheLearnerAndOfTheCourseComeTogether() {
        Sample.replaceIn(sum, STUB, MINE);
        Sample.replaceIn(sum, "package tinytorch.tensor;\n", "package tinytorch.tensor;\n\nimport java.util.Arrays;\nimport java.util.List;\n");
        assertThat(workspace.update(sample.course()).nothingNew()).isTrue();
        sample.replace(Sample.TENSOR, "package tinytorch.tensor;\n", "package tinytorch.tensor;\n\nimport java.util.List;\nimport java.util.Map;\n");
        assertThat(workspace.update(sample.course()).merged()).containsExactly(Sample.TENSOR);
        assertThat(Sample.read(sum)).startsWith(
                "package tinytorch.tensor;\n\nimport java.util.List;\nimport java.util.Map;\nimport java.util.Arrays;\n\nfinal class Sum").contains(MINE);
        assertThat(workspace.update(sample.course()).nothingNew()).isTrue();
        sample.replace(Sample.TENSOR, "The sum of all values.", "Improved.").replace(Sample.TENSOR, "\nimport java.util.List;\nimport java.util.Map;\n", "");
        assertThat(workspace.update(sample.course()).merged()).containsExactly(Sample.TENSOR);
        assertThat(Sample.read(sum)).startsWith("package tinytorch.tensor;\n\nimport java.util.List;\n").contains("import java.util.Arrays;", "Improved.");
    }

    @Test
    void aRegionThatHasNoPlaceAnyMoreIsAConflict() {
        Sample.replaceIn(sum, STUB, MINE);
        sample.replace(Sample.MANIFEST + "tasks/02-tensor.json", "tensor.sum", "tensor.total").replace(Sample.TENSOR, "tensor.sum", "tensor.total")
                .replace(Sample.TENSOR_TEST, "tensor.sum", "tensor.total");
        assertThat(workspace.update(sample.course()).conflicts()).containsExactly(Sample.TENSOR);
        assertThat(Sample.read(sum)).contains(MINE);
    }

    @Test
    void aDroppedFileThatTheLearnerChangedIsKept() {
        String lab = "tinytorch-tensor/src/test/resources/tinytorch/tensor/golden.json";
        Sample.write(workspace.root().resolve(lab), "mine");
        AtomicFiles.deleteTree(sample.home().resolve(lab));
        assertThat(workspace.update(sample.course()).kept()).containsExactly(lab);
        assertThat(workspace.root().resolve(lab)).hasContent("mine");
    }

    @Test
    void aDeletedGeneratedFileComesBackAndFilesOfTheLearnersOwnStay() throws Exception {
        Files.delete(sum);
        Sample.write(sum.resolveSibling("Mine.java"), "class Mine {}");
        assertThat(workspace.update(sample.course()).added()).containsExactly(Sample.TENSOR);
        assertThat(Sample.read(sum.resolveSibling("Mine.java"))).isEqualTo("class Mine {}");
    }

    @Test
    void anUpdateThatWasKilledBeforeItRecordedAnythingIsRepeated() {
        Sample.replaceIn(sum, STUB, MINE);
        String recorded = Sample.read(workspace.stateFolder().resolve("workspace.json"));
        sample.replace(Sample.TENSOR, "The sum of all values.", "Improved.").put("tinytorch-tensor/README.md", "new\n");
        workspace.update(sample.course());
        String merged = Sample.read(sum);
        Sample.write(workspace.stateFolder().resolve("workspace.json"), recorded);
        assertThat(workspace.update(sample.course()).nothingNew()).isTrue();
        assertThat(Sample.read(sum)).isEqualTo(merged);
    }

    @Test
    void carriageReturnsOfAnEditorAreNoChange() {
        Sample.replaceIn(sum, STUB, MINE);
        Sample.write(sum, Sample.read(sum).replace("\n", "\r\n"));
        sample.replace(Sample.TENSOR, "The sum of all values.", "Improved.");
        assertThat(workspace.update(sample.course()).merged()).containsExactly(Sample.TENSOR);
        assertThat(Sample.read(sum)).contains("Improved.", MINE);
    }

    @Test
    void resettingATaskPutsOnlyItsStubBackAndKeepsABackup() {
        Sample.replaceIn(sum, STUB, MINE);
        Sample.replaceIn(sum, "throw new tinytorch.workbench.TodoException(\"tensor.mean\");", "return 7;");
        String before = Sample.read(sum);
        ChangeReport report = workspace.reset(sample.course(), sample.course().task("tensor.sum"));
        assertThat(report.files()).containsExactly(Sample.TENSOR);
        assertThat(Sample.read(sum)).contains(STUB, "return 7;").doesNotContain(MINE);
        assertThat(Sample.read(report.backup().orElseThrow().resolve(Sample.TENSOR))).isEqualTo(before);
        assertThat(report.backup().orElseThrow().getFileName().toString()).endsWith("-reset-tensor.sum");
    }

    @Test
    void restoringBringsItBackAndRestoringAgainUndoesThat() {
        Sample.replaceIn(sum, STUB, MINE);
        Course course = sample.course();
        workspace.reset(course, course.task("tensor.sum"));
        assertThat(workspace.restore(course, Optional.of("tensor.sum")).files()).containsExactly(Sample.TENSOR);
        assertThat(Sample.read(sum)).contains(MINE);
        workspace.restore(course, Optional.empty());
        assertThat(Sample.read(sum)).contains(STUB);
        assertThat(workspace.backups()).hasSize(3);
        assertThatThrownBy(() -> workspace.restore(course, Optional.of("02"))).isInstanceOf(WorkspaceException.class)
                .hasMessageContaining("no backup of 02-tensor");
    }

    @Test
    void resettingWhatIsAsItWasChangesNothingAndMakesNoBackup() {
        ChangeReport report = workspace.reset(sample.course(), sample.course().task("tensor.sum"));
        assertThat(report.files()).isEmpty();
        assertThat(report.backup()).isEmpty();
    }

    @Test
    void deletedMarkersAreNamedWithAWayOut() {
        Sample.replaceIn(sum, "        // tito:begin tensor.sum\n", "");
        Course course = sample.course();
        assertThatThrownBy(() -> workspace.reset(course, course.task("tensor.mean"))).isInstanceOf(WorkspaceException.class)
                .hasMessageContainingAll(Sample.TENSOR + " has lost markers", "tensor.mean, tensor.sum, and has tensor.mean", "tito reset 02");
        workspace.reset(course, course.module("02"));
        assertThat(Sample.read(sum)).contains("// tito:begin tensor.sum");
        assertThat(workspace.restore(course, Optional.of("2")).files()).containsExactly(Sample.TENSOR);
        assertThat(Sample.read(sum)).doesNotContain("// tito:begin tensor.sum");
    }

    @Test
    void aFileThatDoesNotCompileCanBeReset() {
        Sample.replaceIn(sum, STUB, "return \"unfinished (;");
        workspace.reset(sample.course(), sample.course().task("tensor.sum"));
        assertThat(Sample.read(sum)).contains(STUB).doesNotContain("unfinished");
    }

    @Test
    void assistPutsTheFinishedModuleInPlaceAndAnUpdateLeavesIt() {
        Sample.replaceIn(sum, STUB, MINE);
        Course course = sample.course();
        ChangeReport report = workspace.assist(course, course.module("02"));
        assertThat(report.files()).containsExactly(Sample.TENSOR);
        assertThat(Sample.read(sum)).isEqualTo(Sample.read(sample.home().resolve(Sample.TENSOR)));
        assertThat(Sample.read(report.backup().orElseThrow().resolve(Sample.TENSOR))).contains(MINE);
        assertThat(workspace.update(course).nothingNew()).isTrue();
        sample.replace(Sample.TENSOR, "The sum of all values.", "Improved.");
        assertThat(workspace.update(sample.course()).merged()).containsExactly(Sample.TENSOR);
        assertThat(Sample.read(sum)).contains("Improved.", "sum += value");
        workspace.restore(course, Optional.of("tensor"));
        assertThat(Sample.read(sum)).contains(MINE);
    }

    @Test
    void aBackupThatWasKilledHalfWayIsNoBackup() {
        Sample.write(workspace.stateFolder().resolve("backups/.unfinished/" + Sample.TENSOR), "half");
        Course course = sample.course();
        assertThat(workspace.backups()).isEmpty();
        assertThatThrownBy(() -> workspace.restore(course, Optional.empty())).isInstanceOf(WorkspaceException.class);
    }
}
