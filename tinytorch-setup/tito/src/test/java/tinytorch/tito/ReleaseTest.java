package tinytorch.tito;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tinytorch.course.Course;
import tinytorch.course.Generator;
import tinytorch.course.SolutionText;
import tinytorch.course.Task;
import tinytorch.course.archive.Archives;
import tinytorch.course.judge.Folders;

/** The archive for students: what is not in it, and that a student gets along with what is. */
class ReleaseTest {
    @TempDir
    private Path folder;
    private SmallCourse course;

    @BeforeEach
    void make() throws IOException {
        course = new SmallCourse(folder);
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry);
            if (path.toString().contains("testkit")) {   // the folder in "mvn test", the jar beside it in "mvn verify"
                Folders.copy(path.resolveSibling("classes"), course.home.resolve("tinytorch-setup/testkit/target/classes"));
            } else if (entry.endsWith(".jar") && Files.size(path) < 4_000_000) {   // as large as a reader of submissions takes a file
                Path lib = Files.createDirectories(course.home.resolve("tinytorch-setup/testkit/target/lib"));
                Files.copy(path, lib.resolve(path.getFileName()));
            }
        }
        for (String file : new String[] {".tito/lib/tinytorch-tito.jar", "tito.cmd", ".git/HEAD", "tinytorch-setup/course/manifest/mutants/02-tensor.json",
            "tinytorch-tensor/target/tinytorch-tensor.jar", "tinytorch-tensor/src/main/java/tinytorch/tensor/Sum.java.orig"}) {
            Files.createDirectories(course.home.resolve(file).getParent());
            Files.writeString(course.home.resolve(file), "s += value;");
        }
    }

    private Path release(String name) {
        SmallCourse.Answer answer = course.in(course.home).run("course", "release", folder.resolve(name).toString());
        assertThat(answer.exit()).as(answer.err()).isZero();
        assertThat(answer.out()).contains("tinytorch-students.tar.gz", "files", "./tito init");
        return folder.resolve(name).resolve("tinytorch-students.tar.gz");
    }

    @Test
    void holdsNoSolutionInWhateverForm() {
        SortedMap<String, byte[]> files = Archives.read(release("out"), _ -> true);
        Course full = Course.load(course.home);
        Generator generator = new Generator(full);
        int searched = 0;
        for (Task task : full.tasks()) {
            for (SolutionText solution : generator.solution(task)) {
                for (Map.Entry<String, byte[]> file : files.entrySet()) {
                    assertThat(squeezed(new String(file.getValue(), StandardCharsets.UTF_8))).as(file.getKey() + " and " + task.id())
                            .doesNotContain(squeezed(solution.text()));
                    searched++;
                }
            }
        }
        assertThat(searched).isGreaterThan(3 * 20);
        assertThat(files.keySet()).allMatch(path -> path.startsWith("tinytorch/"))
                .noneMatch(path -> path.contains("/.git/") || path.contains("/mutants/") || path.endsWith(".orig") || path.contains("target/tinytorch-"));
        assertThat(files.keySet().stream().filter(path -> path.endsWith(".class") && !path.contains("testkit")))
                .filteredOn(path -> !path.contains("/target/test-classes/") && !path.contains("/milestones/target/classes/"))
                .as("what a workspace begins with, compiled").isNotEmpty().allSatisfy(path -> {
                    String stub = "tinytorch/workbench/TodoException";
                    assertThat(path.endsWith("/Sum.class") || path.endsWith("/Greeting.class")).as(path)
                            .isEqualTo(new String(files.get(path), StandardCharsets.ISO_8859_1).contains(stub) && !path.endsWith(stub + ".class"));
                });
    }

    @Test
    void isNotMadeWhileALessonTellsASolution() throws IOException {
        Files.writeString(course.home.resolve("tinytorch-tensor/README.md"), "# Tensor\nSo write:\n\n    return sum(values) / values.length;\n");
        SmallCourse.Answer answer = course.in(course.home).run("course", "release", folder.resolve("out").toString());
        assertThat(answer.exit()).isNotZero();
        assertThat(answer.err()).contains("students would find solutions in it", "tinytorch-tensor/README.md holds a part of the solution of tensor.mean");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    @Test
    void isTheSameByteForByte() {
        assertThat(release("one")).hasSameBinaryContentAs(release("two"));
    }

    @Test
    void aStudentWorksWithItAlone() throws IOException {
        SortedMap<String, byte[]> files = Archives.read(release("out"), _ -> true);
        Path home = folder.resolve("students'");
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = home.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        SmallCourse student = new SmallCourse(home.resolve("tinytorch"), folder.resolve("my workspace"));
        Folders.delete(course.home);
        assertThat(student.run().out()).contains("./tito init").doesNotContain("finished library", "milestone");
        SmallCourse.Answer init = student.run("init", student.workspace.toString());
        assertThat(init.exit()).as(init.err()).isZero();
        student.in(student.workspace);
        assertThat(student.run("hint", "setup.greet").out()).contains("a nudge");
        assertThat(student.run("test", "01").out()).contains("not written yet");
        assertThat(student.run("milestone", "first").out()).contains("is locked").doesNotContain("finished library");
        student.solveAll();
        assertThat(student.run("test", "--task", "setup.greet").out()).contains("Passed").doesNotContain("solution");
        assertThat(student.run("test", "01").exit()).isZero();
        assertThat(student.run("test", "02").exit()).isZero();
        SmallCourse.Answer milestone = student.run("milestone", "first", "--json");
        assertThat(milestone.exit()).as(milestone.err() + milestone.out()).isZero();
        assertThat(student.run("reset", "tensor.sum").exit()).isZero();
        for (String[] command : new String[][] {{"solution", "setup.greet"}, {"assist", "02"}, {"bench"}, {"leaderboard", "serve"}}) {
            SmallCourse.Answer answer = student.run(command);
            assertThat(answer.exit()).as(String.join(" ", command)).isEqualTo(2);
            assertThat(answer.err().replaceAll("\\s+", " ")).contains("needs the finished library", "release for students");
        }
        assertThat(student.run("data", "list", "--json").out()).as("given, not written").contains("list");
        assertThat(student.run("submit", "model.zip").err()).doesNotContain("finished library");
        for (String[] command : new String[][] {{"milestone", "first"}, {"lab", "01"}, {"shell"}}) {
            assertThat(student.in(student.home).run(command).exit()).as(String.join(" ", command)).isEqualTo(2);
        }
        assertThat(student.in(student.home).run("course", "release", "x").err().replaceAll("\\s+", " ")).contains("release for students already");
    }
}
