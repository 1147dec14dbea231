package tinytorch.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void onlyTheNoticeOfTheVectorApiIsKeptBack() {
        try (PrintStream lines = new PrintStream(new ErrorLines(out), true, StandardCharsets.UTF_8)) {
            lines.print("WARNING: Using incubator modules: jdk.incubator.vector\nException: a vectör\n\nWARNING: Using incubator ");
            lines.print("modules: jdk.incubator.vector\r\nWARNING: another\nno end");
        }
        assertThat(text()).isEqualTo("Exception: a vectör\n\nWARNING: another\nno end");
    }

    @Test
    void theCostOfAnImageIsToldForEachBatchAsAMultipleOfTheLeast() {
        CostByBatch.print(List.of(row("CnnStep.step", "16", 1000), row("CnnStep.step", "64", 1250), row("Layers.softmax", "", 3), row("GptStep.step", "12", 5)), out);
        assertThat(text()).contains("CnnStep.step 16", "1.00 ms", "1.25 x", "CnnStep.step 64", "800 us", "1.00 x", "64.0 KiB", "1.0%")
                .doesNotContain("softmax").doesNotContain("GptStep");
    }

    @Test
    void whatFitsACacheIsAPartOfWhatACacheReaches() {
        Peaks peaks = new Peaks(100e9, 40e9, 200e9);
        Rate small = new Rate("bytes", 100e9, 100e9, 100e9, 1e-6, 0, 0);
        Rate large = new Rate("bytes", 20e9, 20e9, 20e9, 1e-2, 0, 0);
        assertThat(peaks.part(small)).isEqualTo(0.5);
        assertThat(peaks.part(large)).isEqualTo(0.5);
        assertThat(new Row(new Cell("a.B.c", "", ""), "vector", 1, small, 0.5, null, null, null).text(false)).contains("50%*");
        assertThat(new Row(new Cell("a.B.c", "", ""), "vector", 1, large, 0.5, null, null, null).text(false)).contains("50% ");
        assertThat(peaks.part(new Rate("flops", 50e9, 0, 0, 1, 0, 0))).isEqualTo(0.5);
        assertThat(peaks.part(new Rate("images", 50, 0, 0, 1, 0, 0))).isNull();
    }

    private static Row row(String benchmark, String batch, double rate) {
        Rate measured = new Rate("images", rate, rate, rate, 1 / rate, 65_536, 0.01);
        return new Row(new Cell("tinytorch." + benchmark, "batch", batch), "vector", 1, measured, null, null, null, null);
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
