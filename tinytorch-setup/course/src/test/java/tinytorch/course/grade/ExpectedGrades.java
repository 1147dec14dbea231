package tinytorch.course.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;

import org.assertj.core.api.SoftAssertions;

/** What each submission of a test is to get; all that differs is told at once. */
final class ExpectedGrades {
    private final Map<String, Expected> expected = new TreeMap<>();

    private record Expected(double points, ModuleReport.Outcome first, String note) {
    }

    /** {@code first}: of the first module; {@code note}: a part of it. */
    void add(String student, double points, ModuleReport.Outcome first, String note) {
        expected.put(student, new Expected(points, first, note));
    }

    void check(Map<String, StudentReport> reports, int maximum) {
        assertThat(reports.keySet()).isEqualTo(expected.keySet());
        SoftAssertions all = new SoftAssertions();
        expected.forEach((student, wanted) -> {
            StudentReport report = reports.get(student);
            all.assertThat(report.points()).as(student + ": points in " + report).isEqualTo(wanted.points());
            all.assertThat(report.maximum()).as(student + ": maximum").isEqualTo(maximum);
            all.assertThat(report.modules().getFirst().outcome()).as(student + ": first module in " + report).isEqualTo(wanted.first());
            all.assertThat(GradeTable.note(report)).as(student + ": note").contains(wanted.note()).doesNotContain("\n");
        });
        all.assertAll();
    }
}
