package tinytorch.data.source;

import java.io.PrintStream;
import java.util.function.LongSupplier;
import tinytorch.workbench.Format;

/**
 * How far a download has come: how much, how fast, how much longer.
 *
 * <pre>
 * t10k-images-idx3-ubyte.gz  62% of 1.57 MiB, 3.20 MiB/s, 1.50 s left
 * </pre>
 *
 * On a terminal the line is drawn over itself, at most ten times a second; elsewhere one line tells that the file has come.
 */
final class Transfer {
    private static final long REDRAW_NANOS = 100_000_000;

    private final PrintStream out;
    private final boolean terminal;
    private final LongSupplier nanos;

    /** Progress on {@code out}; {@code terminal} says whether a carriage return works there. */
    Transfer(PrintStream out, boolean terminal, LongSupplier nanos) {
        this.out = out;
        this.terminal = terminal;
        this.nanos = nanos;
    }

    /** Progress on the standard error stream, so that a program's output stays clean. */
    static Transfer onStandardError() {
        return new Transfer(System.err, System.console() != null && System.console().isTerminal(), System::nanoTime);
    }

    /** Starts to tell about one file, of which {@code have} bytes are there already. */
    Running start(RemoteFile file, long have) {
        return new Running(file, have);
    }

    /** A line about something else: a source that failed and the next one that is tried. */
    void say(String message) {
        out.println(message);
    }

    /**
     * The line, at most 80 characters for names up to 30.
     *
     * @param done    bytes that are there, those of an earlier run included
     * @param fresh   bytes that came in this run: what the rate is measured on
     * @param seconds time since this run began
     */
    static String line(String name, long done, long size, long fresh, double seconds) {
        long percent = size == 0 ? 100 : 100 * done / size;
        String start = "%s %3d%% of %s".formatted(name, percent, Format.bytes(size));
        if (fresh == 0 || seconds == 0) {
            return start;
        }
        return "%s, %s/s, %s left".formatted(start, Format.bytes(fresh / seconds), Format.seconds(seconds * (size - done) / fresh));
    }

    /** One file on its way. */
    final class Running implements AutoCloseable {
        private final RemoteFile file;
        private long before;
        private final long start = nanos.getAsLong();
        private long done;
        private long lastDrawn = -REDRAW_NANOS;
        private int width;

        private Running(RemoteFile file, long have) {
            this.file = file;
            this.before = have;
            this.done = have;
        }

        void advance(long bytes) {
            done += bytes;
            long now = nanos.getAsLong() - start;
            if (terminal && (now - lastDrawn >= REDRAW_NANOS || done == file.size())) {
                lastDrawn = now;
                draw();
            }
        }

        /** The earlier bytes are of no use: all of them come anew. */
        void restart() {
            before = 0;
            done = 0;
        }

        private void draw() {
            String line = line(file.name(), done, file.size(), done - before, (nanos.getAsLong() - start) / 1e9);
            out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
            out.flush();
            width = line.length();
        }

        /** Ends the line. */
        @Override
        public void close() {
            if (terminal && width > 0) {
                out.println();
            } else if (!terminal && done == file.size()) {
                out.println(line(file.name(), done, file.size(), done - before, (nanos.getAsLong() - start) / 1e9));
            }
        }
    }
}
