package tinytorch.board.work;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import tinytorch.board.Outcome;
import tinytorch.board.store.Database;
import tinytorch.board.store.Queue;
import tinytorch.board.web.BoardServer;
import tinytorch.board.web.WebLimits;
import tinytorch.model.Score;
import tinytorch.model.Task;
import tinytorch.model.TaskRules;

/** A server with a worker whose judge only takes its time: {@code StandIn DATABASE}. Prints its port, and runs until it is killed. */
final class StandIn {
    static final Duration LEASE = Duration.ofSeconds(1);

    private StandIn() {
    }

    /** Takes some milliseconds. */
    static Outcome judge(Task task, byte[] artifact) throws InterruptedException {
        Thread.sleep(60);
        return new Outcome.Scored(new Score(new Score.Part(10, 0.8, Double.NaN), new Score.Part(10, 0.8, Double.NaN), new Score.Latency(1, 2, 2, 2, 10), artifact.length,
                new Score.Memory(1, "stand-in"), 0.06));
    }

    public static void main(String[] args) throws InterruptedException {
        Database database = Database.open(args[0]);
        BoardServer server = BoardServer.start(database, InstantSource.system(), "127.0.0.1", 0, 10_000, Map.of(Task.MNIST, TaskRules.of(Task.MNIST)), WebLimits.DEFAULT);
        Worker worker = new Worker("stand-in", new Queue(database, InstantSource.system(), LEASE), StandIn::judge, line -> { });
        System.out.println(server.port());
        System.out.flush();
        Thread.currentThread().join();
        worker.close();
    }
}
