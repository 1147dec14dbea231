package tinytorch.board.program;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tinytorch.board.store.Database;
import tinytorch.board.store.Queue;
import tinytorch.board.web.Log;
import tinytorch.board.work.EvaluationJudge;
import tinytorch.board.work.Worker;

/** A further evaluator on the database of a server, on this or another machine. */
@Command(name = "evaluate", mixinStandardHelpOptions = true,
        description = "Take work from a server's queue, until Ctrl-C. All evaluators of a competition should be the same kind of machine: they measure time.")
final class EvaluateCommand implements Callable<Integer> {
    @Mixin
    private Competition competition;

    @Mixin
    private Competition.Rules rules;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        EvaluationJudge judge = rules.judge(rules.tasks());
        try (Stop stop = new Stop(); Database database = competition.open()) {
            Worker worker = new Worker("evaluator", new Queue(database, Competition.CLOCK, Competition.LEASE), judge, Log::line);
            spec.commandLine().getOut().println("Evaluating. Ctrl-C stops it, and loses nothing.");
            stop.await();
            worker.close();
        }
        return 0;
    }
}
