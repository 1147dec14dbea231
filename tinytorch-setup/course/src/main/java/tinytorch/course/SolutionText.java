package tinytorch.course;

/**
 * The finished body of one region of a task.
 *
 * @param file   the source, relative to the root, with forward slashes
 * @param method the method's name, or the type's name for a constructor
 * @param text   the region's lines without their common indentation
 */
public record SolutionText(String file, String method, String text) {
}
