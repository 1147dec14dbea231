package tinytorch.course.verify;

/**
 * What became of a planted wrong solution.
 *
 * @param mutant the wrong solution
 * @param status see there
 * @param test   the first test that caught it, {@code class#method}; empty unless caught
 * @param detail how it was caught, or why it is invalid
 * @param named  whether what a learner reads then names a method of the task
 */
public record MutantResult(Mutant mutant, Status status, String test, String detail, boolean named) {

    /** What became of it. */
    public enum Status {
        /** A test of its task failed. */
        CAUGHT,
        /** All tests of its task passed: they are too weak. */
        SURVIVED,
        /** It can't be planted or does not compile. */
        INVALID
    }

    public boolean caught() {
        return status == Status.CAUGHT;
    }
}
