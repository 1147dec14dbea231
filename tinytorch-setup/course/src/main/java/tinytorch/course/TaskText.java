package tinytorch.course;

/**
 * What a learner is told above a method that is to be written.
 *
 * @param file        the source's path, with forward slashes
 * @param type        the class it is in, as javadoc writes it: {@code ViewOp.Expand}
 * @param method      the method's name; of a constructor {@code constructor}
 * @param declaration the method without its body, in one line
 * @param comment     the documentation above it, with slashes and stars; empty if there is none
 */
public record TaskText(String file, String type, String method, String declaration, String comment) {
    /** As a test tells it: {@code Type.method}, of a constructor {@code Type}. */
    public String place() {
        return method.equals("constructor") ? type : type + "." + method;
    }
}
