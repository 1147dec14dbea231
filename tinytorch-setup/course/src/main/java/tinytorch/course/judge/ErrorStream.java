package tinytorch.course.judge;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Hands on what a program says on its standard error stream, byte by byte as it comes, but for one line: each JVM that uses the Vector API
 * first warns that it is an incubating module, which would be the first thing a learner sees of every milestone.
 */
final class ErrorStream {
    private static final String NOTICE = "WARNING: Using incubator modules: jdk.incubator.vector" + System.lineSeparator();
    private static final byte[] LINE = NOTICE.getBytes(StandardCharsets.US_ASCII);

    private ErrorStream() {
    }

    /** Copies until the end of the stream. The line is left out wherever it stands: a program may start others, whose errors come with its own. */
    static void copy(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[8192];
        byte[] kept = new byte[buffer.length + LINE.length];
        int matched = 0; // bytes of the line that were held back; -1 in the middle of another line
        for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
            int count = 0;
            for (int i = 0; i < n; i++) {
                if (matched >= 0 && buffer[i] == LINE[matched]) {
                    matched = (matched + 1) % LINE.length;
                    continue;
                }
                for (int held = 0; held < matched; held++) {
                    kept[count++] = LINE[held];
                }
                kept[count++] = buffer[i];
                matched = buffer[i] == '\n' ? 0 : -1;
            }
            to.write(kept, 0, count);
            to.flush();
        }
        to.write(LINE, 0, Math.max(matched, 0));
        to.flush();
    }

    /** The same for a text that holds both streams, as that of tests does. */
    static String withoutNotice(String output) {
        return output.startsWith(NOTICE) ? output.substring(NOTICE.length()) : output;
    }
}
