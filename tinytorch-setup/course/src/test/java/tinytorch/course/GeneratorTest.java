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

class GeneratorTest {
    @TempDir
    private Path home;
    @TempDir
    private Path folder;
    private Course course;
    private Generator generator;

    @BeforeEach
    void make() {
        course = Sample.in(home).course();
        generator = new Generator(course);
    }

    @Test
    void aWorkspaceHasTheReactorTheModulesAndNothingElse() {
        assertThat(generator.unsolved().files().keySet()).containsExactly(".gitignore", "README.md", "milestones/pom.xml",
                "milestones/src/main/java/tinytorch/milestones/First.java", "mvnw", "pom.xml", "tinytorch-setup/pom.xml",
                "tinytorch-setup/testkit/pom.xml", "tinytorch-setup/testkit/src/main/java/tinytorch/testkit/Check.java",
                "tinytorch-setup/workbench/README.md", "tinytorch-setup/workbench/figures/idea.svg", "tinytorch-setup/workbench/pom.xml",
                "tinytorch-setup/workbench/src/main/java/tinytorch/workbench/Greeting.java",
                "tinytorch-setup/workbench/src/main/java/tinytorch/workbench/lab/Lab.java",
                "tinytorch-setup/workbench/src/test/java/tinytorch/workbench/GreetingTest.java", "tinytorch-tensor/README.md",
                "tinytorch-tensor/figures/idea.svg", "tinytorch-tensor/pom.xml", Sample.TENSOR, Sample.TENSOR_TEST, "tinytorch-tensor/src/test/resources/tinytorch/tensor/golden.json");
    }

    @Test
    void anUnsolvedRegionIsOneLineThatThrowsItsTask() {
        assertThat(text(generator.unsolved(), Sample.TENSOR)).contains("""
                        // tito:begin tensor.sum
                        throw new tinytorch.workbench.TodoException("tensor.sum");
                        // tito:end
                """.indent(0)).contains("throw new IllegalArgumentException(\"no values\")").doesNotContain("sum += value");
    }

    @Test
    void solvedTasksKeepTheirBodies() {
        Skeleton one = generator.generate(List.of("tensor.mean"));
        assertThat(text(one, Sample.TENSOR)).contains("TodoException(\"tensor.sum\")", "return sum(values) / values.length;")
                .doesNotContain("TodoException(\"tensor.mean\")");
        Skeleton first = generator.solvedUpTo(course.module("01"));
        assertThat(text(first, "tinytorch-setup/workbench/src/main/java/tinytorch/workbench/Greeting.java")).contains("this.name = name;");
        assertThat(text(first, Sample.TENSOR)).isEqualTo(text(generator.unsolved(), Sample.TENSOR));
        assertThat(text(generator.solvedUpTo(course.module("03")), Sample.TENSOR)).isEqualTo(Sample.read(home.resolve(Sample.TENSOR)));
    }

    @Test
    void anUnknownTaskIsRefused() {
        assertThatThrownBy(() -> generator.generate(List.of("tensor.sun"))).isInstanceOf(CourseException.class).hasMessageContaining("tensor.sum");
    }

    @Test
    void twoRunsGiveTheSameBytes() {
        assertThat(new Generator(Course.load(home)).unsolved()).isEqualTo(generator.unsolved());
    }

    @Test
    void theBuildsOwnPartsAreCutFromPomsAndWarningsDoNotStopALearner() {
        assertThat(text(generator.unsolved(), "tinytorch-setup/pom.xml")).contains("<module>workbench</module>", "<module>testkit</module>")
                .doesNotContain("course", "distribution");
        assertThat(text(generator.unsolved(), "pom.xml")).doesNotContain("-Werror").contains("<tinytorch.werror>-Xlint:all</tinytorch.werror>");
    }

    @Test
    void filesAreWrittenWithTheirExecutableBit() {
        generator.unsolved().writeTo(folder.resolve("a b ü"));
        assertThat(Files.isExecutable(folder.resolve("a b ü/mvnw"))).isTrue();
        assertThat(Sample.read(folder.resolve("a b ü").resolve(Sample.TENSOR))).isEqualTo(text(generator.unsolved(), Sample.TENSOR));
    }

    @Test
    void theSolutionOfATaskIsTheTextOfItsRegions() {
        assertThat(generator.solution(course.task("tensor.mean")))
                .containsExactly(new SolutionText(Sample.TENSOR, "mean", "return sum(values) / values.length;\n"));
        assertThat(generator.solution(course.task("setup.greet")).getFirst().method()).isEqualTo("constructor");
    }

    private static String text(Skeleton skeleton, String path) {
        return new String(skeleton.files().get(path).content(), StandardCharsets.UTF_8);
    }
}
