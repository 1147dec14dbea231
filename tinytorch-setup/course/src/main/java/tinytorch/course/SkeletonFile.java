package tinytorch.course;

/**
 * One file of a workspace.
 *
 * @param content    its bytes
 * @param executable whether it is a program, such as the Maven wrapper
 */
public record SkeletonFile(byte[] content, boolean executable) {
}
