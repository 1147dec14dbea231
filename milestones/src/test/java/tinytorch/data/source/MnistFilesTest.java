package tinytorch.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistFilesTest {
    @TempDir
    Path folder;

    @Test
    void theCacheIsFoundFromTheEnvironment() {
        Path home = Path.of("/home/ada");
        assertThat(DataHome.of(Map.of(), home).root()).isEqualTo(home.resolve(".cache/tinytorch"));
        assertThat(DataHome.of(Map.of("XDG_CACHE_HOME", folder.toString()), home).root()).isEqualTo(folder.resolve("tinytorch"));
        assertThat(DataHome.of(Map.of("XDG_CACHE_HOME", "relative"), home).root()).isEqualTo(home.resolve(".cache/tinytorch"));
        assertThat(DataHome.of(Map.of("XDG_CACHE_HOME", "/x", "TINYTORCH_DATA", folder.toString()), home).root()).isEqualTo(folder);
        assertThat(DataHome.of(Map.of("TINYTORCH_DATA", ""), home).root()).isEqualTo(home.resolve(".cache/tinytorch"));
    }

    @Test
    void offlineAMissingFileIsNamed() {
        assertThatThrownBy(() -> new MnistFiles(new DataStore(new DataHome(folder), null, null)).test()).isInstanceOf(DataException.class)
                .hasMessage(folder.resolve("mnist/t10k-labels-idx1-ubyte.gz") + " is not there, and this run is offline.");
    }

    @Test
    void aFileOfTheRightNameWithOtherBytesIsNotMnist() throws IOException {
        Path file = folder.resolve("mnist/t10k-labels-idx1-ubyte.gz");
        Files.createDirectories(file.getParent());
        Files.write(file, IdxTest.gzip(IdxTest.idx(8, new int[] {10_000}, new int[10_000])));
        assertThatThrownBy(() -> new MnistFiles(new DataStore(new DataHome(folder), null, null)).test()).hasMessageContaining("is damaged or not the published file");
        assertThat(file).exists();
    }

    @Test
    void pixelsBecomeNumbersFromZeroToOne() {
        byte[] pixels = new byte[2 * LabelledImages.PIXELS];
        pixels[LabelledImages.PIXELS] = (byte) 255;
        pixels[LabelledImages.PIXELS + 1] = 51;
        LabelledImages images = new LabelledImages(pixels, new byte[] {3, 9});
        assertThat(images.image(1)[0]).isEqualTo(1f);
        assertThat(images.image(1)[1]).isEqualTo(0.2f);
        assertThat(images.image(0)).containsOnly(0f);
        assertThat(images.label(1)).isEqualTo(9);
    }

    @Test
    void labelsAreDigitsAndAsManyAsImages() {
        assertThatThrownBy(() -> new LabelledImages(new byte[LabelledImages.PIXELS], new byte[] {10})).hasMessageContaining("label 0 is 10");
        assertThatThrownBy(() -> new LabelledImages(new byte[5], new byte[] {1})).hasMessageContaining("1 labels need 784 pixels, got 5");
    }
}
