package tinytorch.data.source;

import java.io.IOException;

/** One source did not give the file. The message is a clause that begins with the source's host; another source may still have it. */
final class SourceException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    enum Kind {
        /** No connection was made: no network, an unknown host, nobody listening. */
        UNREACHABLE,
        /** The answer was an error, or not this file. */
        REFUSED,
        /** The connection broke or fell silent while bytes came. */
        CUT
    }

    private final Kind kind;

    SourceException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }
}
