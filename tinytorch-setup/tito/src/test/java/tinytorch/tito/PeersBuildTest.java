package tinytorch.tito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Fetching PyTorch with a Maven that only writes down how it was called. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the Maven that plays along is a shell script")
class PeersBuildTest {
    @TempDir
    private Path home;
    private final StringWriter err = new StringWriter();

    @Test
    void buildsOnceForThisSystemAndSaysSo() throws IOException {
        maven("echo \"$@\" >>calls");
        build("Linux", "amd64").bringUpToDate();
        assertThat(err.toString()).contains("linux-x86_64", "downloads libtorch");
        build("Linux", "amd64").bringUpToDate();
        assertThat(home.resolve("calls")).content().containsOnlyOnce("-Ppeers -Dlibtorch.system=linux-x86_64 -pl tinytorch-kernels/peers -am process-classes");
    }

    @Test
    void buildsAgainAfterTheLauncherHasBuilt() throws IOException {
        maven("echo built >>calls");
        build("Mac OS X", "aarch64").bringUpToDate();
        Path stamp = Files.writeString(home.resolve(".tito/stamp"), "");
        Files.setLastModifiedTime(stamp, FileTime.from(Instant.now().plusSeconds(5)));
        build("Mac OS X", "aarch64").bringUpToDate();
        assertThat(Files.readAllLines(home.resolve("calls"))).hasSize(2);
    }

    @Test
    void withoutANetworkItSaysSoAndEndsWith8() throws IOException {
        maven("echo '[ERROR] Could not transfer artifact ai.djl:api:pom:0.35.0: Unknown host repo.example'; exit 1");
        PeersBuild build = build("Linux", "amd64");
        for (int again = 0; again < 2; again++) {
            assertThatExceptionOfType(TitoException.class).isThrownBy(build::bringUpToDate)
                    .withMessageContaining("Is there a network?").withMessageContaining("peers.log").matches(e -> e.exit() == ExitCode.NO_DATA);
        }
    }

    @Test
    void anotherFailureShowsMavensLastLines() throws IOException {
        maven("echo '[ERROR] Torch.java:[3,5] ; expected'; exit 1");
        assertThatExceptionOfType(TitoException.class).isThrownBy(build("Linux", "amd64")::bringUpToDate)
                .withMessageContaining("Torch.java:[3,5] ; expected").matches(e -> e.exit() == ExitCode.BUILD_FAILED);
    }

    @Test
    void aSystemWithoutLibtorchIsToldWhereThereIsOne() throws IOException {
        maven("echo built >>calls");
        for (String[] system : new String[][] {{"Mac OS X", "x86_64"}, {"Windows 11", "aarch64"}, {"FreeBSD", "amd64"}}) {
            assertThatExceptionOfType(TitoException.class).isThrownBy(build(system[0], system[1])::bringUpToDate)
                    .withMessageContaining("only for linux-x86_64").matches(e -> e.exit() == ExitCode.USAGE);
        }
        assertThat(home.resolve("calls")).doesNotExist();
    }

    private void maven(String body) throws IOException {
        FakeDistribution.script(home.resolve("mvnw"), body + "\n");
    }

    private PeersBuild build(String os, String architecture) {
        return new PeersBuild(new Session(home, home, Map.of(), new PrintWriter(new StringWriter()), new PrintWriter(err, true), false, "./tito"), os, architecture);
    }
}
