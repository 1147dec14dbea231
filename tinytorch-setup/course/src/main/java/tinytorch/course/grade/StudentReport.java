package tinytorch.course.grade;

import java.util.List;

/**
 * The grade of one student.
 *
 * @param student     see {@link Submission}
 * @param fingerprint of what was graded and with what: the same means that nothing needs to be graded again
 * @param points      earned
 * @param maximum     of all modules graded
 * @param note        why the submission as a whole was not graded, or not to its end; empty if it was
 * @param modules     in the course's order
 * @param seconds     what the grading took
 */
public record StudentReport(String student, String fingerprint, double points, int maximum, String note, List<ModuleReport> modules, double seconds) {

    public StudentReport {
        modules = List.copyOf(modules);
    }

    /** What an instructor should look at; empty for an ordinary grade. */
    public String remark() {
        return GradeTable.note(this);
    }

    static StudentReport of(String student, String fingerprint, String note, List<ModuleReport> modules, double seconds) {
        return new StudentReport(student, fingerprint, modules.stream().mapToDouble(ModuleReport::points).sum(),
                modules.stream().mapToInt(ModuleReport::maximum).sum(), note, modules, seconds);
    }
}
