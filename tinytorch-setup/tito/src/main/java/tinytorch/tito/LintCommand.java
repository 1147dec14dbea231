package tinytorch.tito;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import tinytorch.course.Problem;
import tinytorch.course.verify.Lint;

/** Checks that markers, manifest, tests and questions fit each other. */
@Command(name = "lint", mixinStandardHelpOptions = true,
        description = "Check that markers, manifest, tests and the lessons' questions fit each other; each problem with file and line.")
final class LintCommand extends TitoCommand {

    LintCommand(Session session) {
        super(session);
    }

    @Override
    Report run() {
        List<Problem> problems = Lint.check(course());
        Report report = new Report(problems.isEmpty() ? ExitCode.OK : ExitCode.FAILED).fact("ok", problems.isEmpty())
                .fact("problems", problems.stream().map(p -> Map.of("file", p.file(), "line", p.line(), "message", p.message())).toList());
        problems.forEach(problem -> report.line(problem.toString()));
        return report.line(problems.isEmpty()
                ? course().tasks().size() + " tasks in " + course().builtModules().size() + " modules: markers, manifest, tests and questions fit."
                : problems.size() + (problems.size() == 1 ? " problem." : " problems."));
    }
}
