package tinytorch.board.web;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What the operator of the server should know, on the standard error stream. Never a token. */
public final class Log {

    private Log() {
    }

    public static void line(String text) {
        System.err.println(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + text);
    }

    /** An error in the server itself. */
    public static void error(String what, Throwable cause) {
        StringWriter trace = new StringWriter();
        cause.printStackTrace(new PrintWriter(trace, true));
        line(what + ": " + trace);
    }
}
