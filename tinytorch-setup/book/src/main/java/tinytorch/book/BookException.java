package tinytorch.book;

/** The book can't be made; the message is a sentence for the reader. */
public final class BookException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BookException(String message, Throwable cause) {
        super(message, cause);
    }
}
