package tinytorch.course;

import java.util.Arrays;

/**
 * One file of a workspace. Two are equal when their bytes are.
 *
 * @param content    its bytes
 * @param executable whether it is a program, such as the Maven wrapper
 */
public record SkeletonFile(byte[] content, boolean executable) {

    @Override
    public boolean equals(Object other) {
        return other instanceof SkeletonFile that && executable == that.executable && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return content.length + " bytes" + (executable ? ", executable" : "");
    }
}
