package tinytorch.board;

/**
 * A place on the board.
 *
 * @param rank from 1; no two entries share one
 */
public record Standing(int rank, Entry entry, Figures figures) {
}
