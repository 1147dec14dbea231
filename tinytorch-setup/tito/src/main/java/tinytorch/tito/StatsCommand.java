package tinytorch.tito;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tinytorch.course.grade.ClassStatistics;
import tinytorch.course.grade.ReportFiles;
import tinytorch.course.grade.StudentReport;

/** How a class fared. */
@Command(name = "stats", mixinStandardHelpOptions = true,
        description = "From the reports of 'tito course grade': who passed which task, with how many attempts and hints, and how the points are distributed.",
        footerHeading = "%nExample:%n", footer = "  tito course stats grades")
final class StatsCommand extends TitoCommand {
    private static final int BAR = 40;

    @Parameters(arity = "0..1", paramLabel = "DIR", defaultValue = "grades", description = "What grade wrote. Default: ${DEFAULT-VALUE}.")
    private Path folder;

    StatsCommand(Session session) {
        super(session);
    }

    @Override
    Report run() {
        List<StudentReport> reports = new ReportFiles(session.here().resolve(folder)).all();
        if (reports.isEmpty()) {
            throw new TitoException(ExitCode.USAGE, "there is no report that can be read in " + folder + ".");
        }
        ClassStatistics statistics = ClassStatistics.of(course(), reports);
        Report report = new Report(ExitCode.OK).fact("students", reports.size()).fact("tasks", statistics.tasks()).fact("deciles", statistics.deciles())
                .fact("quartiles", statistics.quartiles());
        report.line(style().bold("Tasks") + "                               passed        begun   attempts   hints");
        for (ClassStatistics.OfTask task : statistics.tasks()) {
            report.line("  %-32s %4d  %3.0f %%   %6d   %8s   %5s".formatted(task.task(), task.passed(), 100.0 * task.passed() / task.students(), task.begun(),
                    number(task.attempts()), number(task.hints())));
        }
        report.line(style().dim("  Attempts: median until passed; hints: mean. Both as the students' own records say, - where they say nothing.")).line();
        points(report, statistics, reports);
        return report;
    }

    private void points(Report report, ClassStatistics statistics, List<StudentReport> reports) {
        int most = statistics.deciles().stream().mapToInt(Integer::intValue).max().orElseThrow();
        report.line(style().bold("Points") + "  of " + reports.getFirst().maximum());
        for (int i = 0; i < statistics.deciles().size(); i++) {
            int count = statistics.deciles().get(i);
            report.line("  %3d-%3d %%  %4d  %s".formatted(10 * i, 10 * (i + 1), count, style().cyan("#".repeat(BAR * count / most))));
        }
        List<Double> quartiles = statistics.quartiles();
        report.line("  least %.1f, lower quartile %.1f, median %.1f, upper quartile %.1f, most %.1f"
                .formatted(quartiles.get(0), quartiles.get(1), quartiles.get(2), quartiles.get(3), quartiles.get(4)));
    }

    private static String number(double value) {
        return value == 0 ? "-" : String.format(Locale.ROOT, "%.1f", value);
    }
}
