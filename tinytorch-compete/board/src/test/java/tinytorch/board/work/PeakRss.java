package tinytorch.board.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The most memory that a server and its evaluators took, each by itself, as Linux counts it ({@code VmHWM}). Elsewhere it is 0. */
final class PeakRss {
    private static final String FIELD = "VmHWM:";

    private volatile long server;
    private volatile long evaluators;
    private Thread thread;

    /** Looks often, until it is stopped: a process that has ended can't be asked any more. */
    void watch(ProcessHandle process) {
        thread = Thread.ofPlatform().daemon().start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                server = Math.max(server, of(process.pid()));
                process.descendants().filter(PeakRss::evaluates).forEach(child -> evaluators = Math.max(evaluators, of(child.pid())));
                try {
                    Thread.sleep(20);
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
    }

    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }

    /** A process that is just being started is still a copy of its parent, with the parent's memory. */
    private static boolean evaluates(ProcessHandle child) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(child.pid()), "cmdline")).contains("tinytorch.model.Evaluate");
        } catch (IOException e) {
            return false; // as below
        }
    }

    private static long of(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream().filter(line -> line.startsWith(FIELD))
                    .mapToLong(line -> Long.parseLong(line.substring(FIELD.length()).replace("kB", "").strip()) * 1024).findFirst().orElse(0);
        } catch (IOException e) {
            return 0; // it has ended, or this is not Linux
        }
    }

    /** Bytes. */
    long server() {
        return server;
    }

    /** Bytes of the largest of its children. */
    long evaluators() {
        return evaluators;
    }
}
