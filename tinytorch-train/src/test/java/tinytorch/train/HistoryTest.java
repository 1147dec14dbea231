package tinytorch.train;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Values;
import tinytorch.workbench.report.Png;

@Tag("train.history")
class HistoryTest {
    @TempDir
    private Path folder;


    private static Map<String, Double> validation(double loss, double accuracy) {
        Map<String, Double> results = new LinkedHashMap<>();
        results.put("loss", loss);
        results.put("accuracy", accuracy);
        return results;
    }

    /** Three epochs of one step each. */
    private static History history() {
        Progress progress = new Progress();
        double[] losses = {3, 2, 1};
        for (int i = 0; i < losses.length; i++) {
            progress.addStep(losses[i], 10, 1, 10);
            progress.addSeconds(2);
            double loss = losses[i] + 0.5;
            double accuracy = 0.1 + 0.1 * i;
            Check.call("Progress.endEpoch").run(() -> progress.endEpoch(0.1, validation(loss, accuracy)));
        }
        return progress.history();
    }

    @Test
    void theMeanLossWeighsEveryStepByItsTerms() {
        Progress progress = new Progress();
        progress.addStep(2, 3, 1, 3);
        progress.addStep(6, 1, 1, 1);
        Check.call("Progress.meanLoss", "loss 2 on 3 examples, loss 6 on 1").because("(3 * 2 + 1 * 6) / 4, not (2 + 6) / 2")
                .gives(() -> Values.of(new double[] {progress.meanLoss()}), Values.of(new double[] {3}));
    }

    @Test
    void anEpochThatEndsGoesIntoTheHistory() {
        Progress progress = new Progress();
        progress.addStep(2, 3, 2, 3);
        progress.addStep(6, 1, 1, 1);
        progress.addSeconds(8);
        EpochRecord done = Check.call("Progress.endEpoch").run(() -> progress.endEpoch(0.25, validation(1.5, 0.75)));
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("train loss", 3.0);
        values.put("validation loss", 1.5);
        values.put("validation accuracy", 0.75);
        Check.call("Progress.endEpoch").because("numbers for people count from 1").equal(() -> done, new EpochRecord(1, 2, 0.25, 4, 8, values));
        Check.call("Progress.endEpoch").because("the order is that of the columns")
                .equal(() -> List.copyOf(done.values().keySet()), List.copyOf(values.keySet()));
        Check.call("Progress.history").equal(() -> progress.history().epochs(), List.of(done));
        Check.call("EpochRecord.rate").equal(done::rate, 0.5);
    }

    @Test
    void theNextEpochStartsFromNothing() {
        Progress progress = new Progress();
        progress.addStep(100, 1, 3, 30);
        progress.addSeconds(5);
        Check.call("Progress.endEpoch").run(() -> progress.endEpoch(0.1, Map.of()));
        Check.call("Progress.endEpoch").because("the counts of the epoch start anew, that of the steps goes on")
                .equal(() -> List.of(progress.epoch(), progress.batch(), progress.examples(), progress.seconds(), progress.step()), List.of(1, 0, 0L,
                0.0, 1L));
        progress.addStep(2, 4, 1, 4);
        Check.call("Progress.meanLoss", "second epoch").because("the losses of the first epoch are no part of it")
                .gives(() -> Values.of(new double[] {progress.meanLoss()}), Values.of(new double[] {2}));
        EpochRecord second = Check.call("Progress.endEpoch").run(() -> progress.endEpoch(0.1, Map.of()));
        Check.call("Progress.endEpoch").equal(() -> second, new EpochRecord(2, 2, 0.1, 4, 0, Map.of("train loss", 2.0)));
    }

    @Test
    void csvIsReadBackBitForBit() {
        Progress progress = new Progress();
        progress.addStep(1.0 / 3, 1, 1, 1);
        progress.addSeconds(0.1);
        Check.call("Progress.endEpoch").run(() -> progress.endEpoch(1e-9, Map.of()));
        progress.addStep(2, 1, 1, 1);
        progress.endEpoch(0.1, validation(Double.NaN, Math.PI));
        String csv = progress.history().csv();
        Check.call("History.csv")
                .equal(() -> csv.lines().findFirst().orElse(""),
                "epoch,step,learning rate,examples,seconds,train loss,validation loss,validation accuracy");
        Check.call("History.parse").because("a number is written with all its digits").equal(() -> History.parse(csv), progress.history());
        Check.call("EpochRecord").because("a comma would make two columns").refuses(IllegalArgumentException.class,
                () -> new EpochRecord(1, 1, 0.1, 1, 1, Map.of("f1, macro", 1.0)), "f1, macro");
        Check.call("History.parse").refuses(IllegalArgumentException.class, () -> History.parse("a,b\n"), "epoch,step");
        Check.call("History.parse").refuses(IllegalArgumentException.class, () -> History.parse(csv + "3,1\n"), "line 4");
    }

