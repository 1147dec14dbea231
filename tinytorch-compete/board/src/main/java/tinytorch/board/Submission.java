package tinytorch.board;

import tinytorch.model.Score;
import tinytorch.model.Task;

/**
 * A submission as its learner sees it.
 *
 * @param sha256 of the bytes that were uploaded, in hexadecimal
 * @param received milliseconds since 1970
 * @param attempts how often its evaluation was begun
 * @param reason why it was rejected or failed, as a word for programs; else null
 * @param message the same for people; else null
 * @param score what was measured once it is scored; else null
 */
public record Submission(String id, Task task, String sha256, long received, State state, int attempts, String reason, String message, Score score) {
}
