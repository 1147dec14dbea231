package tinytorch.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A program that is told to end, in a JVM of its own: {@link Process#destroy} sends the signal that {@code kill} sends. */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Process.destroy ends a process there without asking it")
class StopSignalTest {
    private static final int TERMINATED = 128 + 15;
    @TempDir
    private Path folder;

    /** Works until it is asked to stop, then takes some time to save. Arguments: the file to save to, how long the JVM waits, how long saving takes, in milliseconds. */
    static final class Program {
        public static void main(String... args) throws IOException, InterruptedException {
            try (StopSignal stop = StopSignal.onShutdown(Duration.ofMillis(Long.parseLong(args[1])))) {
                System.out.println("ready");
                while (!stop.requested()) {
                    Thread.sleep(5);
                }
                Thread.sleep(Long.parseLong(args[2]));
                Files.writeString(Path.of(args[0]), "saved");
            }
        }
    }

    private int stopped(Path file, long patience, long saving) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"),
                Program.class.getName(), file.toString(), Long.toString(patience), Long.toString(saving)).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader output = process.inputReader()) {
            assertThat(output.readLine()).isEqualTo("ready");
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void theJvmWaitsUntilEverythingIsSaved() throws IOException, InterruptedException {
        Path file = folder.resolve("state");
        assertThat(stopped(file, 20_000, 500)).isEqualTo(TERMINATED);
        assertThat(file).hasContent("saved");
    }

    @Test
    void butNotForEver() throws IOException, InterruptedException {
        Path file = folder.resolve("state");
        assertThat(stopped(file, 100, 20_000)).isEqualTo(TERMINATED);
        assertThat(file).doesNotExist();
    }

    @Test
    void afterTheTrainingTheHookIsGone() {
        StopSignal signal = StopSignal.onShutdown(Duration.ofMinutes(1));
        signal.close();
        signal.close();
        assertThat(signal.requested()).isFalse();
    }
}
