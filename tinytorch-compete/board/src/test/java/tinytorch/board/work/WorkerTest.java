package tinytorch.board.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tinytorch.board.Outcome;
import tinytorch.board.State;
import tinytorch.board.Submission;
import tinytorch.board.store.Database;
import tinytorch.board.store.Learners;
import tinytorch.board.store.Queue;
import tinytorch.board.store.Submissions;
import tinytorch.model.Task;

@Timeout(60)
class WorkerTest {
    private static final Set<Task> ALL = EnumSet.allOf(Task.class);
    @TempDir
    private Path folder;
    private final InstantSource clock = InstantSource.system();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private Database database;
    private Submissions submissions;
    private Learners.Learner ada;

    @BeforeEach
    void start() {
        database = Database.open(folder.resolve("board.db").toString());
        submissions = new Submissions(database, clock, 100);
        Learners learners = new Learners(database, clock);
        ada = learners.of(learners.enrol("ada", Duration.ofDays(1), false));
    }

    @AfterEach
    void stop() {
        database.close();
    }

    private Submission submit(String content) {
        return submissions.accept(ada, Task.MNIST, content.getBytes(StandardCharsets.UTF_8)).submission();
    }

    private Worker worker(Duration lease, Judge judge) {
        return new Worker("worker", new Queue(database, clock, lease), judge, log::add);
    }

    private Submission finished(Submission sent) throws InterruptedException {
        while (!submissions.one(ada, sent.id()).state().terminal()) {
            Thread.sleep(10);
        }
        return submissions.one(ada, sent.id());
    }

    @Test
    void anEvaluationLongerThanItsLeaseIsKeptByRenewal() throws InterruptedException {
        Submission sent = submit("model");
        try (Worker slow = worker(Duration.ofMillis(600), (task, artifact) -> {
            Thread.sleep(1500);
            return new Outcome.Rejected("TOO_SLOW", "slow");
        }); Worker other = worker(Duration.ofMillis(600), (task, artifact) -> {
            Thread.sleep(1500);
            return new Outcome.Rejected("TOO_SLOW", "slow");
        })) {
            assertThat(finished(sent).attempts()).as("%s %s", slow, other).isEqualTo(1);
        }
    }

    @Test
    void aJudgeThatThrowsIsTriedAgainAndTellsNothingOfTheServer() throws InterruptedException {
        Submission sent = submit("model");
        try (Worker worker = worker(Duration.ofSeconds(30), (task, artifact) -> {
            throw new IllegalStateException("/secret/path");
        })) {
            Submission failed = finished(sent);
            assertThat(failed.state()).as("%s", worker).isEqualTo(State.FAILED);
            assertThat(failed.attempts()).isEqualTo(State.ATTEMPTS);
            assertThat(failed.message()).doesNotContain("secret");
            assertThat(log).anyMatch(line -> line.contains("/secret/path"));
        }
    }

    @Test
    void aClosedWorkerGivesBackWhatItHad() throws InterruptedException {
        Submission sent = submit("model");
        CountDownLatch begun = new CountDownLatch(1);
        Worker worker = worker(Duration.ofSeconds(30), (task, artifact) -> {
            begun.countDown();
            Thread.sleep(60_000);
            throw new AssertionError("not interrupted");
        });
        begun.await();
        worker.close();
        Submission waiting = submissions.one(ada, sent.id());
        assertThat(waiting.state()).isEqualTo(State.QUEUED);
        assertThat(waiting.attempts()).isZero();
    }

    @Test
    void aWorkerThatLostItsLeaseStopsAndTakesTheNext() throws InterruptedException {
        Submission first = submit("first");
        CountDownLatch begun = new CountDownLatch(1);
        try (Worker worker = worker(Duration.ofMillis(900), (task, artifact) -> {
            if (begun.getCount() > 0) {
                begun.countDown();
                Thread.sleep(60_000);
            }
            return StandIn.judge(task, artifact);
        })) {
            begun.await();
            // As if this worker's machine had been asleep: somebody else, whose clock is ahead, takes over.
            Queue ahead = new Queue(database, () -> clock.instant().plusSeconds(10), Duration.ofMillis(900));
            assertThat(ahead.finish(ahead.claim(ALL).orElseThrow(), new Outcome.Rejected("TOO_SLOW", "by the other"))).isTrue();
            Submission second = submit("second");
            assertThat(finished(second).state()).as("%s", worker).isEqualTo(State.SCORED);
            assertThat(submissions.one(ada, first.id()).message()).isEqualTo("by the other");
        }
    }
}
