package tinytorch.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TarReaderTest {
    private static final byte[] LONG = new byte[1300];

    static {
        Arrays.fill(LONG, (byte) 7);
    }

    @Test
    void readsEntryAfterEntry() throws IOException {
        TarReader tar = reader(new Tar().folder("set/").file("set/a.bin", new byte[] {1, 2, 3}).file("b.bin", LONG).file("empty", new byte[0]).bytes());
        assertThat(tar.next()).isEqualTo(new TarReader.Entry("set/", 0, false));
        TarReader.Entry a = tar.next();
        assertThat(a).isEqualTo(new TarReader.Entry("set/a.bin", 3, true));
        assertThat(a.lastName()).isEqualTo("a.bin");
        assertThat(content(tar)).containsExactly(1, 2, 3);
        assertThat(tar.next().name()).isEqualTo("b.bin");
        assertThat(content(tar)).isEqualTo(LONG);
        assertThat(tar.next().size()).isZero();
        assertThat(content(tar)).isEmpty();
        assertThat(tar.next()).isNull();
    }

    @Test
    void skipsWhatIsNotRead() throws IOException {
        TarReader tar = reader(new Tar().file("a", LONG).file("b", new byte[] {9}).bytes());
        tar.next();
        assertThat(tar.read(new byte[100])).isEqualTo(100);
        assertThat(tar.next().name()).isEqualTo("b");
        assertThat(content(tar)).containsExactly(9);
    }

    @Test
    void linksAndFoldersAreNoFiles() throws IOException {
        TarReader tar = reader(new Tar().entry("hard", '1', 0, new byte[0]).entry("soft", '2', 0, new byte[0]).entry("device", '3', 0, new byte[0]).bytes());
        for (int i = 0; i < 3; i++) {
            assertThat(tar.next().file()).isFalse();
        }
    }

    @Test
    void refusesAnArchiveThatWasCut() throws IOException {
        byte[] whole = new Tar().file("a", LONG).bytes();
        TarReader cut = reader(Arrays.copyOf(whole, 1000));
        cut.next();
        assertThatThrownBy(() -> content(cut)).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> reader(Arrays.copyOf(whole, 100)).next()).isInstanceOf(EOFException.class);
        TarReader skipped = reader(Arrays.copyOf(whole, 1000));
        skipped.next();
        assertThatThrownBy(skipped::next).isInstanceOf(EOFException.class);
    }

    @Test
    void refusesDamagedHeaders() {
        byte[] changed = new Tar().file("a", LONG).bytes();
        changed[0] = 'b';
        assertThatThrownBy(() -> reader(changed).next()).hasMessageContaining("damaged header");
        byte[] size = new Tar().file("a", LONG).bytes();
        size[124] = (byte) 0x80; // the form for sizes over 8 GiB
        assertThatThrownBy(() -> reader(size).next()).hasMessageContaining("damaged header");
        byte[] page = Arrays.copyOf("<html>please log in</html>".getBytes(), 2048);
        assertThatThrownBy(() -> reader(page).next()).hasMessageContaining("damaged header");
    }

    private static TarReader reader(byte[] bytes) {
        return new TarReader(new ByteArrayInputStream(bytes));
    }

    private static byte[] content(TarReader tar) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[333];
        for (int n = tar.read(buffer); n >= 0; n = tar.read(buffer)) {
            all.write(buffer, 0, n);
        }
        return all.toByteArray();
    }
}
