package tinytorch.tito;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;

/** Looks whether this machine has what the course needs, and whether the workspace is in order. */
@Command(name = "doctor", mixinStandardHelpOptions = true, description = "Check that this machine has what the course needs, and your workspace.",
        footerHeading = "%nExamples:%n", footer = {"  tito doctor", "  tito doctor --json"})
final class DoctorCommand extends TitoCommand {

    DoctorCommand(Session session) {
        super(session);
    }

    @Override
    Report run() {
        List<Check> checks = new Checks(session).all();
        boolean healthy = checks.stream().noneMatch(check -> check.state() == Check.State.PROBLEM);
        Report report = new Report(healthy ? ExitCode.OK : ExitCode.FAILED);
        report.fact("ok", healthy).fact("home", session.home()).fact("checks", checks.stream().map(DoctorCommand::facts).toList());
        for (Check check : checks) {
            String mark = switch (check.state()) {
                case OK -> style().green("✓");
                case NOTE -> style().yellow("·");
                case PROBLEM -> style().red("✗");
            };
            report.line(mark + " " + "%-11s".formatted(check.name()) + check.found());
            if (!check.advice().isEmpty()) {
                report.text(check.advice(), " ".repeat(13));
            }
        }
        return report.line().line(healthy ? "Ready." : "Something is missing or broken: see above.");
    }

    private static Map<String, String> facts(Check check) {
        return Map.of("name", check.name(), "state", check.state().name().toLowerCase(Locale.ROOT), "found", check.found(),
                "advice", check.advice());
    }
}