    @Test
    void aValueStandsInProportionBetweenTheLargestAndTheSmallest() {
        double[] values = {3, 2.5, 2.1, 1.4, 1.2, 1};
        int[] rows = {0, 1, 2, 3, 4, 4};
        for (int i = 0; i < values.length; i++) {
            double value = values[i];
            Check.call("Curve.row", value, "from 1 to 3", "5 rows").because("the largest stands at the top, in row 0; others in the nearest row")
                    .equal(() -> Curve.row(value, 1, 3, 5), rows[i]);
        }
        Check.call("Curve.row", "NaN").because("it stands nowhere").equal(() -> Curve.row(Double.NaN, 1, 3, 5), -1);
        Check.call("Curve.row", "Infinity").because("it stands nowhere").equal(() -> Curve.row(Double.POSITIVE_INFINITY, 1, 3, 5), -1);
        Check.call("Curve.row", "all values equal").because("the middle; there is no proportion of nothing").equal(() -> Curve.row(2, 2, 2, 5), 2);
    }

    @Test
    @LookAt("Curve.row")
    void aCurveForTheTerminal() {
        String text = Check.call("Curve.text").run(() -> Curve.text(history(), "train loss", "validation loss"));
        List<String> lines = text.lines().toList();
        Check.call("Curve.text").equal(lines::getFirst, "* train loss   o validation loss");
        Check.call("Curve.text").because("the largest value of all, 3.5, is at the top left").equal(() -> lines.get(1), "     3.500 |o");
        Check.call("Curve.text").because("the smallest, 1, is at the bottom right").equal(() -> lines.get(12), "         1 |" + " ".repeat(59) + "*");
        Check.call("Curve.text").equal(() -> lines.size(), 15);
        Check.call("Curve.text", "no such value").equal(() -> Curve.text(history(), "loss"), "no values yet of loss\n");
    }

    @Test
    @LookAt({"Progress.meanLoss", "Progress.endEpoch", "Curve.row"})
    void aCurveAsAPicture() throws IOException {
        History history = history();
        CurveImage.write(folder.resolve("curve.png"), history, "train loss", "validation loss");
        BufferedImage read = ImageIO.read(folder.resolve("curve.png").toFile());
        int[] drawn = CurveImage.draw(history, "train loss", "validation loss");
        Check.call("CurveImage.write").because("the JDK's own reader sees the pixels that were drawn").equal(() -> {
            int[] pixels = read.getRGB(0, 0, read.getWidth(), read.getHeight(), null, 0, read.getWidth());
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] &= 0xFFFFFF;
            }
            return pixels;
        }, drawn);
        Check.call("CurveImage.write").because("the first value of the validation, the largest, in the second colour at the top left")
                .equal(() -> drawn[40 * 640 + 81], 0xD62728);
        Check.call("CurveImage.write").because("the last value of the training, the smallest, in the first colour at the bottom right")
                .equal(() -> drawn[329 * 640 + 618], 0x1F77B4);
        Check.call("Files.size").holds(Files.size(folder.resolve("curve.png")) < 10_000, "a small file", Files.size(folder.resolve("curve.png")));
    }

    @Test
    void aPngOfOddSize() throws IOException {
        Check.call("Curve.row", 3).equal(() -> Curve.row(3, 1, 3, 5), 0);
        int[] pixels = {0xFF0000, 0x00FF00, 0x0000FF, 0x123456, 0, 0xFFFFFF};
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(Png.encode(3, 2, pixels)));
        Check.call("Png.encode", "3 x 2")
                .equal(() -> List.of(read.getWidth(), read.getHeight(), read.getRGB(0, 1) & 0xFFFFFF, read.getRGB(2, 0) & 0xFFFFFF), List.of(3, 2,
                0x123456, 0x0000FF));
        Check.call("Png.encode", "2 x 2").refuses(IllegalArgumentException.class, () -> Png.encode(2, 2, pixels), "6 pixels", "2 x 2");
    }
}
