package tinytorch.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Hands on, line by line, what the JVMs that measure say on their error streams, but for one: each begins with the warning that the Vector API is an incubating
 * module, and there are some hundred of them.
 */
final class ErrorLines extends OutputStream {
    private static final String NOTICE = "WARNING: Using incubator modules: jdk.incubator.vector";

    private final PrintStream to;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    ErrorLines(PrintStream to) {
        this.to = to;
    }

    @Override
    public synchronized void write(int b) {
        line.write(b);
        if (b == '\n') {
            flushLine();
        }
    }

    /** What has no end yet may become the notice: it waits, but for {@link #close}. */
    @Override
    public void flush() {
        to.flush();
    }

    @Override
    public synchronized void close() {
        flushLine();
    }

    private void flushLine() {
        if (!line.toString(StandardCharsets.UTF_8).strip().equals(NOTICE)) {
            to.writeBytes(line.toByteArray());
            to.flush();
        }
        line.reset();
    }
}
