package tinytorch.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {
    @TempDir
    private Path temp;
    private Course course;
    private Path folder;

    @BeforeEach
    void make() {
        course = Sample.in(temp.resolve("it's a distribution, groß")).course();
        folder = temp.resolve("mein Arbeitsplatz ü");
    }

    @Test
    void aNewWorkspaceIsAGitRepositoryWithOneCommitOfEverything() throws Exception {
        Creation creation = Workspace.create(course, folder);
        assertThat(creation.notices()).isEmpty();
        assertThat(git("log", "--format=%s")).hasSize(1);
        assertThat(git("status", "--porcelain")).isEmpty();
        assertThat(git("ls-files")).contains("tito", "pom.xml", Sample.TENSOR, ".tinytorch/workspace.json");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void withoutGitThereIsANoticeAndAWorkspace() {
        Creation creation = Workspace.create(course, folder, "no-such-program");
        assertThat(creation.notices()).singleElement().asString().contains("no git on this machine");
        assertThat(creation.workspace().root()).isEqualTo(folder);
        assertThat(folder.resolve(Sample.TENSOR)).exists();
    }

    @Test
    void itsLauncherStartsTheDistributionFromAnyFolder() throws Exception {
        create();
        assertThat(run(temp, folder.resolve("tito").toString(), "test", "a b")).containsExactly(folder.toRealPath() + "|test a b");
        assertThat(Sample.read(folder.resolve("tito.cmd"))).contains("call \"%TITO_DISTRIBUTION%\\tito.cmd\" %*\r\n", "chcp 65001");
    }

    @Test
    void aLinkToItsLauncherLeavesTheChoiceToTheCurrentFolder() throws Exception {
        create();
        Files.createSymbolicLink(temp.resolve("linked"), folder.resolve("tito"));
        assertThat(run(folder, temp.resolve("linked").toString(), "test")).containsExactly("|test");
    }

    @Test
    void theLauncherSaysWhenTheDistributionIsGone() throws Exception {
        create();
        Files.move(course.home(), temp.resolve("moved"));
        assertThat(run(temp, folder.resolve("tito").toString())).anyMatch(line -> line.contains("no longer in " + course.home()));
        Course moved = Course.load(temp.resolve("moved"));
        assertThat(Workspace.open(folder).outdated(moved)).isTrue();
        assertThat(Workspace.open(folder).update(moved).nothingNew()).isTrue();
        assertThat(Workspace.open(folder).outdated(moved)).isFalse();
        assertThat(run(temp, folder.resolve("tito").toString(), "x")).containsExactly(folder.toRealPath() + "|x");
    }

    @Test
    void aWorkspaceIsFoundFromAnyFolderInsideIt() {
        create();
        assertThat(Workspace.find(folder.resolve("tinytorch-tensor/src")).map(Workspace::root)).contains(folder);
        assertThat(Workspace.find(temp)).isEmpty();
    }

    @Test
    void anEmptyFolderIsFilled() throws IOException {
        Files.createDirectory(folder);
        create();
        assertThat(Workspace.find(folder)).isPresent();
        assertThat(folder.resolve(".git")).exists();
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aFolderThatIsNotEmptyIsRefusedAndUntouched() throws IOException {
        Sample.write(folder.resolve("mine.txt"), "mine");
        refused(folder, "is not empty", "my-tinytorch");
        try (Stream<Path> entries = Files.list(folder)) {
            assertThat(entries).containsExactly(folder.resolve("mine.txt"));
        }
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void placesThatCanNotBeAWorkspaceAreRefused() {
        Sample.write(temp.resolve("file"), "x");
        refused(temp.resolve("file"), "is a file");
        refused(course.home().resolve("ws"), "lies in the TinyTorch distribution");
        create();
        refused(folder, "is a workspace already");
        refused(folder.resolve("inner"), "lies in another workspace");
        refused(Path.of("/"), "root of a disk");
    }

    @Test
    void whatAKilledInitLeftBesideIsRemoved() {
        Sample.write(temp.resolve("." + folder.getFileName() + ".tito-init/pom.xml"), "half");
        Sample.write(temp.resolve("." + folder.getFileName() + ".tito-ready/pom.xml"), "complete, but not in place");
        Sample.write(temp.resolve("." + folder.getFileName() + ".tito-lock"), "");
        create();
        assertThat(Sample.read(folder.resolve("pom.xml"))).contains("<project>");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void anInitKilledWhileFillingAnEmptyFolderIsFinishedByTheNext() throws IOException {
        create();
        Path ready = temp.resolve("." + folder.getFileName() + ".tito-ready");
        Files.createDirectory(ready);
        for (String name : List.of(".tinytorch", "pom.xml", "tinytorch-tensor")) {
            Files.move(folder.resolve(name), ready.resolve(name));
        }
        assertThat(Workspace.find(folder)).as("half-made is no workspace").isEmpty();
        assertThat(Workspace.create(course, folder).notices()).singleElement().asString().contains("interrupted");
        assertThat(Workspace.open(folder).update(course).nothingNew()).isTrue();
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void twoInitsAtOnceDoNotMix() throws IOException {
        Path lock = temp.resolve("." + folder.getFileName() + ".tito-lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock held = channel.lock();
            assertThat(held.isValid()).isTrue();
            refused(folder, "Another 'tito init'");
        }
        create();
    }

    @Test
    void aBrokenOrNewerStateIsRefusedWithARemedy() {
        create();
        Path state = folder.resolve(".tinytorch/workspace.json");
        String sound = Sample.read(state);
        Sample.write(state, sound.replace("\"schema\" : 1", "\"schema\" : 99"));
        assertThatThrownBy(() -> Workspace.find(folder)).isInstanceOf(WorkspaceException.class).hasMessageContaining("newer TinyTorch (schema 99");
        for (String broken : List.of("", "{", "[]", "{\"schema\": 1}", sound.replace("sha256", "sha"), sound.substring(0, sound.length() / 2))) {
            Sample.write(state, broken);
            assertThatThrownBy(() -> Workspace.open(folder)).isInstanceOf(WorkspaceException.class)
                    .hasMessageContaining("is broken").hasMessageContaining("git checkout -- .tinytorch/workspace.json");
        }
        assertThatThrownBy(() -> Workspace.open(temp)).isInstanceOf(WorkspaceException.class).hasMessageContaining("is no workspace");
    }

    private void create() {
        assertThat(Workspace.create(course, folder, "git").workspace().root()).isEqualTo(folder);
    }

    private void refused(Path place, String... parts) {
        assertThatThrownBy(() -> Workspace.create(course, place)).isInstanceOf(WorkspaceException.class).hasMessageContainingAll(parts);
    }

    private List<Path> leftovers() {
        try (Stream<Path> entries = Files.list(temp)) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith(".")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> git(String... arguments) throws Exception {
        return run(folder, Stream.concat(Stream.of("git", "-c", "core.quotePath=false"), Stream.of(arguments)).toArray(String[]::new));
    }

    private static List<String> run(Path folder, String... command) throws Exception {
        File output = File.createTempFile("run", ".txt");
        try {
            new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output).start().waitFor();
            return Files.readAllLines(output.toPath());
        } finally {
            Files.delete(output.toPath());
        }
    }
}
