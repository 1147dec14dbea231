package tinytorch.board;

/**
 * A scored submission, as the ranking sees it.
 *
 * @param id the submission's
 * @param learner the name on the board
 * @param received milliseconds since 1970
 * @param measures what was measured
 */
public record Entry(String id, String learner, long received, Measures measures) {
}
