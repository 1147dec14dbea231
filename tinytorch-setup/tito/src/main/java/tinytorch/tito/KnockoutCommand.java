package tinytorch.tito;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tinytorch.course.CourseModule;
import tinytorch.course.verify.KnockoutResult;
import tinytorch.course.verify.Knockouts;

/** Proves that milestones need what they are built on. */
@Command(name = "knockout", mixinStandardHelpOptions = true,
        description = "Break one module at a time, and see that the milestone built on it fails and says why. Needs the datasets.",
        footerHeading = "%nExamples:%n", footer = {"  tito course knockout", "  tito course knockout 02 13"})
final class KnockoutCommand extends TitoCommand {

    @Parameters(arity = "0..*", paramLabel = "NN", description = "Modules, by number or name. Default: all.")
    private List<String> names = new ArrayList<>();

    KnockoutCommand(Session session) {
        super(session);
    }

    @Override
    Report run() {
        needFinishedLibrary("a knockout");
        List<CourseModule> modules = names.isEmpty() ? course().builtModules() : names.stream().map(this::builtModule).toList();
        List<KnockoutResult> results = Knockouts.run(course(), modules, result -> {
            if (!json) {
                lines(result).forEach(session.out()::println);
                session.out().flush();
            }
        });
        boolean noData = results.stream().anyMatch(result -> result.broken().isEmpty() && !result.ok() && result.exit() == ExitCode.NO_DATA.code());
        long wrong = results.stream().filter(result -> !result.ok()).count();
        double seconds = results.stream().mapToDouble(KnockoutResult::seconds).sum();
        Report report = new Report(wrong == 0 ? ExitCode.OK : noData ? ExitCode.NO_DATA : ExitCode.FAILED).fact("ok", wrong == 0).fact("runs", results).line()
                .line((wrong == 0 ? style().green("Proved: ") : style().red("NOT proved: ")) + "%d of %d runs were as they must be, %.0f s.".formatted(
                        results.size() - wrong, results.size(), seconds));
        return noData ? report.line("Datasets are missing, so milestones had nothing to work on. See which: " + session.command("data")) : report;
    }

    private List<String> lines(KnockoutResult result) {
        List<String> lines = new ArrayList<>(List.of((result.ok() ? style().green("✓") : style().red("✗")) + " %-11s %-46s exit %d  %3.0f s".formatted(
                result.milestone(), result.broken().isEmpty() ? "the whole library" : result.broken(), result.exit(), result.seconds())));
        Style.wrap(result.said(), "    ").stream().limit(3).forEach(line -> lines.add(style().dim(line)));
        return lines;
    }
}
