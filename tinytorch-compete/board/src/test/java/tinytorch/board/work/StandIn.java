package tinytorch.board.work;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tinytorch.board.Outcome;
import tinytorch.board.store.Database;
import tinytorch.board.store.Queue;
import tinytorch.board.web.BoardServer;
import tinytorch.board.web.WebLimits;
import tinytorch.model.Score;
import tinytorch.model.Task;
import tinytorch.model.TaskRules;

/**
 * A worker whose judge only takes its time: {@code StandIn DATABASE [serve] [MILLIS | hold]}. {@code serve}: with a server, whose port it prints. {@code hold}: its second evaluation says {@code holds} and
 * never ends, so that a kill after it is certainly one in the middle. Prints what it judged, and runs until it is killed.
 */
final class StandIn {
    static final Duration LEASE = Duration.ofSeconds(1);
    static final String SERVE = "serve";
    static final String HOLD = "hold";
    private static final int USUAL_MILLIS = 60;

    private StandIn() {
    }

    /** Takes some milliseconds. */
    static Outcome judge(Task task, byte[] artifact) throws InterruptedException {
        return judge(USUAL_MILLIS, artifact);
    }

    /** The score can be told by its size: that of the artifact. */
    private static Outcome judge(int millis, byte[] artifact) throws InterruptedException {
        Thread.sleep(millis);
        return new Outcome.Scored(new Score(new Score.Part(10, 0.8, Double.NaN), new Score.Part(10, 0.8, Double.NaN), new Score.Latency(1, 2, 2, 2, 10), artifact.length,
                new Score.Memory(1, "stand-in"), 0.06));
    }

    /** One as usual; the next is never ended. */
    private static Outcome holdTheSecond(AtomicInteger judged, byte[] artifact) throws InterruptedException {
        if (judged.incrementAndGet() > 1) {
            System.out.println("holds");
            Thread.currentThread().join();
        }
        return judge(USUAL_MILLIS, artifact);
    }

    public static void main(String[] args) throws InterruptedException {
        List<String> words = List.of(args).subList(1, args.length);
        Database database = Database.open(args[0]);
        if (words.contains(SERVE)) {
            BoardServer server = BoardServer.start(database, InstantSource.system(), "127.0.0.1", 0, 10_000, Map.of(Task.MNIST, TaskRules.of(Task.MNIST)), WebLimits.DEFAULT);
            System.out.println("port " + server.port());
        }
        AtomicInteger judged = new AtomicInteger();
        int millis = words.isEmpty() || !words.getLast().matches("\\d+") ? USUAL_MILLIS : Integer.parseInt(words.getLast());
        boolean hold = words.contains(HOLD);
        Worker worker = new Worker("stand-in", new Queue(database, InstantSource.system(), LEASE),
                (task, artifact) -> hold ? holdTheSecond(judged, artifact) : judge(millis, artifact), System.out::println);
        Thread.currentThread().join();
        worker.close();
    }
}
