package tinytorch.tito;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The shell launcher, run as a user runs it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows uses tito.cmd")
class LauncherTest {
    @TempDir
    private Path folder;
    private FakeDistribution distribution;

    @BeforeEach
    void make() throws IOException {
        distribution = new FakeDistribution(folder);
    }

    @Test
    void withoutAJdkItSaysHowToGetOneAndEndsWith10() throws Exception {
        distribution.jdk("old", "17.0.15");
        FakeDistribution.Outcome outcome = distribution.env("JAVA_HOME", folder.resolve("all jdks/old").toString()).run("status");
        assertThat(outcome.exit()).isEqualTo(10);
        assertThat(outcome.err()).contains("needs a JDK 25 or later", "JAVA_HOME is", "version 17", "To get one:");
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void findsTheJdkAmongOthersInAFolderWithSpaces() throws Exception {
        distribution.jdk("an old one", "17.0.15");
        distribution.jdk("jdk 25", "25.0.3");
        distribution.jdk("later", "27");
        FakeDistribution.Outcome outcome = distribution.run("status");
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.out()).startsWith("java of jdk 25\n");
    }

    @Test
    void aRunTimeWithoutCompilerIsNoJdk() throws Exception {
        Files.delete(distribution.jdk("jre", "25.0.3").resolve("bin/javac"));
        assertThat(distribution.run("status").exit()).isEqualTo(10);
    }

    @Test
    void javaHomeWinsAndTheChoiceIsCheckedAgain() throws Exception {
        Path first = distribution.jdk("first", "25.0.1");
        distribution.jdk("second", "26");
        assertThat(distribution.run().out()).startsWith("java of first");
        Files.delete(first.resolve("release"));
        assertThat(distribution.run().out()).startsWith("java of second");
        distribution.env("JAVA_HOME", distribution.jdk("third", "25.0.2").toString());
        assertThat(distribution.run().out()).startsWith("java of third");
    }

    @Test
    void passesArgumentsAsTheyWereTyped() throws Exception {
        distribution.jdk("jdk", "25");
        FakeDistribution.Outcome outcome = distribution.run("init", "a folder", "*", "it's \"quoted\"", "");
        assertThat(outcome.out()).endsWith("[tinytorch.tito.Tito]\n[init]\n[a folder]\n[*]\n[it's \"quoted\"]\n[]\n")
                .contains("[-Dtito.home=" + distribution.home.toRealPath() + "]").contains("/.tito/lib/other.jar:").contains("[-XX:AOTCache=");
    }

    @Test
    void buildsOnceAndAgainOnlyWhenASourceIsNewer() throws Exception {
        distribution.jdk("jdk", "25");
        assertThat(distribution.run().err()).contains("building TinyTorch");
        assertThat(distribution.run().err()).isEmpty();
        assertThat(distribution.builds()).isEqualTo(1);
        Path source = Files.writeString(distribution.home.resolve("tinytorch-setup/src/New.java"), "class New {}");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(1)));
        assertThat(distribution.run().err()).contains("sources changed", "last time");
        assertThat(distribution.builds()).isEqualTo(2);
    }

    @Test
    void buildsAgainAfterMavensCleanGoal() throws Exception {
        distribution.jdk("jdk", "25");
        distribution.run();
        Files.delete(distribution.home.resolve("tinytorch-setup/tito/target/classes"));
        distribution.run();
        assertThat(distribution.builds()).isEqualTo(2);
    }

    @Test
    void aReleaseForStudentsIsNeverBuilt() throws Exception {
        distribution.jdk("jdk", "25");
        distribution.run();
        Files.createFile(distribution.home.resolve(".tito/released"));
        Path source = Files.writeString(distribution.home.resolve("tinytorch-setup/src/New.java"), "class New {}");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(1)));
        assertThat(distribution.run("status").exit()).isZero();
        assertThat(distribution.builds()).isEqualTo(1);
    }

    @Test
    void aFailedBuildShowsWhyAndEndsWith9AndIsTriedAgain() throws Exception {
        distribution.jdk("jdk", "25");
        Path broken = Files.createFile(distribution.home.resolve("broken"));
        FakeDistribution.Outcome outcome = distribution.run("status");
        assertThat(outcome.exit()).isEqualTo(9);
        assertThat(outcome.err()).contains("Foo.java:[3,5] ; expected", "build.log");
        Files.delete(broken);
        assertThat(distribution.run("status").exit()).isZero();
        assertThat(distribution.home.resolve(".tito/lock")).doesNotExist();
    }

    @Test
    void twoAtOnceBuildOnce() throws Exception {
        distribution.jdk("jdk", "25");
        Files.createFile(distribution.home.resolve("slow"));
        Process first = distribution.start("one");
        Process second = distribution.start("two");
        assertThat(FakeDistribution.outcome(first).exit()).isZero();
        assertThat(FakeDistribution.outcome(second).exit()).isZero();
        assertThat(distribution.builds()).isEqualTo(1);
    }

    @Test
    void aLockWhoseHolderWasKilledIsTakenOver() throws Exception {
        distribution.jdk("jdk", "25");
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Files.createDirectories(distribution.home.resolve(".tito"));
        Files.writeString(distribution.home.resolve(".tito/lock"), gone.pid() + "\n");
        assertThat(distribution.run("status").exit()).isZero();
        assertThat(distribution.builds()).isEqualTo(1);
    }

    @Test
    void worksThroughASymbolicLink() throws Exception {
        distribution.jdk("jdk", "25");
        Path link = Files.createSymbolicLink(folder.resolve("bin/tito"), Path.of("../my distribution ü/tito"));
        FakeDistribution.Outcome outcome = FakeDistribution.outcome(distribution.start(link, "status"));
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.out()).contains("[-Dtito.home=" + distribution.home.toRealPath() + "]");
    }
}
