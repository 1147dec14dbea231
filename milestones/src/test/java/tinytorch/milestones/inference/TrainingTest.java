package tinytorch.milestones.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tinytorch.data.source.LabelledImages;
import tinytorch.nn.activation.Softmax;
import tinytorch.nn.network.SafeTensors;
import tinytorch.nn.network.Sequential;

class TrainingTest {
    @TempDir
    Path folder;

    @Test
    void theSameSeedGivesTheSameBytes() throws IOException {
        LabelledImages images = InferenceRun.generated(64, new SplittableRandom(7));
        byte[][] files = new byte[3][];
        for (int i = 0; i < files.length; i++) {
            Sequential network = new DigitTraining(i < 2 ? 1 : 2, 1, 16, 0.1f).run(images, new PrintStream(OutputStream.nullOutputStream()));
            Path file = folder.resolve("run" + i);
            SafeTensors.save(file, network.stateDict(), Map.of("seed", "1"));
            files[i] = Files.readAllBytes(file);
        }
        assertThat(files[0]).isEqualTo(files[1]);
        assertThat(files[0]).isNotEqualTo(files[2]);
    }

    @Test
    void trainingLowersTheLoss() {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        new DigitTraining(1, 6, 10, 0.1f).run(InferenceRun.generated(60, new SplittableRandom(7)), new PrintStream(log));
        double[] losses = log.toString().lines().mapToDouble(line -> Double.parseDouble(line.replaceAll(".*mean loss ([0-9.]+),.*", "$1"))).toArray();
        assertThat(losses).hasSize(6);
        assertThat(losses[5]).isLessThan(losses[0] / 2);
    }

    @Test
    void xorIsLearned() {
        Sequential network = TrainXor.train(42, 500);
        assertThat(new XorClassifier(network, new Softmax(-1)).cases()).allMatch(XorClassifier.Case::correct);
    }

    @Test
    void theShippedFilesTellWhereTheyComeFrom() throws IOException {
        Map<String, String> xor = Weights.shipped(Weights.XOR).metadata();
        assertThat(xor).containsEntry("command", "milestones/train xor --seed 42 --epochs 2000").containsEntry("seed", "42").containsEntry("correct", "4 of 4");
        Map<String, String> mnist = Weights.shipped(Weights.MNIST).metadata();
        assertThat(mnist).containsEntry("command", "milestones/train mnist --seed 42 --epochs 10").containsEntry("seed", "42").containsEntry("test_images", "10000");
        assertThat(Double.parseDouble(mnist.get("test_accuracy"))).isBetween(0.98, 1.0);
    }

    @Test
    void picturesMoveAndWhatLeavesTheSheetIsLost() {
        byte[] pixels = new byte[LabelledImages.PIXELS];
        pixels[0] = (byte) 255;
        pixels[28 * 5 + 6] = (byte) 255;
        LabelledImages images = new LabelledImages(pixels, new byte[] {1});
        float[] out = new float[LabelledImages.PIXELS];
        DigitTraining.shift(images, 0, 1, -1, out, 0);
        assertThat(IntStream.range(0, out.length).filter(i -> out[i] != 0)).containsExactly(28 * 4 + 7);
        assertThat(out[28 * 4 + 7]).isEqualTo(1f);
    }

    @Test
    void theOrderHoldsEveryIndexOnce() {
        int[] order = DigitTraining.shuffled(100, new SplittableRandom(1));
        assertThat(order).isNotEqualTo(IntStream.range(0, 100).toArray());
        Arrays.sort(order);
        assertThat(order).isEqualTo(IntStream.range(0, 100).toArray());
    }
}
