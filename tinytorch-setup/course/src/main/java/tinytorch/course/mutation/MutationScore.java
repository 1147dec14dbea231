package tinytorch.course.mutation;

import java.util.List;

/** How many mutants there are, and how many of them the tests notice. */
public record MutationScore(int killed, int total) {

    /** The score of these mutants. */
    public static MutationScore of(List<Mutation> mutations) {
        return new MutationScore((int) mutations.stream().filter(Mutation::killed).count(), mutations.size());
    }

    /** Killed of a hundred; of no mutants, none is missed. */
    public double percent() {
        return total == 0 ? 100 : 100.0 * killed / total;
    }
}
