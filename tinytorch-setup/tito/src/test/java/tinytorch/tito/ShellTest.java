package tinytorch.tito;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tinytorch.course.CourseModule;
import tinytorch.course.Course;
import tinytorch.course.judge.ClassPaths;
import tinytorch.course.judge.Compile;

/** JShell on a learner's classes, in folders whose names have spaces and umlauts. */
class ShellTest {
    @TempDir
    private Path folder;

    private String type(List<Path> classPath, String... lines) throws IOException, InterruptedException {
        Path input = Files.writeString(folder.resolve("typed"), String.join("\n", lines) + "\n/exit\n");
        File output = folder.resolve("shown").toFile();
        Process process = JShell.builder(classPath, JShell.startupFile(classPath)).redirectInput(input.toFile()).redirectErrorStream(true)
                .redirectOutput(output).start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output.toPath(), StandardCharsets.UTF_8);
    }

    @Test
    void theLearnersMethodsAreThereAtOnce() throws Exception {
        SmallCourse small = new SmallCourse(Files.createDirectories(folder.resolve("größer als ein Wort")));
        small.run("init", small.workspace.toString());
        small.solve("tensor.sum", "return 42;");
        Course course = Course.load(small.home);
        CourseModule last = course.module("02");
        assertThat(Compile.upTo(course, small.workspace, last).ok()).isTrue();
        String shown = type(ClassPaths.lab(course, small.workspace, last), "Sum.sum(new double[] {1, 2})", "Greeting.greet(\"x\")", "random.nextInt(1)",
                "jdk.incubator.vector.FloatVector.SPECIES_64.length()");
        assertThat(shown).contains("$1 ==> 42.0", "TodoException: setup.greet", "==> 0", "==> 2").doesNotContain("Error:");
    }

    @Test
    void itHasNoResultForPrograms() throws IOException {
        SmallCourse course = new SmallCourse(folder);
        assertThat(course.run("shell", "--json").exit()).isEqualTo(2);
        course.run("init", course.workspace.toString());
        course.in(course.workspace).solve("setup.greet", "return 5;");
        SmallCourse.Answer broken = course.run("shell", "01");
        assertThat(broken.exit()).isEqualTo(3);
        assertThat(broken.err()).contains("module 01 does not compile", "./tito test 01");
    }
}
