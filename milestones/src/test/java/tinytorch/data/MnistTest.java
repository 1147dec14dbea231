package tinytorch.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tinytorch.data.source.DataException;

class MnistTest {
    private static final int PIXELS = 28 * 28;

    @TempDir
    Path folder;

    /** Three digits, 7, 0 and 4; pixel p of picture i is the byte 100 i + p % 256. */
    private void write() throws IOException {
        ByteBuffer images = ByteBuffer.allocate(16 + 3 * PIXELS).putInt(0x803).putInt(3).putInt(28).putInt(28);
        for (int i = 0; i < 3; i++) {
            for (int p = 0; p < PIXELS; p++) {
                images.put((byte) (100 * i + p % 256));
            }
        }
        Files.write(folder.resolve("few-images-idx3-ubyte.gz"), gzip(images.array()));
        Files.write(folder.resolve("few-labels-idx1-ubyte.gz"), gzip(ByteBuffer.allocate(11).putInt(0x801).putInt(3).put(new byte[] {7, 0, 4}).array()));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    @Test
    void bothWaysToHoldTheBytesGiveTheSamePictures() throws IOException {
        write();
        for (Storage storage : Storage.values()) {
            ImageDataset digits = Mnist.read(folder, "few", 3, storage);
            assertThat(digits.size()).isEqualTo(3);
            assertThat(digits.get(2).input().dims()).containsExactly(1, 28, 28);
            assertThat(digits.get(2).input().get(0, 0, 5)).isEqualTo(205 / 255f);
            assertThat(digits.get(1).input().get(0, 27, 27)).isEqualTo(((100 + 783 % 256) & 0xFF) / 255f);
            assertThat(digits.batch(2, 0).targets().toArray()).containsExactly(4, 7);
        }
        assertThat(folder.resolve("few-images-idx3-ubyte.idx")).hasSize(16 + 3 * PIXELS);
    }

    @Test
    void anUnpackedFileOfAnotherSizeIsWrittenAnew() throws IOException {
        write();
        Path plain = Files.write(folder.resolve("few-images-idx3-ubyte.idx"), new byte[100]);
        assertThat(Mnist.read(folder, "few", 3, Storage.MAPPED).get(0).input().get(0, 9, 3)).isEqualTo(1f);
        assertThat(plain).hasSize(16 + 3 * PIXELS);
    }

    @Test
    void aFileThatWasCutIsRefused() throws IOException {
        write();
        Path images = folder.resolve("few-images-idx3-ubyte.gz");
        byte[] whole = Files.readAllBytes(images);
        Files.write(images, Arrays.copyOf(whole, whole.length - 20));
        for (Storage storage : Storage.values()) {
            assertThatThrownBy(() -> Mnist.read(folder, "few", 3, storage)).isInstanceOf(DataException.class).hasMessageContaining("few-images-idx3-ubyte.gz is damaged");
        }
        assertThat(folder.resolve("few-images-idx3-ubyte.idx")).doesNotExist();
    }
}
