package tinytorch.course.quiz;

/**
 * A question of a lesson.
 *
 * @param number   its place in the lesson, from 1
 * @param line     where the lesson asks it, from 1
 * @param text     the question, as Markdown
 * @param expected what counts as an answer
 * @param answer   the answer with its reasons, as Markdown
 */
public record Question(int number, int line, String text, Expected expected, String answer) {
}
