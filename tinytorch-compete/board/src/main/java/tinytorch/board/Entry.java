package tinytorch.board;

import tinytorch.model.Score;

/**
 * A scored submission, as the ranking sees it.
 *
 * @param id the submission's
 * @param learner the name on the board
 * @param received milliseconds since 1970
 * @param score what was measured
 */
public record Entry(String id, String learner, long received, Score score) {
}
