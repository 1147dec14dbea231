package tinytorch.data.source;

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

class IdxTest {
    @TempDir
    Path folder;

    @Test
    void readsTheElementsInOrder() throws IOException {
        Idx idx = Idx.read(file(idx(8, new int[] {2, 3}, 1, 2, 3, 4, 5, 255)), 2, 3);
        assertThat(idx.values()).containsExactly(1, 2, 3, 4, 5, 255);
        assertThat(idx.dims()).containsExactly(2, 3);
    }

    @Test
    void refusesAnotherMagicNumber() throws IOException {
        Path file = file(idx(13, new int[] {1}, 7));
        assertThatThrownBy(() -> Idx.read(file, 1)).isInstanceOf(DataException.class).hasMessageContaining("does not start as an idx file of bytes does (0, 0, 8), but with 0, 0, 13");
    }

    @Test
    void refusesAnotherNumberOfAxes() throws IOException {
        Path file = file(idx(8, new int[] {1, 1}, 7));
        assertThatThrownBy(() -> Idx.read(file, 1)).hasMessageContaining("it has 2 axes instead of 1");
    }

    @Test
    void refusesAnotherCountBeforeAllocating() throws IOException {
        Path file = file(idx(8, new int[] {Integer.MAX_VALUE, 28, 28}));
        assertThatThrownBy(() -> Idx.read(file, 10, 28, 28)).hasMessageContaining("array of [2147483647, 28, 28] instead of [10, 28, 28]");
    }

    @Test
    void refusesAFileThatEndsEarly() throws IOException {
        Path file = file(idx(8, new int[] {4}, 1, 2, 3));
        assertThatThrownBy(() -> Idx.read(file, 4)).hasMessageContaining("it ends after 3 of 4 elements");
    }

    @Test
    void refusesAFileThatGoesOn() throws IOException {
        Path file = file(idx(8, new int[] {2}, 1, 2, 3));
        assertThatThrownBy(() -> Idx.read(file, 2)).hasMessageContaining("it goes on after its last element");
    }

    @Test
    void refusesATruncatedGzipFile() throws IOException {
        byte[] whole = gzip(idx(8, new int[] {100}, new int[100]));
        for (int length : new int[] {0, 5, 15, whole.length - 1}) {
            Path file = Files.write(folder.resolve("short.gz"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Idx.read(file, 100)).isInstanceOf(DataException.class).hasMessageContaining("is damaged");
        }
    }

    @Test
    void refusesAFileWithFlippedBits() throws IOException {
        byte[] bytes = gzip(idx(8, new int[] {3}, 1, 2, 3));
        bytes[bytes.length - 6] ^= 1; // the checksum that gzip keeps at the end
        Path file = Files.write(folder.resolve("flipped.gz"), bytes);
        assertThatThrownBy(() -> Idx.read(file, 3)).isInstanceOf(DataException.class).hasMessageContaining("can't be decompressed");
    }

    @Test
    void refusesAFileThatIsNotCompressed() throws IOException {
        Path file = Files.write(folder.resolve("plain"), idx(8, new int[] {1}, 7));
        assertThatThrownBy(() -> Idx.read(file, 1)).hasMessageContaining("can't be decompressed");
    }

    @Test
    void namesAFileThatIsNotThere() {
        assertThatThrownBy(() -> Idx.read(folder.resolve("none.gz"), 1)).isInstanceOf(DataException.class).hasMessageContaining("There is no file").hasMessageContaining("none.gz");
    }

    static byte[] idx(int type, int[] dims, int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * dims.length + values.length);
        buffer.put((byte) 0).put((byte) 0).put((byte) type).put((byte) dims.length);
        Arrays.stream(dims).forEach(buffer::putInt);
        Arrays.stream(values).forEach(value -> buffer.put((byte) value));
        return buffer.array();
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("file.gz"), gzip(content));
    }

    static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }
}
