/** The programs behind {@code tito leaderboard}: the server and its evaluators, what its instructor does, what learners do. */
package tinytorch.board.program;
