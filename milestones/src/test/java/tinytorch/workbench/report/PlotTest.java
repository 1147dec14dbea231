package tinytorch.workbench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tinytorch.workbench.Table;

class PlotTest {
    private static final int WIDTH = 1200;
    private static final Table TABLE = new Table("Growth", "n", "time", "other", "size", "who").row(1, "1.00 ms", "2.00 ms", "1.00 KiB", "a").row(10, "10.0 ms", "2.00 ms", "4 B", "b")
            .row(100, "100 ms", "2.00 ms", "8 B", "c");

    @TempDir
    private Path folder;

    @Test
    void onLogarithmicAxesEqualFactorsAreEqualDistances() {
        Axis axis = Axis.of(new double[] {1, 10, 100}, true, "s", 0, 900);
        assertThat(axis.at(10) - axis.at(1)).isEqualTo(axis.at(100) - axis.at(10)).isGreaterThan(300);
        assertThat(axis.ticks()).contains(1.0, 2.0, 5.0, 10.0, 100.0);
        assertThat(axis.has(0)).isFalse();
        assertThat(axis.label(0.01)).isEqualTo("10.0 ms");
    }

    @Test
    void aPlainAxisStartsAtZeroAndHasRoundTicks() {
        Axis axis = Axis.of(new double[] {3, 97, Double.NaN}, false, "%", 100, 0);
        assertThat(axis.at(0)).isEqualTo(100);
        assertThat(axis.ticks()).containsExactly(0.0, 50.0, 100.0);
        assertThat(axis.label(50)).isEqualTo("50%");
        assertThat(Axis.of(new double[] {0, 0}, false, "", 0, 10).at(0)).as("nothing but zeros").isZero();
        assertThat(Axis.of(new double[] {-4, 4}, false, "", 0, 100).at(0)).isEqualTo(50);
    }

    @Test
    void aLineGoesThroughWhatWasMeasured() {
        int[] pixels = Plot.lines("n", "time", "other").logX().logY().draw(TABLE).pixels();
        Axis across = Axis.of(new double[] {1, 10, 100}, true, "", 200, WIDTH - 40);
        Axis up = Axis.of(new double[] {0.001, 0.1, 0.002}, true, "s", pixels.length / WIDTH - 110, 130);
        assertThat(pixels[up.at(0.1) * WIDTH + across.at(100)]).isEqualTo(Canvas.colour(0));
        assertThat(pixels[up.at(0.01) * WIDTH + across.at(10)]).isEqualTo(Canvas.colour(0));
        assertThat(pixels[up.at(0.002) * WIDTH + across.at(30)]).as("between two measurements").isEqualTo(Canvas.colour(1));
        assertThat(pixels[0]).isEqualTo(Canvas.WHITE);
    }

    @Test
    void memoryHasTicksAtPowersOfTwo() {
        assertThat(Axis.of(new double[] {0, (double) (5 << 20)}, false, "B", 0, 100).ticks()).containsExactly(0.0, 0x1p21, 0x1p22);
        assertThat(Axis.of(new double[] {0x1p10, 0x1p20}, true, "B", 0, 100).ticks()).contains(0x1p10, 0x1p20).doesNotContain(2000.0);
    }

    @Test
    void twoColumnsCanNameABar() {
        assertThat(Plot.bars("who / n", "time").draw(TABLE).pixels()).isNotEqualTo(Plot.bars("who", "time").draw(TABLE).pixels());
        assertThatThrownBy(() -> Plot.bars("who / whom", "time").draw(TABLE)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("no column 'whom'");
    }

    @Test
    void barsAreAsLongAsTheirNumbers() {
        Table table = new Table("Bars", "who", "part").row("a", "10%").row("b", "40%").row("c", "-");
        int[] pixels = Plot.bars("who", "part").draw(table).pixels();
        int[] lengths = {130 + 12, 130 + 44 + 12, 130 + 88 + 12};
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = (int) Arrays.stream(pixels, lengths[i] * WIDTH, (lengths[i] + 1) * WIDTH).filter(pixel -> pixel == Canvas.colour(0)).count();
        }
        assertThat(lengths[1]).isGreaterThan(700);
        assertThat((double) lengths[1] / lengths[0]).isBetween(3.98, 4.02);
        assertThat(lengths[2]).as("not measured").isZero();
    }

    @Test
    void whatCannotBeDrawnIsRefused() {
        assertThatThrownBy(() -> Plot.lines("n", "tme").draw(TABLE)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("no column 'tme'").hasMessageContaining("time");
        assertThatThrownBy(() -> Plot.lines("who", "time").draw(TABLE)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'who'").hasMessageContaining("not numbers");
        assertThatThrownBy(() -> Plot.lines("n", "time", "size").draw(TABLE)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("one unit").hasMessageContaining("two plots");
        assertThatThrownBy(() -> Plot.lines("n")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLabsTablesBecomeFiles() throws IOException {
        System.setProperty(LabReport.FOLDER, folder.toString());
        try {
            LabReport.save(TABLE, Plot.lines("n", "time"), Plot.bars("who", "size").logY());
            LabReport.save(new Table("", "a").row(1));
        } finally {
            System.clearProperty(LabReport.FOLDER);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString().replaceFirst("^[0-9]+-", ""))).containsExactlyInAnyOrder("growth.csv", "growth.png", "growth-2.png", "table.csv");
        }
        try (Stream<Path> files = Files.list(folder)) {
            Path plot = files.filter(file -> file.toString().endsWith("growth.png")).findFirst().orElseThrow();
            assertThat(ImageIO.read(plot.toFile()).getWidth()).isEqualTo(WIDTH);
        }
    }

    @Test
    void titlesBecomeNamesOfFiles() {
        assertThat(LabReport.slug("O(1) against O(N): making a view")).isEqualTo("o-1-against-o-n-making-a-view");
        assertThat(LabReport.slug("word ".repeat(30))).hasSizeLessThanOrEqualTo(48).endsWith("word");
    }
}
