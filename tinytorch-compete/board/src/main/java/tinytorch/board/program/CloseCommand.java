package tinytorch.board.program;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tinytorch.board.store.Boards;
import tinytorch.board.store.Database;
import tinytorch.model.Task;

/** Ends a task. */
@Command(name = "close", mixinStandardHelpOptions = true,
        description = "End a task for good: no more submissions, and the board turns to the private part of the hidden set. Run it where the server runs.")
final class CloseCommand implements Callable<Integer> {
    @Mixin
    private Competition competition;

    @Parameters(index = "0", paramLabel = "TASK", description = "${COMPLETION-CANDIDATES}.")
    private Task task;

    @Option(names = "--json", description = "Print one JSON object, and nothing else.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (Database database = competition.open()) {
            Boards boards = new Boards(database, Competition.CLOCK);
            boolean fresh = boards.close(task);
            Boards.Snapshot now = boards.of(task);
            if (json) {
                spec.commandLine().getOut().println(Lines.json(Map.of("task", task.id(), "closed", true, "fresh", fresh, "waiting", now.queued() + now.evaluating())));
                return 0;
            }
            spec.commandLine().getOut().println(task.id() + (fresh ? " is closed." : " was closed already.") + (now.queued() + now.evaluating() == 0 ? ""
                    : " " + (now.queued() + now.evaluating()) + " submissions that came before are still to be evaluated."));
            return 0;
        }
    }
}
