package tinytorch.course.grade;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import tinytorch.course.CourseModule;

/**
 * How to grade.
 *
 * @param modules     to grade, in the course's order
 * @param hidden      see {@link HiddenTests}
 * @param allowed     the names of powers that every class may have, such as {@code files}
 * @param partial     points in proportion to the tests that passed, instead of all or none
 * @param testSeconds the limit for one test, in processor time
 * @param minutes     the limit for one student, by the clock
 * @param jobs        how many students at a time
 * @param out         where the reports go
 */
public record GradeOptions(List<CourseModule> modules, HiddenTests hidden, List<String> allowed, boolean partial, double testSeconds, double minutes, int jobs, Path out) {
    /** Whether this machine can put walls around the code under test, so that it sees neither the distribution nor other processes nor the network. */
    public static boolean walls() {
        return Isolation.available();
    }

    /** The names that {@code allowed} may have. */
    public static List<String> powers() {
        return List.of(Power.values()).stream().map(power -> power.name().toLowerCase(Locale.ROOT)).toList();
    }
}
