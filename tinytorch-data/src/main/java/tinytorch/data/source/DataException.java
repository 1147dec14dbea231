package tinytorch.data.source;

import java.io.IOException;

/** A dataset is missing, damaged or can't be downloaded. The message is one sentence for the user: what is wrong, with which file, and what to do. */
public final class DataException extends IOException {
    private static final long serialVersionUID = 1L;

    public DataException(String message) {
        super(message);
    }

    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
