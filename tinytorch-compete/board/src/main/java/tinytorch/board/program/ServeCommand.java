package tinytorch.board.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tinytorch.board.store.Database;
import tinytorch.board.store.Queue;
import tinytorch.board.web.BoardServer;
import tinytorch.board.web.Log;
import tinytorch.board.web.WebLimits;
import tinytorch.board.work.EvaluationJudge;
import tinytorch.board.work.Worker;
import tinytorch.model.Task;
import tinytorch.model.TaskRules;

/** Serves the board, and evaluates what is handed in. */
@Command(name = "serve", mixinStandardHelpOptions = true, description = "Serve the board and evaluate what is handed in, until Ctrl-C.")
final class ServeCommand implements Callable<Integer> {
    @Mixin
    private Competition competition;

    @Mixin
    private Competition.Rules rules;

    @Option(names = "--host", description = "The address to listen at; 0.0.0.0 for other machines too. Default: ${DEFAULT-VALUE}.")
    private String host = "127.0.0.1";

    @Option(names = "--port", description = "Default: ${DEFAULT-VALUE}; 0 takes a free one.")
    private int port = 8017;

    @Option(names = "--quota", description = "Submissions a learner, a task and a day. Default: ${DEFAULT-VALUE}.")
    private int quota = 20;

    @Option(names = "--evaluators", description = "In this process. One by one is how times are comparable; 0 when other machines do it. Default: ${DEFAULT-VALUE}.")
    private int evaluators = 1;

    @Option(names = "--json", description = "Print where the board is as one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Competition.between(0, 65_535, "--port", port);
        Competition.between(0, 64, "--evaluators", evaluators);
        Competition.between(1, Integer.MAX_VALUE, "--quota", quota);
        Map<Task, TaskRules> tasks = rules.tasks();
        EvaluationJudge judge = rules.judge(tasks);
        List<Worker> workers = new ArrayList<>();
        try (Stop stop = new Stop(); Database database = competition.open();
                BoardServer server = BoardServer.start(database, Competition.CLOCK, host, port, quota, tasks, WebLimits.DEFAULT)) {
            for (int i = 0; i < evaluators; i++) {
                workers.add(new Worker("evaluator " + (i + 1), new Queue(database, Competition.CLOCK, Competition.LEASE), judge, Log::line));
            }
            String address = "http://" + (host.equals("0.0.0.0") ? "localhost" : host) + ":" + server.port() + "/";
            List<String> names = tasks.keySet().stream().map(Task::id).toList();
            spec.commandLine().getOut().println(json ? Lines.json(Map.of("board", address, "tasks", names))
                    : "The board: " + address + "   tasks: " + String.join(", ", names) + "   Ctrl-C stops it, and loses nothing.");
            stop.await();
            workers.forEach(Worker::close);
        }
        return 0;
    }
}
