package tinytorch.tito;

import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tinytorch.course.CourseModule;
import tinytorch.course.Workspace;
import tinytorch.course.judge.TaskResult;

/** Judges a module at each save, with the other commands under single keys. */
@Command(name = "watch", mixinStandardHelpOptions = true, description = "Judge a module at each save: hints, tasks, lesson and solutions are one key away.",
        footerHeading = "%nKeys:%n",
        footer = {"  h  the next hint for the task in focus    n  the next task, or module", "  l  the tasks of the module, m the map     o  the lesson",
            "  s  the solution of a task that passes     r  run the tests again", "  a  every failure in full, or not          q  quit, Esc back, arrows scroll", "", "Examples:", "  tito watch        the module you are at",
            "  tito watch 02"})
final class WatchCommand extends TitoCommand {

    @Parameters(arity = "0..1", paramLabel = "NN", description = "The module, by number or name. Default: the one you are at.")
    private String module;

    @Option(names = "--poll", description = "Look for saves instead of being told of them, for drives that do not tell.")
    private boolean poll;

    WatchCommand(Session session) {
        super(session);
    }

    @Override
    Report run() {
        Workspace workspace = neededWorkspace();
        CourseModule wanted = moduleOrCurrent(module, Optional.of(workspace));
        String instead = "Without one: " + session.command("test " + wanted.number());
        if (!session.terminal() || json || "dumb".equals(session.env().get("TERM"))) {
            throw new TitoException(ExitCode.USAGE, "watch needs a terminal that it can draw on. " + instead);
        }
        try (FullScreen screen = FullScreen.open(session)) {
            WatchLoop loop = new WatchLoop(session, workspace, wanted, screen, !poll);
            ExitCode exit = loop.run();
            return last(new Report(exit), loop.state());
        } catch (IOException e) {
            throw new TitoException(ExitCode.USAGE, "watch can't control this terminal (" + e.getMessage() + "). " + instead, e);
        }
    }

    /** What stays on the terminal. */
    private Report last(Report report, WatchState state) {
        String number = state.module().number();
        String counts = state.verdict().map(judged -> judged.verdict().tasks()).filter(tasks -> !tasks.isEmpty())
                .map(tasks -> ": %d of %d tasks pass".formatted(tasks.stream().filter(TaskResult::passed).count(), tasks.size())).orElse("");
        return report.line("Module " + number + "  " + state.module().title() + counts + ".").line("Go on with " + session.command("watch " + number));
    }
}
