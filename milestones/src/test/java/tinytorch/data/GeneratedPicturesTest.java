package tinytorch.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GeneratedPicturesTest {

    @Test
    void theSameSeedGivesTheSamePictures() {
        Batch first = GeneratedPictures.of(3, 20).batch(0, 7, 19);
        assertThat(GeneratedPictures.of(3, 50).batch(0, 7, 19).inputs().toArray()).isEqualTo(first.inputs().toArray());
        assertThat(GeneratedPictures.of(4, 20).batch(0, 7, 19).inputs().toArray()).isNotEqualTo(first.inputs().toArray());
    }

    @Test
    void theyHaveTheFormOfCifar10AndSayWhatTheyAre() {
        ImageDataset pictures = GeneratedPictures.of(1, 20);
        assertThat(pictures.name()).isEqualTo("generated");
        assertThat(pictures.classes()).hasSize(10).doesNotHaveDuplicates().startsWith("disc", "ring");
        assertThat(pictures.get(0).input().dims()).containsExactly(Cifar10.SHAPE.dims());
        assertThat(pictures.batch(0, 1, 12, 19).targets().toArray()).containsExactly(0, 1, 2, 9);
    }

    @Test
    void everyPictureHasInkAndGround() {
        ImageDataset pictures = GeneratedPictures.of(5, 200);
        for (int i = 0; i < pictures.size(); i++) {
            float[] pixels = pictures.get(i).input().toArray();
            double mean = 0;
            double squares = 0;
            for (float pixel : pixels) {
                mean += pixel / pixels.length;
                squares += (double) pixel * pixel / pixels.length;
            }
            assertThat(Math.sqrt(squares - mean * mean)).as("picture " + i + ", " + Arrays.toString(pictures.get(i).target().toArray())).isGreaterThan(0.05);
        }
    }
}
