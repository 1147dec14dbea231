package tinytorch.course.judge;

/** One line of a stack trace in the learner's code or in a test. */
public record Frame(String type, String method, String file, int line) {
    /** {@code tinytorch.tensor.Tensor.matmul (Tensor.java:120)} */
    @Override
    public String toString() {
        return type + "." + method + " (" + file + ":" + line + ")";
    }
}
