package tinytorch.board;

/**
 * Where a submission stands. An upload that has not arrived in full is none yet: accepting it stores its bytes and its place in the queue in one
 * transaction.
 * <pre>
 *   QUEUED --claim--> EVALUATING --> SCORED | REJECTED
 *      ^                  |  lease ran out, or the evaluator broke
 *      +------------------+--> FAILED after {@link #ATTEMPTS} attempts
 * </pre>
 */
public enum State {
    QUEUED, EVALUATING, SCORED, REJECTED, FAILED;

    /** How often an evaluation is begun: a submission that takes its evaluator down with it must not do so for ever. */
    public static final int ATTEMPTS = 3;

    /** Whether nothing will change any more. */
    public boolean terminal() {
        return this == SCORED || this == REJECTED || this == FAILED;
    }
}
