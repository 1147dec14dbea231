package tinytorch.course;

/**
 * What a learner is told above a method that is to be written.
 *
 * @param file        the source's path, with forward slashes
 * @param method      the method's name; of a constructor {@code constructor}
 * @param declaration the method without its body, in one line
 * @param comment     the documentation above it, with slashes and stars; empty if there is none
 */
public record TaskText(String file, String method, String declaration, String comment) {
    /** The name of the class whose source it is. */
    public String type() {
        return file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.java$", "");
    }
}
