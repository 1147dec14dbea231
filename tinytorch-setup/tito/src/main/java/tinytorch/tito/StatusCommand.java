package tinytorch.tito;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import tinytorch.course.CourseModule;
import tinytorch.course.Milestone;

/** The map of the course and how far the learner has come. */
@Command(name = "status", mixinStandardHelpOptions = true, description = "Show the map of the course and how far you are.",
        footerHeading = "%nExamples:%n", footer = {"  tito status", "  tito status --json"})
final class StatusCommand extends TitoCommand {

    StatusCommand(Session session) {
        super(session);
    }

    @Override
    Report run() {
        Report report = new Report(ExitCode.OK).fact("course", course().title());
        report.line(style().bold(course().title()));
        List<Map<String, Object>> facts = new ArrayList<>();
        String phase = "";
        for (CourseModule module : course().modules()) {
            if (!module.phase().equals(phase)) {
                phase = module.phase();
                report.line().line(style().bold(phase));
            }
            report.line("  " + module.number() + " " + module.title());
            facts.add(Map.of("number", module.number(), "id", module.id(), "title", module.title(), "built", module.built()));
            for (Milestone milestone : course().milestones()) {
                if (milestone.gate().getLast().equals(module.number())) {
                    report.line("  " + style().cyan("milestone " + milestone.id()));
                }
            }
        }
        return report.fact("modules", facts);
    }
}
