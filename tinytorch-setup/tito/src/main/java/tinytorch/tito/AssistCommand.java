package tinytorch.tito;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tinytorch.course.CourseModule;
import tinytorch.course.Workspace;
import tinytorch.course.judge.Judge;
import tinytorch.course.judge.ProgressFile;
import tinytorch.course.judge.Verdict;

/** Puts the finished module in place, so that a learner who is stuck can go on with the next one. */
@Command(name = "assist", mixinStandardHelpOptions = true,
        description = "Stuck for good? Put the finished module in place and go on. It is recorded as assisted; your files go to a backup.",
        footerHeading = "%nExamples:%n", footer = {"  tito assist 03", "  tito reset 03 --restore      your own code back"})
final class AssistCommand extends TitoCommand {

    @Parameters(paramLabel = "NN", description = "The module, by number or name.")
    private String module;

    AssistCommand(Session session) {
        super(session);
    }

    @Override
    Report run() {
        Workspace workspace = neededWorkspace();
        CourseModule found = builtModule(module);
        needFinishedLibrary("assist");
        Report report = Changes.report(this, "The finished module " + found.number() + " is in place:", workspace.assist(course(), found));
        ProgressFile.of(workspace.root()).update(progress -> progress.assisted(found, true));
        Verdict verdict = Judge.judge(course(), workspace.root(), found, Optional.empty(), session.silent());
        report.fact("module", found.number()).fact("passed", verdict.passed()).line();
        report.line(verdict.passed() ? "Its " + verdict.tests() + " tests pass. The module is marked as assisted."
                : "Its tests do not pass (" + verdict.passedTests() + " of " + verdict.tests() + "): an earlier module fails it. See "
                        + session.command("test " + found.number()));
        return report.line("Your own code back: " + session.command("reset " + found.number() + " --restore"));
    }
}
