package tinytorch.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloaderTest {
    private static final byte[] CONTENT = new byte[300_000];
    private static final HttpSource.Patience SHORT = new HttpSource.Patience(Duration.ofSeconds(5), Duration.ofSeconds(5), 4, Duration.ZERO);

    @TempDir
    Path folder;
    private Path target;
    private Path part;
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final Downloader downloader = new Downloader(new HttpSource(SHORT), new Transfer(new PrintStream(told), false, System::nanoTime));

    static {
        new Random(1).nextBytes(CONTENT);
    }

    @BeforeEach
    void places() {
        target = folder.resolve("cache").resolve("set").resolve("file.bin");
        part = target.resolveSibling("file.bin.part");
    }

    @Test
    void bringsTheFileAndLeavesNothingElse() throws IOException {
        try (FileServer server = new FileServer(CONTENT, FileServer.SERVE)) {
            downloader.download(server.file(folder), target);
        }
        complete();
        assertThat(told.toString()).contains("file.bin 100% of 293 KiB").contains("iB/s").contains("0.00 s left");
    }

    @Test
    void goesOnAfterEveryCut() throws IOException {
        try (FileServer server = new FileServer(CONTENT, FileServer.CUT_HALF_WAY, FileServer.CUT_HALF_WAY, FileServer.SERVE)) {
            downloader.download(server.file(folder), target);
            assertThat(server.ranges).containsExactly("null", "bytes=150000-", "bytes=225000-");
        }
        complete();
    }

    @Test
    void keepsThePartWhenTheConnectionIsCutAgainAndAgainAndGoesOnNextTime() throws IOException {
        try (FileServer server = new FileServer(CONTENT, FileServer.CUT_HALF_WAY)) {
            assertThatThrownBy(() -> downloader.download(server.file(folder), target)).isInstanceOf(DataException.class)
                    .hasMessageContaining("the connection to 127.0.0.1 was lost after").hasMessageContaining("the next try goes on from there");
        }
        long kept = Files.size(part);
        assertThat(kept).isEqualTo(281_250);
        assertThat(target).doesNotExist();
        try (FileServer server = new FileServer(CONTENT, FileServer.SERVE)) {
            downloader.download(server.file(folder), target);
            assertThat(server.ranges).containsExactly("bytes=" + kept + "-");
        }
        complete();
    }

    @Test
    void startsOverWhenTheServerIgnoresTheRange() throws IOException {
        try (FileServer server = new FileServer(CONTENT, FileServer.CUT_HALF_WAY, FileServer.IGNORE_RANGE)) {
            downloader.download(server.file(folder), target);
        }
        complete();
    }

    @Test
    void startsOverWhenTheServerRefusesTheRange() throws IOException {
        try (FileServer server = new FileServer(CONTENT, FileServer.CUT_HALF_WAY, FileServer.status(416), FileServer.SERVE)) {
            downloader.download(server.file(folder), target);
            assertThat(server.ranges).containsExactly("null", "bytes=150000-", "null");
        }
        complete();
    }

    @Test
    void startsOverWhenAnOldPartBelongsToAnotherFile() throws IOException {
        Files.createDirectories(part.getParent());
        Files.write(part, new byte[1000]);
        try (FileServer server = new FileServer(CONTENT, FileServer.SERVE)) {
            downloader.download(server.file(folder), target);
            assertThat(server.ranges).containsExactly("bytes=1000-", "null");
        }
        complete();
    }

    @Test
    void finishesAPartThatIsCompleteWithoutAskingAnybody() throws IOException {
        Files.createDirectories(part.getParent());
        Files.write(part, CONTENT);
        try (FileServer server = new FileServer(CONTENT, FileServer.status(500))) {
            downloader.download(server.file(folder), target);
            assertThat(server.ranges).isEmpty();
        }
        complete();
    }

    @Test
    void replacesAPartThatIsTooLong() throws IOException {
        Files.createDirectories(part.getParent());
        Files.write(part, new byte[CONTENT.length + 5]);
        try (FileServer server = new FileServer(CONTENT, FileServer.SERVE)) {
            downloader.download(server.file(folder), target);
        }
        complete();
    }

    @Test
    void keepsNothingOfAFileWithAWrongChecksum() throws IOException {
        try (FileServer server = new FileServer(CONTENT, FileServer.WRONG_BYTES)) {
            assertThatThrownBy(() -> downloader.download(server.file(folder), target)).isInstanceOf(DataException.class)
                    .hasMessage("the download failed: 127.0.0.1 sends another file (its SHA-256 is not the published one); try again later.");
        }
        assertThat(part).doesNotExist();
        assertThat(target).doesNotExist();
    }

    @Test
    void takesTheMirrorWhenTheFirstSourceHasNoSuchFile() throws IOException {
        try (FileServer gone = new FileServer(CONTENT, FileServer.status(404)); FileServer mirror = new FileServer(CONTENT, FileServer.SERVE)) {
            downloader.download(gone.file(folder, mirror.address()), target);
        }
        complete();
        assertThat(told.toString()).contains("127.0.0.1 answers 404 (not found); trying the next source");
    }

    @Test
    void aMirrorGoesOnWithThePartOfTheFirstSource() throws IOException {
        try (FileServer cut = new FileServer(CONTENT, FileServer.CUT_HALF_WAY, FileServer.status(503)); FileServer mirror = new FileServer(CONTENT, FileServer.SERVE)) {
            downloader.download(cut.file(folder, mirror.address()), target);
            assertThat(mirror.ranges).containsExactly("bytes=150000-");
        }
        complete();
    }

    @Test
    void refusesAPageThatIsSentInsteadOfTheFile() throws IOException {
        FileServer.Behaviour loginPage = (exchange, content) -> FileServer.SERVE.answer(exchange, "<html>please log in</html>".getBytes());
        try (FileServer server = new FileServer(CONTENT, loginPage)) {
            assertThatThrownBy(() -> downloader.download(server.file(folder), target)).hasMessageContaining("127.0.0.1 offers 26 bytes instead of 300000");
        }
        assertThat(part).doesNotExist();
    }

    @Test
    void givesUpOnAServerThatFallsSilent() throws IOException {
        try (FileServer server = new FileServer(CONTENT, FileServer.FALL_SILENT)) {
            Downloader impatient = new Downloader(new HttpSource(new HttpSource.Patience(Duration.ofSeconds(5), Duration.ofMillis(600), 1, Duration.ZERO)),
                    new Transfer(new PrintStream(told), false, System::nanoTime));
            assertThatThrownBy(() -> impatient.download(server.file(folder), target)).hasMessageContaining("fell silent");
        }
        assertThat(Files.size(part)).isEqualTo(150_000);
    }

    @Test
    void saysThatNobodyCanBeReached() throws IOException {
        URI nobody;
        try (FileServer server = new FileServer(CONTENT, FileServer.SERVE)) {
            nobody = server.address();
        }
        RemoteFile file = new RemoteFile("file.bin", 10, "0".repeat(64), List.of(nobody, nobody));
        assertThatThrownBy(() -> downloader.download(file, target))
                .hasMessage("no source of it can be reached (127.0.0.1 can't be reached); check the network, then try again.");
        assertThat(part).doesNotExist();
    }

    @Test
    void saysThatTheDiskIsTooSmallBeforeItStarts() {
        RemoteFile huge = new RemoteFile("file.bin", Long.MAX_VALUE / 2, "0".repeat(64), List.of(URI.create("http://127.0.0.1:9/")));
        assertThatThrownBy(() -> downloader.download(huge, target)).hasMessageStartingWith("the disk has only").hasMessageContaining("set TINYTORCH_DATA");
        assertThat(part).doesNotExist();
    }

    @Test
    void saysThatAnotherProgramDownloadsTheSameFile() throws IOException {
        Files.createDirectories(part.getParent());
        try (FileServer server = new FileServer(CONTENT, FileServer.SERVE);
                FileChannel other = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE); FileLock held = other.lock()) {
            assertThat(held.isValid()).isTrue();
            assertThatThrownBy(() -> downloader.download(server.file(folder), target)).hasMessageContaining("another program is downloading it");
        }
    }

    @Test
    void saysThatTheFolderCannotBeMade() throws IOException {
        Path file = Files.writeString(folder.resolve("cache"), "a file where a folder should be");
        try (FileServer server = new FileServer(CONTENT, FileServer.SERVE)) {
            assertThatThrownBy(() -> downloader.download(server.file(folder), target)).hasMessageContaining("it can't be written to").hasMessageContaining(file.toString());
        }
    }

    @Test
    void theLineTellsRateAndTimeLeft() {
        assertThat(Transfer.line("a.gz", 3 << 20, 4 << 20, 2 << 20, 4)).isEqualTo("a.gz  75% of 4.00 MiB, 512 KiB/s, 2.00 s left");
        assertThat(Transfer.line("a.gz", 0, 4 << 20, 0, 0)).isEqualTo("a.gz   0% of 4.00 MiB");
    }

    private void complete() throws IOException {
        assertThat(Files.readAllBytes(target)).isEqualTo(CONTENT);
        assertThat(part).doesNotExist();
    }
}
