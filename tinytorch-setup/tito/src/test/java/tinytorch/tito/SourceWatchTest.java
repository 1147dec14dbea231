package tinytorch.tito;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the events of the file system, and without any. */
class SourceWatchTest {
    private static final long NOTHING_MORE_MILLIS = 700;

    @TempDir
    private Path folder;
    private Path file;
    private final Semaphore saves = new Semaphore(0);

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(Files.createDirectories(folder.resolve("src/deep")).resolve("A.java"), "class A {}");
    }

    private SourceWatch watch(boolean events) {
        SourceWatch watch = new SourceWatch(List.of(folder.resolve("src"), folder.resolve("no such folder")), events, saves::release);
        assertThat(watch.hasEvents()).isEqualTo(events);
        return watch;
    }

    private void oneSave() throws InterruptedException {
        assertThat(saves.tryAcquire(20, TimeUnit.SECONDS)).as("heard of").isTrue();
        assertThat(saves.tryAcquire(NOTHING_MORE_MILLIS, TimeUnit.MILLISECONDS)).as("once").isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void severalWritesInARowAreOneSave(boolean events) throws Exception {
        try (SourceWatch _ = watch(events)) {
            for (String text : new String[] {"", "class A", "class A { int x; }"}) {
                Files.writeString(file, text);
            }
            oneSave();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anEditorThatReplacesTheFileIsSeenEvenWithTheSameSizeAndTime(boolean events) throws Exception {
        FileTime time = Files.getLastModifiedTime(file);
        Path beside = Files.writeString(folder.resolve("other"), "class B {}");
        Files.setLastModifiedTime(beside, time);
        try (SourceWatch _ = watch(events)) {
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
            oneSave();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDeletedFileAndANewFolderAreSeen(boolean events) throws Exception {
        try (SourceWatch _ = watch(events)) {
            Files.delete(file);
            oneSave();
            Path later = Files.createDirectories(folder.resolve("src/new/one")).resolve("B.java");
            Files.writeString(later, "class B {}");
            oneSave();
            Files.writeString(later, "class B { }");
            oneSave();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatEditorsKeepBesideAFileIsNoSave(boolean events) throws Exception {
        try (SourceWatch _ = watch(events)) {
            Files.writeString(file.resolveSibling(".A.java.swp"), "x");
            Files.writeString(file.resolveSibling("A.java~"), "x");
            assertThat(saves.tryAcquire(NOTHING_MORE_MILLIS, TimeUnit.MILLISECONDS)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void afterTheEndNothingIsHeard(boolean events) throws Exception {
        watch(events).close();
        Files.writeString(file, "class A { int y; }");
        assertThat(saves.tryAcquire(NOTHING_MORE_MILLIS, TimeUnit.MILLISECONDS)).isFalse();
    }
}
