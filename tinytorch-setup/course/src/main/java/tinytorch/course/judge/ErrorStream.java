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

    /** Copies until the end of the stream. */
    static void copy(InputStream from, OutputStream to) throws IOException {
        byte[] first = from.readNBytes(1);
        if (first.length == 1 && first[0] == LINE[0]) {
            skipNotice(from, to);
        } else {
            to.write(first);
        }
        byte[] buffer = new byte[8192];
        for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
            to.write(buffer, 0, n);
            to.flush();
        }
    }

    /** The same for a text that holds both streams, as that of tests does. */
    static String withoutNotice(String output) {
        return output.startsWith(NOTICE) ? output.substring(NOTICE.length()) : output;
    }

    /** Reads on from the notice's first byte; what turns out to be something else is handed on. */
    private static void skipNotice(InputStream from, OutputStream to) throws IOException {
        int matched = 1;
        int next = from.read();
        while (matched < LINE.length && next == LINE[matched]) {
            matched++;
            next = matched == LINE.length ? -1 : from.read();
        }
        if (matched < LINE.length) {
            to.write(LINE, 0, matched);
            if (next >= 0) {
                to.write(next);
            }
            to.flush();
        }
    }
}
