package tinytorch.board;

/** Why a request was refused: a word for programs and its HTTP status. */
public enum Problem {
    BAD_REQUEST(400),
    EMPTY(400),
    BAD_NAME(400),
    NO_TOKEN(401),
    WRONG_TOKEN(401),
    EXPIRED_TOKEN(401),
    UNKNOWN_TASK(404),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    SLOW_CLIENT(408),
    CLOSED(409),
    NAME_TAKEN(409),
    TOO_LARGE(413),
    QUOTA(429),
    HEADERS_TOO_LARGE(431),
    INTERNAL(500),
    BUSY(503),
    UNAVAILABLE(503);

    private final int status;

    Problem(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }
}
