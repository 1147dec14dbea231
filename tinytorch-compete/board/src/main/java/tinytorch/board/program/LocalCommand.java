package tinytorch.board.program;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tinytorch.board.store.Boards;
import tinytorch.board.store.Database;
import tinytorch.board.store.Learners;
import tinytorch.board.store.Queue;
import tinytorch.board.store.Submissions;
import tinytorch.board.web.BoardServer;
import tinytorch.board.web.WebLimits;
import tinytorch.board.work.EvaluationJudge;
import tinytorch.board.work.Worker;
import tinytorch.model.Evaluation;
import tinytorch.model.HiddenSets;
import tinytorch.model.Task;
import tinytorch.model.TaskRules;

/** A competition on this machine alone, in a folder: the real server, queue and evaluator, with entries that lie there. Stopped, it goes on where it was. */
@Command(name = "local", mixinStandardHelpOptions = true,
        description = "Hold a competition on this machine: every DIR/entries/NAME/FILE.zip is handed in for NAME, evaluated and ranked. What was evaluated before is not again.")
final class LocalCommand implements Callable<Integer> {
    private static final int NO_QUOTA = Integer.MAX_VALUE;

    @Parameters(index = "0", paramLabel = "DIR", description = "Its folder: entries, and what is made of them: board.db and the hidden sets.")
    private Path folder;

    @Option(names = "--port", description = "Of the page, while it runs. Default: a free one.")
    private int port;

    @Option(names = "--keep", description = "Go on serving the page at the end, until Ctrl-C.")
    private boolean keep;

    @Option(names = "--json", description = "Print the standings as one JSON object on standard output, the rest on standard error.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter text = json ? spec.commandLine().getErr() : spec.commandLine().getOut();
        List<LocalEntry> entries = LocalEntry.in(folder.resolve("entries"));
        Map<Task, TaskRules> rules = new EnumMap<>(Task.class);
        Map<Task, EvaluationJudge.Contest> contests = new EnumMap<>(Task.class);
        for (Task task : new TreeSet<>(entries.stream().map(LocalEntry::task).toList())) {
            rules.put(task, TaskRules.of(task));
            contests.put(task, new EvaluationJudge.Contest(Evaluation.of(TaskRules.of(task)), hiddenSet(task)));
        }
        try (Stop stop = new Stop(); Database database = Database.open(folder.resolve("board.db").toString());
                BoardServer server = BoardServer.start(database, Competition.CLOCK, "127.0.0.1", port, NO_QUOTA, rules, WebLimits.DEFAULT)) {
            text.println("Live, while it runs: http://localhost:" + server.port() + "/");
            LocalContest contest = LocalContest.of(entries, new Learners(database, Competition.CLOCK), new Submissions(database, Competition.CLOCK, NO_QUOTA));
            boolean ended;
            try (Worker _ = new Worker("evaluator", new Queue(database, Competition.CLOCK, Competition.LEASE), new EvaluationJudge(contests), _ -> { })) {
                ended = contest.follow(text, stop);
            }
            if (ended && json) {
                spec.commandLine().getOut().println(contest.standings(new Boards(database, Competition.CLOCK), rules));
            }
            if (ended && keep) {
                text.println("The page stays until Ctrl-C.");
                text.flush();
                stop.await();
            }
            return (ended ? Exit.DONE : Exit.STOPPED).code();
        }
    }

    /** Made once: scores of two sets can't be compared. */
    private Path hiddenSet(Task task) throws IOException {
        Path file = folder.resolve("hidden").resolve(task.id() + ".safetensors");
        if (!Files.exists(file)) {
            long seed = new SecureRandom().nextLong();
            DatasetCommand.keep(HiddenSets.practice(task, HiddenSets.IMAGES, HiddenSets.CHARACTERS, seed), file);
        }
        return file;
    }
}
