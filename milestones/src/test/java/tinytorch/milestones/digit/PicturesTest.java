package tinytorch.milestones.digit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesTest {
    private static final Color CLEAR = new Color(0, 0, 0, 0);

    @TempDir
    Path folder;

    @Test
    void allWaysToDrawTheSameBarGiveTheSameDigit() throws IOException {
        float[] expected = MnistForm.of(Pictures.ink(bar(Color.BLACK, Color.WHITE, BufferedImage.TYPE_INT_RGB))).values();
        assertThat(expected).contains(1f);
        assertThat(form(bar(Color.WHITE, Color.BLACK, BufferedImage.TYPE_INT_RGB))).as("light on dark").isEqualTo(expected);
        assertThat(form(bar(Color.BLACK, CLEAR, BufferedImage.TYPE_INT_ARGB))).as("dark on transparent").isEqualTo(expected);
        assertThat(form(bar(Color.WHITE, CLEAR, BufferedImage.TYPE_INT_ARGB))).as("light on transparent").isEqualTo(expected);
        assertThat(form(bar(Color.BLUE, Color.YELLOW, BufferedImage.TYPE_INT_RGB))).as("blue on yellow").isEqualTo(expected);
        assertThat(form(bar(Color.BLACK, Color.WHITE, BufferedImage.TYPE_BYTE_GRAY))).as("grey").isEqualTo(expected);
    }

    @Test
    void readsPngFiles() throws IOException {
        Path file = folder.resolve("bar.png");
        ImageIO.write(bar(Color.BLACK, Color.WHITE, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        Ink ink = Pictures.read(file);
        assertThat(ink.width()).isEqualTo(60);
        assertThat(ink.at(25, 30)).isEqualTo(1f);
        assertThat(ink.at(5, 30)).isEqualTo(0f);
    }

    @Test
    void aHugePictureIsReadWithGaps() throws IOException {
        BufferedImage image = new BufferedImage(3000, 2000, BufferedImage.TYPE_BYTE_BINARY);
        Path file = folder.resolve("huge.png");
        ImageIO.write(image, "png", file.toFile());
        Ink ink = Pictures.read(file);
        assertThat(ink.width()).isEqualTo(1500);
        assertThat(MnistForm.isBlank(ink)).isTrue();
    }

    @Test
    void onePixelIsAPictureToo() {
        assertThat(MnistForm.isBlank(Pictures.ink(new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB)))).isTrue();
        assertThat(MnistForm.isBlank(Pictures.ink(new BufferedImage(1, 5, BufferedImage.TYPE_INT_RGB)))).isTrue();
    }

    @Test
    void filesThatAreNoPicturesAreRefusedInASentence() throws IOException {
        Path text = Files.writeString(folder.resolve("text.png"), "no picture");
        assertThatThrownBy(() -> Pictures.read(text)).isInstanceOf(IOException.class).hasMessage(text + " is not a PNG, JPEG, GIF or BMP picture.");
        Path none = folder.resolve("none.png");
        assertThatThrownBy(() -> Pictures.read(none)).hasMessage("there is no file " + none + ".");
        assertThatThrownBy(() -> Pictures.read(folder)).hasMessage("not a file: " + folder + ".");
        Path whole = folder.resolve("whole.png");
        ImageIO.write(bar(Color.BLACK, Color.WHITE, BufferedImage.TYPE_INT_RGB), "png", whole.toFile());
        byte[] bytes = Files.readAllBytes(whole);
        Path half = Files.write(folder.resolve("half.png"), Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> Pictures.read(half)).isInstanceOf(IOException.class).hasMessageContaining("can't be read as a picture");
    }

    private static float[] form(BufferedImage image) {
        return MnistForm.of(Pictures.ink(image)).values();
    }

    private static BufferedImage bar(Color ink, Color paper, int type) {
        BufferedImage image = new BufferedImage(60, 60, type);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(paper);
        graphics.fillRect(0, 0, 60, 60);
        graphics.setColor(ink);
        graphics.fillRect(20, 10, 10, 40);
        graphics.dispose();
        return image;
    }
}
