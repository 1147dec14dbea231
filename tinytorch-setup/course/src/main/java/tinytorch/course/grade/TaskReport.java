package tinytorch.course.grade;

/**
 * How a student's task fared.
 *
 * @param task     its id
 * @param status   as {@code tito test} tells it, in lower case; {@code not run} where the module was not judged
 * @param points   earned
 * @param maximum  what the task is worth
 * @param passed   how many tests passed, hidden ones included
 * @param tests    how many there are
 * @param problem  the first test that is not green, and the first line of what it says; empty if all are
 * @param attempts how often the student's own tests ran until they passed, as the student's record says; 0 if it says nothing
 * @param hints    the highest hint the student looked at, as the record says
 * @param assisted whether the record says that the finished module was put in place: no points then
 */
public record TaskReport(String task, String status, double points, int maximum, int passed, int tests, String problem, int attempts, int hints, boolean assisted) {
}
