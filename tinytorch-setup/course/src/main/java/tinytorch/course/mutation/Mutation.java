package tinytorch.course.mutation;

import java.nio.file.Path;

/**
 * One small mistake that PIT made in a solution, and what the tests said to it.
 *
 * @param task    in whose region it stands
 * @param file    the source
 * @param line    the number of the line
 * @param source  the line itself, without blanks around it
 * @param mutator the kind of mistake, by PIT's name: {@code MathMutator}
 * @param change  what was done, in PIT's words: {@code Replaced float addition with subtraction}
 * @param status  what became of it
 */
public record Mutation(String task, Path file, int line, String source, String mutator, String change, Status status) {

    /** What became of a mutant. The names are PIT's. */
    public enum Status {
        /** A test failed. */
        KILLED,
        /** The tests did not come to an end: an endless loop. */
        TIMED_OUT,
        /** The JVM had no memory left: a loop that allocates without end. */
        MEMORY_ERROR,
        /** All tests that reach the line passed. */
        SURVIVED,
        /** No test reaches the line. */
        NO_COVERAGE,
        /** The run broke off for another reason, so nothing is proved. */
        RUN_ERROR
    }

    /** Whether the tests noticed it. */
    public boolean killed() {
        return status == Status.KILLED || status == Status.TIMED_OUT || status == Status.MEMORY_ERROR;
    }
}
