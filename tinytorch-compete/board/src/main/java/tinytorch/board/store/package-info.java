/** What is kept, in SQLite or PostgreSQL: learners and tokens, submissions and their queue, scores. */
package tinytorch.board.store;
