package tinytorch.course;

/**
 * Something in the course's sources that must be mended before a workspace can be cut from them.
 *
 * @param file    relative to the distribution, with forward slashes
 * @param line    from 1
 * @param message a sentence: what is wrong and what is right
 */
public record Problem(String file, int line, String message) {
    /** {@code file:line: message} */
    @Override
    public String toString() {
        return file + ":" + line + ": " + message;
    }
}
