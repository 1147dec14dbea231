package tinytorch.course.mutation;

import java.util.List;

/**
 * How many mutants there are, and how many of them the tests notice.
 *
 * @param killed  those that the tests notice
 * @param endless how many of the killed ran out of time; many of them on a busy machine say that it was busy
 * @param total   all
 */
public record MutationScore(int killed, int endless, int total) {

    /** The score of these mutants. */
    public static MutationScore of(List<Mutation> mutations) {
        int killed = (int) mutations.stream().filter(Mutation::killed).count();
        int endless = (int) mutations.stream().filter(mutation -> mutation.status() == Mutation.Status.TIMED_OUT).count();
        return new MutationScore(killed, endless, mutations.size());
    }

    /** Killed of a hundred; of no mutants, none is missed. */
    public double percent() {
        return total == 0 ? 100 : 100.0 * killed / total;
    }
}
