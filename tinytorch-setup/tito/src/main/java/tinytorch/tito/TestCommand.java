package tinytorch.tito;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tinytorch.course.CourseModule;
import tinytorch.course.Task;
import tinytorch.course.Workspace;
import tinytorch.course.judge.Judge;
import tinytorch.course.judge.JudgeListener;
import tinytorch.course.judge.Outcome;
import tinytorch.course.judge.ProgressFile;
import tinytorch.course.judge.Verdict;

/** Runs the course's tests on the learner's code. */
@Command(name = "test", mixinStandardHelpOptions = true, description = "Run a module's tests on your code.",
        footerHeading = "%nExamples:%n",
        footer = {"  tito test                        the module you are at", "  tito test 02                     module 02",
            "  tito test --task tensor.matmul   one task", "  tito test 02 --all               every failure in full"})
final class TestCommand extends TitoCommand {

    @Parameters(arity = "0..1", paramLabel = "NN", description = "The module, by number or name. Default: the one you are at.")
    private String module;

    @Option(names = "--task", paramLabel = "TASK", description = "Only this task's tests.")
    private String task;

    @Option(names = "--all", description = "Show every failure in full, not only the first.")
    private boolean all;

    TestCommand(Session session) {
        super(session);
    }

    @Override
    Report run() {
        Workspace workspace = neededWorkspace();
        Optional<Task> only = Optional.ofNullable(task).map(this::task);
        CourseModule wanted = wanted(workspace, only);
        boolean green = ProgressFile.of(workspace.root()).read().green(wanted);
        Verdict verdict = Judge.judge(course(), workspace.root(), wanted, only, listener());
        Report report = new Report(exit(verdict.outcome()));
        VerdictFacts.add(report, verdict);
        Standing standing = standing(Optional.of(workspace));
        boolean turnedGreen = verdict.passed() && only.isEmpty() && !green;
        return new VerdictText(session, report, all, "--all").add(verdict, standing, only, turnedGreen);
    }

    private CourseModule wanted(Workspace workspace, Optional<Task> only) {
        if (module == null && only.isEmpty()) {
            return standing(Optional.of(workspace)).at();
        }
        CourseModule found = module == null ? course().moduleOf(only.get().id()) : builtModule(module);
        if (only.isPresent() && !found.tasks().contains(only.get())) {
            throw new TitoException(ExitCode.USAGE, "task " + only.get().id() + " belongs to module "
                    + course().moduleOf(only.get().id()).number() + ", not to " + found.number() + ".");
        }
        return found;
    }

    private JudgeListener listener() {
        return session.terminal() && !json ? new LiveLine(session) : session.silent();
    }

    static ExitCode exit(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> ExitCode.OK;
            case FAILED, EXITED -> ExitCode.FAILED;
            case COMPILE_ERROR -> ExitCode.COMPILE_ERROR;
            case INVALID -> ExitCode.NOTHING_RAN;
            case TIMEOUT -> ExitCode.TIMEOUT;
        };
    }
}
