package tinytorch.course.judge;

/**
 * What the compiler has against a source.
 *
 * @param file       relative to the workspace, with forward slashes; empty if the complaint is about no file
 * @param line       from 1; 0 if about no line
 * @param column     from 1; 0 if about no column
 * @param sourceLine the line as it stands in the file
 * @param message    the compiler's words
 */
public record CompileError(String file, long line, long column, String sourceLine, String message) {
    @Override
    public String toString() {
        return file + ":" + line + ": " + message;
    }
}
