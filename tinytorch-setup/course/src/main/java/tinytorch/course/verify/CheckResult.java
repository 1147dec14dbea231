package tinytorch.course.verify;

import java.util.List;

/**
 * One thing that was checked.
 *
 * @param name     what, such as {@code skeleton compiles}
 * @param subject  a module's name such as {@code 02-tensor}, or {@code course}
 * @param count    how many were checked
 * @param unit     of what, such as {@code tests}
 * @param problems one sentence each; empty if all is well
 * @param seconds  what it took
 */
public record CheckResult(String name, String subject, int count, String unit, List<String> problems, double seconds) {

    public CheckResult {
        problems = List.copyOf(problems);
    }

    /** A check of nothing is no success. */
    public boolean ok() {
        return problems.isEmpty() && count > 0;
    }
}
