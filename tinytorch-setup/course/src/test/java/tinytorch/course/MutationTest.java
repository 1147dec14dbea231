package tinytorch.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tinytorch.course.mutation.Mutation;
import tinytorch.course.mutation.MutationScore;
import tinytorch.course.mutation.PitRun;

/** What PIT is asked for, and what is made of its answer. PIT itself does not run here. */
class MutationTest {
    private static final int LOOP = 14;   // a line of Sum.java in the region of tensor.sum
    private static final int MEAN = 24;   // in that of tensor.mean
    private static final int CHECK = 9;   // in none

    @TempDir
    private Path home;
    private Course course;
    private CourseModule module;

    @BeforeEach
    void make() {
        Sample sample = Sample.in(home).put(Sample.MANIFEST + "tests/02-tensor.json",
                "{\"tensor.sum\": [\"tinytorch.tensor.SumTest#sums\"], \"tensor.mean\": [\"tinytorch.tensor.SumTest#divides\"]}");
        course = sample.course();
        module = course.module("02");
    }

    private static String mutation(String status, int line, String mutator, String change) {
        return "<mutation detected='x' status='" + status + "' numberOfTestsRun='1'><sourceFile>Sum.java</sourceFile><mutatedClass>tinytorch.tensor.Sum</mutatedClass>"
                + "<mutatedMethod>sum</mutatedMethod><lineNumber>" + line + "</lineNumber><mutator>org.pitest.mutationtest.engine.gregor.mutators." + mutator + "</mutator>"
                + "<indexes><index>9</index></indexes><killingTest/><description>" + change + "</description></mutation>\n";
    }

    private List<Mutation> read(String... mutations) throws IOException {
        Files.writeString(home.resolve("mutations.xml"), "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<mutations partial=\"true\">\n" + String.join("", mutations) + "</mutations>\n");
        return PitRun.result(course, module, home);
    }

    @Test
    void pitIsAskedForTheLinesInRegionsAndForTheLockedTestsOfTheirTasks() throws IOException {
        PitRun run = PitRun.of(course, module, _ -> true, 2, home);
        String arguments = String.join(" ", run.arguments());
        assertThat(arguments).contains("--targetClasses tinytorch.tensor.Sum,tinytorch.tensor.Sum$* ", "--targetTests tinytorch.tensor.SumTest ",
                "--includedGroups tensor.sum,tensor.mean ", "--threads 2 ", "-Xss2m", "-Dtinytorch.kernels=scalar");
        assertThat(home.resolve("lines.txt")).content().contains("tinytorch/tensor/Sum.java:" + LOOP + "\n", "tinytorch/tensor/Sum.java:" + MEAN + "\n")
                .doesNotContain("Sum.java:" + CHECK + "\n");
        PitRun.of(course, module, "tensor.mean"::equals, 1, home);
        assertThat(home.resolve("lines.txt")).content().contains("Sum.java:" + MEAN + "\n").doesNotContain("Sum.java:" + LOOP + "\n");
    }

    @Test
    void aMutantBelongsToTheTaskInWhoseRegionItsLineStands() throws IOException {
        assertThat(read(mutation("SURVIVED", MEAN, "MathMutator", "Replaced double division with multiplication"), mutation("KILLED", LOOP, "MathMutator", "a &lt; b"),
                mutation("SURVIVED", CHECK, "NegateConditionalsMutator", "outside"))).extracting(Mutation::task, Mutation::line, Mutation::source, Mutation::mutator, Mutation::change)
                .containsExactly(tuple("tensor.sum", LOOP, "for (double value : values) {", "MathMutator", "a < b"),
                        tuple("tensor.mean", MEAN, "return sum(values) / values.length;", "MathMutator", "Replaced double division with multiplication"));
    }

    @Test
    void endlessLoopsAreKilledUnreachedLinesAreNotAndWhatCannotBeLoadedDoesNotCount() throws IOException {
        List<Mutation> mutations = read(mutation("KILLED", LOOP, "A", "a"), mutation("TIMED_OUT", LOOP, "A", "a"), mutation("MEMORY_ERROR", LOOP, "A", "a"),
                mutation("SURVIVED", LOOP, "A", "a"), mutation("NO_COVERAGE", LOOP, "A", "a"), mutation("RUN_ERROR", LOOP, "A", "a"), mutation("NON_VIABLE", LOOP, "A", "a"));
        assertThat(MutationScore.of(mutations)).isEqualTo(new MutationScore(3, 1, 6));
        assertThat(MutationScore.of(mutations).percent()).isEqualTo(50);
        assertThat(MutationScore.of(List.of()).percent()).isEqualTo(100);
    }

    @Test
    void aReportThatIsCutOffOrUnknownIsRefused() throws IOException {
        Files.writeString(home.resolve("mutations.xml"), "<mutations><mutation status='KILLED'>");
        assertThatThrownBy(() -> PitRun.result(course, module, home)).isInstanceOf(CourseException.class).hasMessageContaining("not a report of PIT's");
        assertThatThrownBy(() -> read(mutation("WONDERED", LOOP, "A", "a"))).isInstanceOf(CourseException.class).hasMessageContaining("WONDERED");
    }
}
