package tinytorch.course.verify;

/**
 * What became of a milestone that ran on the finished library, whole or with one thing broken.
 *
 * @param milestone its id
 * @param broken    what was broken, such as {@code tensor.matmul/right-operand-not-strided}; empty for the whole library
 * @param exit      the exit code
 * @param ok        whether it was as it must be: achieved with the whole library, refused with a reason with a broken one
 * @param said      the reason that the milestone gave, or what it measured
 * @param seconds   what it took
 */
public record KnockoutResult(String milestone, String broken, int exit, boolean ok, String said, double seconds) {
}
