package tinytorch.course.judge;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Keeps the beginning of what a process prints, and reads on so that the process does not block. */
final class Output {
    private static final int KEPT = 64 * 1024;
    private static final long REST_MILLIS = 500;

    private final byte[] kept = new byte[KEPT];
    private final Thread reader;
    private int length;
    private long dropped;

    Output(InputStream in) {
        reader = Thread.ofPlatform().daemon().name("learner output").start(() -> read(in));
    }

    private void read(InputStream in) {
        byte[] buffer = new byte[8192];
        try (in) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                add(buffer, n);
            }
        } catch (IOException e) {
            add(("(its output could not be read on: " + e.getMessage() + ")").getBytes(StandardCharsets.UTF_8));
        }
    }

    private void add(byte[] bytes) {
        add(bytes, bytes.length);
    }

    private synchronized void add(byte[] bytes, int n) {
        int taken = Math.min(n, KEPT - length);
        System.arraycopy(bytes, 0, kept, length, taken);
        length += taken;
        dropped += n - taken;
    }

    /** What was printed. A process that the learner's code started may hold the stream open: this does not wait for it. */
    String text() throws InterruptedException {
        reader.join(REST_MILLIS);
        synchronized (this) {
            String text = new String(Arrays.copyOf(kept, length), StandardCharsets.UTF_8);
            return dropped == 0 ? text : text + "\n... and " + dropped + " bytes more\n";
        }
    }
}
