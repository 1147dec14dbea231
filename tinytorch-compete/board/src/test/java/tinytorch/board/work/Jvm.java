package tinytorch.board.work;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A program of this class path in a process of its own, which can be killed. What it prints is kept, line by line. */
final class Jvm implements AutoCloseable {
    /** For short runs: compiling well would take longer than they do. */
    static final List<String> SHORT = List.of("-XX:TieredStopAtLevel=1");

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private Jvm(Process process) {
        this.process = process;
        this.reader = Thread.ofVirtual().start(this::read);
    }

    /** {@code options}: further ones of the JVM. */
    static Jvm start(List<String> options, String main, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(List.of(words));
        return new Jvm(new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    private void read() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add("its output can't be read any more: " + e);
        }
    }

    Process process() {
        return process;
    }

    /** All that was printed until now, on both streams. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    /** The first line with this in it, once it is there. */
    String await(String piece) throws InterruptedException {
        while (true) {
            boolean ended = !process.isAlive() && !reader.isAlive();
            for (String line : lines) {
                if (line.contains(piece)) {
                    return line;
                }
            }
            if (ended) {
                throw new IllegalStateException("the program ended without saying '" + piece + "': " + lines);
            }
            Thread.sleep(10);
        }
    }

    /** As by {@code kill -9}; all that it printed is there then. */
    void kill() throws InterruptedException {
        close();
        reader.join();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
