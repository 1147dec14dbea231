package tinytorch.tito;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code tito lab} leaves behind. */
class LabFilesTest {
    @TempDir
    private Path folder;

    @Test
    void theLabsFilesGoToOnePlaceWhenItEndedWell() throws IOException {
        SmallCourse course = new SmallCourse(folder);
        course.run("init", course.workspace.toString());
        course.in(course.workspace);
        course.solveAll();
        course.run("test", "01");
        Path lab = course.workspace.resolve("tinytorch-setup/workbench/src/main/java/tinytorch/workbench/lab/Lab.java");
        String writes = "java.nio.file.Files.writeString(java.nio.file.Path.of(System.getProperty(\"tinytorch.lab.folder\"), \"%s\"), \"1\");";
        Files.writeString(lab, Files.readString(lab).replace("args) {", "args) throws Exception {\n        " + writes.formatted("01-old.csv")));
        SmallCourse.Answer first = course.run("lab", "01", "--json");
        Path results = course.workspace.resolve("lab-results/01");
        assertThat(Json.object(first.out())).as(first.err()).containsEntry("files", List.of(results.resolve("01-old.csv").toString()));
        Files.writeString(lab, Files.readString(lab).replace("01-old.csv", "01-new.png"));
        assertThat(course.run("lab", "01").out()).contains("Tables as CSV: 0, plots as PNG: 1. In " + results);
        assertThat(results).isDirectoryContaining("glob:**/01-new.png").isDirectoryNotContaining("glob:**/*old*");
        assertThat(course.run("lab", "01", "--out", folder.resolve("mine").toString()).exit()).isZero();
        assertThat(folder.resolve("mine/01-new.png")).exists();
        Files.writeString(lab, Files.readString(lab).replace("args) throws Exception {", "args) throws Exception {\n        if (args.length > 0) { System.exit(3); }"));
        assertThat(course.run("lab", "01", "break").exit()).isNotZero();
        try (Stream<Path> left = Files.list(results)) {
            assertThat(left).as("a lab that failed leaves what was there").containsExactly(results.resolve("01-new.png"));
        }
    }
}
