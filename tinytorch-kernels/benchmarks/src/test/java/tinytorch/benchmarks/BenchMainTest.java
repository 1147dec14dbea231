package tinytorch.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchMainTest {

    @Test
    void everyBenchmarkHasALineForEachSize() {
        List<String> labels = Cell.matching("").stream().map(Cell::label).toList();
        assertThat(labels).doesNotHaveDuplicates().contains("MatrixProduct.matmul 512x512x512", "CnnStep.step 64", "CnnStep.step 128", "GptStep.step 12",
                "Layers.softmax", "Layers.attentionTraining", "ElementWise.add 16777216", "Generation.cached", "Adam.step");
        assertThat(labels).noneMatch(label -> label.startsWith("Peak"));
    }

    @Test
    void patternsSelectByNameAndSize() {
        assertThat(Cell.matching("matmul 1024").stream().map(Cell::label)).containsExactly("MatrixProduct.matmul 1024x1024x1024");
        assertThat(Cell.matching("no such")).isEmpty();
    }

    @Test
    void wrongOptionsEndWithTwo() {
        assertThat(run("--only", "no such")).isEqualTo(2);
        assertThat(run("--threads", "0")).isEqualTo(2);
        assertThat(run("--threads", "many")).isEqualTo(2);
        assertThat(run("--faster")).isEqualTo(2);
    }

    private static int run(String... args) {
        return new CommandLine(new BenchMain()).execute(args);
    }
}
