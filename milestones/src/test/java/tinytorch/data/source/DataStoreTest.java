package tinytorch.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tinytorch.data.source.DatasetState.Kind;

class DataStoreTest {
    private static final byte[] FIRST = random(1, 100_000);
    private static final byte[] SECOND = random(2, 70_000);
    private static final HttpSource.Patience SHORT = new HttpSource.Patience(Duration.ofSeconds(5), Duration.ofSeconds(5), 2, Duration.ZERO);

    @TempDir
    Path folder;
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final Transfer transfer = new Transfer(new PrintStream(told), false, System::nanoTime);

    private static byte[] random(long seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private DataStore store() {
        return new DataStore(new DataHome(folder.resolve("data")), new Downloader(new HttpSource(SHORT), transfer), transfer);
    }

    private RemoteFile published(String name, byte[] content) throws IOException {
        Path copy = Files.write(folder.resolve("published-" + name), content);
        return new RemoteFile(name, content.length, RemoteFile.sha256(copy), List.of());
    }

    /** Two files that come in an archive, which this server serves. */
    private PublishedDataset packed(FileServer server, byte[] archive) throws IOException {
        RemoteFile served = published("set.tar.gz", archive);
        return new PublishedDataset("set", "a set", "set-files", List.of(published("first.bin", FIRST), published("second.bin", SECOND)),
                Optional.of(new RemoteFile(served.name(), served.size(), served.sha256(), server == null ? List.of() : List.of(server.address()))));
    }

    private static byte[] archive() throws IOException {
        return new Tar().folder("anything/").file("anything/readme.html", new byte[10]).file("anything/second.bin", SECOND).file("first.bin", FIRST).gzip();
    }

    private List<String> left() throws IOException {
        Path set = folder.resolve("data/set-files");
        if (!Files.exists(set)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(set)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void anArchiveIsDownloadedUnpackedAndDeleted() throws IOException {
        try (FileServer server = new FileServer(archive(), FileServer.CUT_HALF_WAY, FileServer.SERVE)) {
            PublishedDataset set = packed(server, archive());
            assertThat(store().look(set).kind()).isEqualTo(Kind.ABSENT);
            assertThat(store().get(set)).isEqualTo(folder.resolve("data/set-files"));
            assertThat(left()).containsExactly("first.bin", "second.bin");
            assertThat(folder.resolve("data/set-files/first.bin")).hasBinaryContent(FIRST);
            assertThat(folder.resolve("data/set-files/second.bin")).hasBinaryContent(SECOND);
            assertThat(store().verify(set)).isEqualTo(new DatasetState(set, folder.resolve("data/set-files"), Kind.PRESENT, List.of()));
            assertThat(told.toString()).contains("set.tar.gz 100%", "first.bin 100%");
            int asked = server.ranges.size();
            store().get(set);
            assertThat(server.ranges).as("what is there is not asked for again").hasSize(asked);
        }
    }

    @Test
    void aDamagedFileIsFoundAndReplaced() throws IOException {
        try (FileServer server = new FileServer(archive(), FileServer.SERVE)) {
            PublishedDataset set = packed(server, archive());
            store().get(set);
            Path first = folder.resolve("data/set-files/first.bin");
            byte[] wrong = FIRST.clone();
            wrong[77]++;
            Files.write(first, wrong);
            assertThat(store().look(set).kind()).as("sizes alone don't show it").isEqualTo(Kind.PRESENT);
            assertThat(store().verify(set).kind()).isEqualTo(Kind.DAMAGED);
            assertThat(store().verify(set).problems()).singleElement().asString().contains("first.bin is damaged").contains("SHA-256");
            store().get(set);
            assertThat(first).hasBinaryContent(FIRST);
            Files.write(first, Arrays.copyOf(FIRST, 99_999));
            assertThat(store().look(set).problems()).singleElement().asString().contains("99,999 bytes instead of 100,000");
            Files.delete(first);
            assertThat(store().look(set).kind()).isEqualTo(Kind.INCOMPLETE);
        }
    }

    @Test
    void offlineNothingIsDownloaded() throws IOException {
        DataStore offline = new DataStore(new DataHome(folder.resolve("data")), null, transfer);
        PublishedDataset set = packed(null, archive());
        assertThatThrownBy(() -> offline.get(set)).isInstanceOf(DataException.class)
                .hasMessage(folder.resolve("data/set-files/first.bin") + " is not there, and this run is offline.");
    }

    @Test
    void aServerThatCutsAgainAndAgainLeavesOnlyThePart() throws IOException {
        try (FileServer server = new FileServer(archive(), FileServer.CUT_HALF_WAY)) {
            PublishedDataset set = packed(server, archive());
            assertThatThrownBy(() -> store().get(set)).hasMessageContaining("first.bin is not there, and the download failed")
                    .hasMessageContaining("the next try goes on from there");
            assertThat(left()).containsExactly("set.tar.gz.part");
        }
        try (FileServer server = new FileServer(archive(), FileServer.SERVE)) {
            store().get(packed(server, archive()));
            assertThat(server.ranges.peek()).startsWith("bytes=");
        }
        assertThat(left()).containsExactly("first.bin", "second.bin");
    }

    @Test
    void aWrongChecksumLeavesNothing() throws IOException {
        try (FileServer server = new FileServer(archive(), FileServer.WRONG_BYTES)) {
            PublishedDataset set = packed(server, archive());
            assertThatThrownBy(() -> store().get(set)).hasMessageContaining("sends another file");
            assertThat(left()).isEmpty();
        }
    }

    @Test
    void anArchiveWithOtherFilesInItLeavesNothingWrong() throws IOException {
        byte[] wrong = FIRST.clone();
        wrong[5]++;
        for (byte[] content : List.of(wrong, Arrays.copyOf(FIRST, 50), Arrays.copyOf(FIRST, 200_000))) {
            byte[] archive = new Tar().file("second.bin", SECOND).file("first.bin", content).gzip();
            PublishedDataset set = packed(null, archive);
            assertThatThrownBy(() -> store().take(set, List.of(folder.resolve("published-set.tar.gz")))).isInstanceOf(DataException.class)
                    .hasMessageContaining("published-set.tar.gz does not hold the published first.bin");
            assertThat(left()).containsExactly("second.bin");
        }
    }

    @Test
    void anArchiveThatLacksAFileIsNamed() throws IOException {
        PublishedDataset set = packed(null, new Tar().file("first.bin", FIRST).gzip());
        assertThatThrownBy(() -> store().take(set, List.of(folder.resolve("published-set.tar.gz")))).hasMessageContaining("holds no second.bin (68.4 KiB)");
    }

    @Test
    void noNameInAnArchiveLeadsOutOfTheFolder() throws IOException {
        byte[] archive = new Tar().file("../../escaped.bin", FIRST).file("/tmp/escaped.bin", FIRST).file("../../first.bin", FIRST)
                .entry("second.bin", '2', 0, new byte[0]).file("x/../second.bin", SECOND).gzip();
        PublishedDataset set = packed(null, archive);
        store().take(set, List.of(folder.resolve("published-set.tar.gz")));
        assertThat(left()).containsExactly("first.bin", "second.bin");
        assertThat(folder.resolve("first.bin")).doesNotExist();
        assertThat(folder.resolve("escaped.bin")).doesNotExist();
    }

    @Test
    void anArchiveThatIsNoneIsSaidToBeSo() throws IOException {
        for (byte[] content : List.of(random(3, 5000), Arrays.copyOf(archive(), 60_000), new Tar().gzip())) {
            PublishedDataset set = packed(null, content);
            assertThatThrownBy(() -> store().take(set, List.of(folder.resolve("published-set.tar.gz")))).isInstanceOf(DataException.class)
                    .hasMessageContaining("published-set.tar.gz");
            assertThat(left()).doesNotContain("first.bin");
        }
    }

    @Test
    void filesAreRecognisedByTheirBytes() throws IOException {
        PublishedDataset set = packed(null, archive());
        Path renamed = Files.write(folder.resolve("download (1).tmp"), SECOND);
        store().take(set, List.of(renamed));
        assertThat(left()).containsExactly("second.bin");
        assertThat(renamed).exists();
        Path other = Files.write(folder.resolve("first.bin"), new byte[100_000]);
        assertThatThrownBy(() -> store().take(set, List.of(other))).hasMessageContaining("first.bin is none of the files of set").hasMessageContaining("second.bin");
        assertThat(left()).containsExactly("second.bin");
        assertThatThrownBy(() -> store().take(set, List.of(folder.resolve("missing")))).hasMessageContaining("There is no file");
    }

    @Test
    void aFolderStandsForTheFilesInIt() throws IOException {
        PublishedDataset set = packed(null, archive());
        Path downloads = Files.createDirectories(folder.resolve("downloads"));
        assertThatThrownBy(() -> store().take(set, List.of(downloads))).hasMessageContaining("holds no file of set");
        Files.write(downloads.resolve("a"), FIRST);
        Files.write(downloads.resolve("b"), SECOND);
        Files.write(downloads.resolve("letter.txt"), new byte[30]);
        store().take(set, List.of(downloads));
        assertThat(store().verify(set).kind()).isEqualTo(Kind.PRESENT);
    }

    @Test
    void aFullDiskIsSaidToBeFull() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "this system has no device that is always full");
        PublishedDataset set = packed(null, archive());
        Path target = Files.createDirectories(folder.resolve("data/set-files"));
        Files.createSymbolicLink(target.resolve("second.bin.new"), full);
        assertThatThrownBy(() -> store().take(set, List.of(folder.resolve("published-set.tar.gz")))).hasMessageContaining("No space left on device")
                .hasMessageContaining("make room");
        assertThat(left()).isEmpty();
        try (FileServer server = new FileServer(archive(), FileServer.SERVE)) {
            Files.createSymbolicLink(target.resolve("set.tar.gz.part"), full);
            PublishedDataset served = packed(server, archive());
            assertThatThrownBy(() -> store().get(served)).hasMessageContaining("No space left on device").hasMessageContaining("make room");
        }
        assertThat(left()).isEmpty();
    }

    @Test
    void theCoursesDatasetsAreWellDescribed() {
        for (PublishedDataset dataset : PublishedDataset.ALL) {
            assertThat(PublishedDataset.named(dataset.name().toUpperCase())).contains(dataset);
            Stream.concat(dataset.files().stream(), dataset.archive().stream()).forEach(file -> {
                assertThat(file.sha256()).as(file.name()).matches("[0-9a-f]{64}");
                assertThat(file.sources()).as(file.name()).allMatch(source -> source.getPath().endsWith("/" + file.name()));
            });
            List<RemoteFile> fetched = dataset.archive().map(List::of).orElse(dataset.files());
            assertThat(fetched).as(dataset.name()).noneMatch(file -> file.sources().isEmpty());
        }
        assertThat(PublishedDataset.CIFAR_10.archive().orElseThrow().size()).isEqualTo(170_052_171);
        assertThat(PublishedDataset.CIFAR_10.size()).isEqualTo(6L * 10_000 * 3073);
    }
}
