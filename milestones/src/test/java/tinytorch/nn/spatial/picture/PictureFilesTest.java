package tinytorch.nn.spatial.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tinytorch.nn.spatial.SmallVgg;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.train.ConfusionMatrix;

/** The files are read back by the JDK's own PNG reader. */
class PictureFilesTest {
    @TempDir
    Path folder;

    private BufferedImage read(String name) throws IOException {
        return ImageIO.read(folder.resolve(name).toFile());
    }

    @Test
    void filtersShowZeroInTheMiddleAndTheLargestWeightAtAnEnd() throws IOException {
        Tensor weight = Tensor.wrap(new float[] {2, 0, -2, 0, 1, 0, 0, 0, 0}, 1, 1, 3, 3);
        Sheet.filters(folder.resolve("filters.png"), weight);
        BufferedImage image = read("filters.png");
        assertThat(image.getWidth()).isEqualTo(2 + 3 * 16 + 2);
        assertThat(image.getRGB(5, 5) & 0xFF).as("2, the largest").isEqualTo(255);
        assertThat(image.getRGB(2 + 16 + 3, 5) & 0xFF).as("0").isEqualTo(128);
        assertThat(image.getRGB(2 + 32 + 3, 5) & 0xFF).as("-2").isEqualTo(0);
        assertThat(image.getRGB(2 + 16 + 3, 2 + 16 + 3) & 0xFF).as("1").isEqualTo(191);
    }

    @Test
    void colourFiltersAreInColourAndLieInASquare() throws IOException {
        Tensor weight = Tensor.zeros(5, 3, 2, 2);
        weight.set(1, 0, 0, 0, 0);
        Sheet.filters(folder.resolve("colour.png"), weight);
        BufferedImage image = read("colour.png");
        assertThat(image.getWidth()).as("5 filters in rows of 3").isEqualTo(3 * (48 + 2) + 2);
        assertThat(image.getHeight()).isEqualTo(2 * (48 + 2) + 2);
        assertThat(image.getRGB(4, 4) & 0xFFFFFF).as("red alone is strong").isEqualTo(0xFF8080);
        assertThatThrownBy(() -> Sheet.filters(folder.resolve("x.png"), Tensor.zeros(2, 4, 3, 3))).isInstanceOf(ShapeException.class).hasMessageContaining("(4, 3, 3)");
    }

    @Test
    void featureMapsAreTheOutputsOfTheLayersAndTheModeStays() throws IOException {
        SmallVgg network = new SmallVgg(1, 8, new int[] {3, 4}, 2, new SplittableRandom(1));
        Map<String, Tensor> maps = FeatureMaps.of(network, Tensor.randn(new SplittableRandom(2), 1, 8, 8));
        assertThat(maps.keySet()).containsExactly("0-Conv2d", "1-BatchNorm2d", "2-MaxPool2d", "3-ActivationLayer", "4-Conv2d", "5-BatchNorm2d", "6-MaxPool2d", "7-ActivationLayer");
        assertThat(maps.get("2-MaxPool2d").dims()).containsExactly(3, 4, 4);
        assertThat(maps.get("0-Conv2d").requiresGrad()).isFalse();
        assertThat(network.training()).isTrue();
        assertThat(network.stateDict().get("1.num_batches_tracked").item()).as("looking does not train").isZero();
        Sheet.featureMaps(folder.resolve("maps.png"), maps.get("2-MaxPool2d"));
        assertThat(read("maps.png").getWidth()).isEqualTo(2 * (48 + 2) + 2);
    }

    @Test
    void aMapThatIsTheSameEverywhereIsBlack() throws IOException {
        Sheet.featureMaps(folder.resolve("flat.png"), Tensor.full(7, 1, 4, 4));
        assertThat(read("flat.png").getRGB(10, 10) & 0xFFFFFF).isZero();
    }

    @Test
    void theConfusionMatrixIsBlueWhereRightAndRedWhereWrong() throws IOException {
        ConfusionMatrix matrix = new ConfusionMatrix(2);
        matrix.add(Tensor.wrap(new float[] {1, 0, 1, 0, 1, 0, 0, 1}, 4, 2), Tensor.of(0, 0, 1, 1));
        ConfusionPicture.write(folder.resolve("confusion.png"), matrix, List.of("cat", "automobile"));
        BufferedImage image = read("confusion.png");
        int left = 10 * 8 + 8;
        int top = 14 + 4;
        assertThat(image.getRGB(left + 2, top + 2) & 0xFFFFFF).as("all cats found").isEqualTo(0x1F4E99);
        assertThat(image.getRGB(left + 44 + 2, top + 2) & 0xFFFFFF).as("no cat was taken for a car").isEqualTo(0xFFFFFF);
        int wrong = image.getRGB(left + 2, top + 44 + 2);
        assertThat(wrong >> 16 & 0xFF).as("half of the cars: reddish").isGreaterThan(wrong & 0xFF);
    }

    @Test
    void theWorstMistakesAreThoseTheNetworkWasMostCertainOf() throws IOException {
        Tensor images = Tensor.zeros(4, 1, 2, 2);
        for (int n = 0; n < 4; n++) {
            images.select(0, n).fill(n);
        }
        Mistakes mistakes = new Mistakes(2);
        mistakes.add(images, Tensor.wrap(new float[] {9, 0, 1, 0, 5, 0, 0, 2}, 4, 2), Tensor.of(0, 1, 1, 0));
        assertThat(mistakes.worst()).extracting(Mistakes.Mistake::truth).containsExactly(1, 0);
        assertThat(mistakes.worst()).extracting(Mistakes.Mistake::said).containsExactly(0, 1);
        assertThat(mistakes.worst()).extracting(m -> m.image().get(0, 0, 0)).containsExactly(2f, 3f);
        assertThat(mistakes.worst().getFirst().probability()).isCloseTo((float) (1 / (1 + Math.exp(-5))), org.assertj.core.api.Assertions.within(1e-5f));
        images.fill(99);
        assertThat(mistakes.worst().getFirst().image().get(0, 0, 0)).as("a copy: batches are used again").isEqualTo(2f);
        mistakes.write(folder.resolve("mistakes.png"), List.of("cat", "dog"));
        assertThat(read("mistakes.png").getHeight()).isGreaterThan(20);
    }

    @Test
    void withoutMistakesThereIsAnEmptySheet() throws IOException {
        Mistakes mistakes = new Mistakes(3);
        mistakes.add(Tensor.zeros(1, 1, 2, 2), Tensor.wrap(new float[] {1, 0}, 1, 2), Tensor.of(0));
        assertThat(mistakes.worst()).isEmpty();
        mistakes.write(folder.resolve("none.png"), List.of("cat", "dog"));
        assertThat(read("none.png")).isNotNull();
    }
}
