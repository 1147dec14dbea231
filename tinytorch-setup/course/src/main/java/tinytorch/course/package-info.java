/**
 * The course engine. It reads the course's one list, the manifest ({@link tinytorch.course.Course}), finds the learner's
 * tasks in the finished sources, cuts a workspace from them, and keeps an existing workspace up to date.
 *
 * <p>Nothing in here prints: every result is a value, every refusal an exception with a sentence for the learner or the
 * author, and {@code tito} decides how to show it.
 */
package tinytorch.course;
