package tinytorch.course;

/**
 * The lines between two markers of a task.
 *
 * @param task   the task's id
 * @param line   the line of the begin marker, from 1
 * @param start  offset in the text of the first character after the begin marker's line
 * @param end    offset of the first character of the end marker's line
 * @param indent the blanks before the begin marker
 */
public record Region(String task, int line, int start, int end, String indent) {
    /** The region's lines in the text it was found in. */
    public String body(String text) {
        return text.substring(start, end);
    }
}
