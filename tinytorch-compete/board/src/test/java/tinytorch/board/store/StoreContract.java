package tinytorch.board.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tinytorch.board.BoardException;
import tinytorch.board.Outcome;
import tinytorch.board.Problem;
import tinytorch.board.State;
import tinytorch.board.Submission;
import tinytorch.model.Score;
import tinytorch.model.Task;

/** What both databases must do. Time stands still unless a test moves it. */
abstract class StoreContract {
    private static final Set<Task> ALL = EnumSet.allOf(Task.class);
    private static final Score SCORE = new Score(new Score.Part(1000, 0.8, Double.NaN), new Score.Part(2000, 0.79, Double.NaN),
            new Score.Latency(1.5, 2.5, 2.4, 2.75, 500), 100_000, new Score.Memory(50_000_000, "VmHWM"), 12.5);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final int QUOTA = 3;

    private final AtomicLong now = new AtomicLong(Instant.parse("2026-03-01T23:00:00Z").toEpochMilli());
    private final InstantSource clock = () -> Instant.ofEpochMilli(now.get());
    private Database database;
    private Learners learners;
    private Submissions submissions;
    private Queue queue;
    private Boards boards;
    private Learners.Learner ada;
    private Learners.Learner ben;

    /** An empty database. */
    abstract Database open();

    void release(Database database) {
        database.close();
    }

    @BeforeEach
    void start() {
        database = open();
        learners = new Learners(database, clock);
        submissions = new Submissions(database, clock, QUOTA);
        queue = new Queue(database, clock, LEASE);
        boards = new Boards(database, clock);
        ada = learners.of(learners.enrol("ada", Duration.ofDays(30), false));
        ben = learners.of(learners.enrol("ben", Duration.ofDays(30), false));
    }

    @AfterEach
    void stop() {
        release(database);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Submission accept(Learners.Learner learner, String content) {
        return submissions.accept(learner, Task.MNIST, bytes(content)).submission();
    }

    private State state(Submission submission) {
        return submissions.one(ada, submission.id()).state();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toMillis());
    }

    private static void refused(Problem problem, Callable<?> action) {
        assertThatThrownBy(action::call).isInstanceOfSatisfying(BoardException.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }

    @Test
    void aTokenNamesItsLearnerUntilItExpires() {
        String token = learners.enrol("cleo", Duration.ofDays(1), false);
        assertThat(learners.of(token).name()).isEqualTo("cleo");
        pass(Duration.ofDays(1).minusMillis(1));
        assertThat(learners.of(token).name()).isEqualTo("cleo");
        pass(Duration.ofMillis(1));
        refused(Problem.EXPIRED_TOKEN, () -> learners.of(token));
    }

    @Test
    void tokensAreNotStored() {
        String token = learners.enrol("cleo", Duration.ofDays(1), false);
        List<String> stored = database.read(handle -> handle.createQuery("select hash from token").mapTo(String.class).list());
        assertThat(stored).hasSize(3).allMatch(hash -> hash.matches("[0-9a-f]{64}") && !token.contains(hash));
    }

    @Test
    void otherTokensAreRefused() {
        refused(Problem.WRONG_TOKEN, () -> learners.of(""));
        refused(Problem.WRONG_TOKEN, () -> learners.of("tt_" + "A".repeat(43)));
        refused(Problem.WRONG_TOKEN, () -> learners.of("x".repeat(5000)));
    }

    @Test
    void renewingEndsTheOldToken() {
        String old = learners.enrol("cleo", Duration.ofDays(1), false);
        refused(Problem.NAME_TAKEN, () -> learners.enrol("cleo", Duration.ofDays(1), false));
        String fresh = learners.enrol("cleo", Duration.ofDays(1), true);
        refused(Problem.WRONG_TOKEN, () -> learners.of(old));
        assertThat(learners.of(fresh).name()).isEqualTo("cleo");
    }

    @Test
    void namesAreShortAndPrintable() {
        for (String bad : List.of("", " ada", "a".repeat(41), "<b>", "a\nb", "a\u202Eb", "ada ")) {
            refused(Problem.BAD_NAME, () -> learners.enrol(bad, Duration.ofDays(1), false));
        }
        assertThat(learners.of(learners.enrol("Zoë Müller-李", Duration.ofDays(1), false)).name()).isEqualTo("Zoë Müller-李");
    }

    @Test
    void aSubmissionGoesThroughTheQueueToTheBoard() {
        Submission sent = accept(ada, "model");
        assertThat(sent.state()).isEqualTo(State.QUEUED);
        Queue.Claim claim = queue.claim(ALL).orElseThrow();
        assertThat(claim.artifact()).isEqualTo(bytes("model"));
        assertThat(state(sent)).isEqualTo(State.EVALUATING);
        assertThat(queue.claim(ALL)).isEmpty();
        assertThat(queue.finish(claim, new Outcome.Scored(SCORE))).isTrue();
        Submission scored = submissions.one(ada, sent.id());
        assertThat(scored.state()).isEqualTo(State.SCORED);
        assertThat(scored.score()).isEqualTo(SCORE);
        assertThat(boards.of(Task.MNIST).entries()).singleElement().satisfies(entry -> {
            assertThat(entry.learner()).isEqualTo("ada");
            assertThat(entry.score()).isEqualTo(SCORE);
        });
        assertThat(boards.of(Task.CIFAR10).entries()).isEmpty();
    }

    @Test
    void aRejectionTellsWhyAndIsNotOnTheBoard() {
        Submission sent = accept(ada, "model");
        queue.finish(queue.claim(ALL).orElseThrow(), new Outcome.Rejected("NOT_FINITE", "weight 3 is NaN"));
        Submission rejected = submissions.one(ada, sent.id());
        assertThat(rejected.state()).isEqualTo(State.REJECTED);
        assertThat(rejected.reason()).isEqualTo("NOT_FINITE");
        assertThat(rejected.message()).isEqualTo("weight 3 is NaN");
        assertThat(boards.of(Task.MNIST).entries()).isEmpty();
    }

    @Test
    void theOldestIsTakenFirst() {
        Submission first = accept(ada, "1");
        pass(Duration.ofSeconds(1));
        Submission second = accept(ben, "2");
        assertThat(queue.claim(ALL).orElseThrow().submission()).isEqualTo(first.id());
        assertThat(queue.claim(ALL).orElseThrow().submission()).isEqualTo(second.id());
    }

    @Test
    void thoseAheadAreThoseThatCameEarlierAndAreNotDone() {
        Submission first = accept(ada, "1");
        pass(Duration.ofSeconds(1));
        Submission second = submissions.accept(ben, Task.CIFAR10, bytes("2")).submission();
        pass(Duration.ofSeconds(1));
        Submission third = accept(ada, "3");
        assertThat(submissions.ahead(first)).isZero();
        assertThat(submissions.ahead(third)).isEqualTo(2);
        Queue.Claim claim = queue.claim(ALL).orElseThrow();
        assertThat(submissions.ahead(third)).isEqualTo(2);
        queue.finish(claim, new Outcome.Scored(SCORE));
        assertThat(submissions.ahead(second)).isZero();
        assertThat(submissions.ahead(third)).isEqualTo(1);
    }

    @Test
    void aDeadEvaluatorsWorkIsTakenOverAndItsLateResultIsDropped() {
        accept(ada, "model");
        Queue.Claim dead = queue.claim(ALL).orElseThrow();
        pass(LEASE.plusMillis(1));
        Queue.Claim next = queue.claim(ALL).orElseThrow();
        assertThat(next.submission()).isEqualTo(dead.submission());
        assertThat(next.attempt()).isEqualTo(2);
        assertThat(queue.renew(dead)).isFalse();
        assertThat(queue.finish(dead, new Outcome.Scored(SCORE))).isFalse();
        assertThat(boards.of(Task.MNIST).entries()).isEmpty();
        assertThat(queue.finish(next, new Outcome.Scored(SCORE))).isTrue();
        assertThat(queue.finish(next, new Outcome.Scored(SCORE))).isFalse();
        assertThat(boards.of(Task.MNIST).entries()).hasSize(1);
    }

    @Test
    void anEvaluatorTakesTheTasksThatItCanJudge() {
        accept(ada, "model");
        pass(Duration.ofSeconds(1));
        Submission text = submissions.accept(ada, Task.TINYGPT, bytes("text")).submission();
        assertThat(queue.claim(EnumSet.of(Task.TINYGPT, Task.CIFAR10)).orElseThrow().submission()).isEqualTo(text.id());
        assertThat(queue.claim(EnumSet.of(Task.TINYGPT, Task.CIFAR10))).isEmpty();
        assertThat(queue.claim(EnumSet.of(Task.MNIST))).isPresent();
    }

    @Test
    void aRenewedLeaseIsNotTakenOver() {
        accept(ada, "model");
        Queue.Claim claim = queue.claim(ALL).orElseThrow();
        for (int i = 0; i < 5; i++) {
            pass(LEASE.minusMillis(1));
            assertThat(queue.renew(claim)).isTrue();
            assertThat(queue.claim(ALL)).isEmpty();
        }
    }

    @Test
    void afterThreeLostEvaluatorsItFails() {
        Submission sent = accept(ada, "model");
        for (int i = 0; i < State.ATTEMPTS; i++) {
            assertThat(queue.claim(ALL)).isPresent();
            pass(LEASE.plusMillis(1));
        }
        assertThat(queue.claim(ALL)).isEmpty();
        assertThat(submissions.one(ada, sent.id()).state()).isEqualTo(State.FAILED);
        assertThat(submissions.one(ada, sent.id()).reason()).isEqualTo("EVALUATOR_LOST");
    }

    @Test
    void aBrokenEvaluatorIsTriedAgainThreeTimes() {
        Submission sent = accept(ada, "model");
        for (int i = 0; i < State.ATTEMPTS; i++) {
            queue.finish(queue.claim(ALL).orElseThrow(), new Outcome.Broken("disk full"));
        }
        assertThat(queue.claim(ALL)).isEmpty();
        assertThat(state(sent)).isEqualTo(State.FAILED);
    }

    @Test
    void theSameBytesGiveTheOldSubmissionBackAndCostNothing() {
        Submissions.Accepted first = submissions.accept(ada, Task.MNIST, bytes("model"));
        assertThat(first.fresh()).isTrue();
        assertThat(first.left()).isEqualTo(QUOTA - 1);
        queue.finish(queue.claim(ALL).orElseThrow(), new Outcome.Scored(SCORE));
        Submissions.Accepted again = submissions.accept(ada, Task.MNIST, bytes("model"));
        assertThat(again.fresh()).isFalse();
        assertThat(again.left()).isEqualTo(QUOTA - 1);
        assertThat(again.submission()).isEqualTo(submissions.one(ada, first.submission().id()));
        assertThat(queue.claim(ALL)).isEmpty();
        assertThat(submissions.accept(ada, Task.CIFAR10, bytes("model")).fresh()).isTrue();
        assertThat(submissions.accept(ben, Task.MNIST, bytes("model")).fresh()).isTrue();
    }

    @Test
    void theQuotaIsPerDayAndTask() {
        for (int i = 0; i < QUOTA; i++) {
            accept(ada, "model" + i);
        }
        refused(Problem.QUOTA, () -> accept(ada, "one more"));
        assertThat(accept(ada, "model0").state()).isEqualTo(State.QUEUED);
        assertThat(submissions.accept(ada, Task.CIFAR10, bytes("other task")).fresh()).isTrue();
        assertThat(accept(ben, "other learner").state()).isEqualTo(State.QUEUED);
        pass(Duration.ofHours(1)); // midnight
        assertThat(accept(ada, "one more").state()).isEqualTo(State.QUEUED);
    }

    @Test
    void theQuotaHoldsForManyAtOnce() throws Exception {
        List<Callable<Boolean>> uploads = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String content = "model" + i;
            uploads.add(() -> {
                try {
                    return submissions.accept(ada, Task.MNIST, bytes(content)).fresh();
                } catch (BoardException e) {
                    assertThat(e.problem()).isEqualTo(Problem.QUOTA);
                    return false;
                }
            });
        }
        assertThat(inParallel(uploads)).filteredOn(Boolean::booleanValue).hasSize(QUOTA);
    }

    @Test
    void evaluatorsNeverTakeTheSameOne() throws Exception {
        List<Learners.Learner> many = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            many.add(learners.of(learners.enrol("learner" + i, Duration.ofDays(1), false)));
            accept(many.getLast(), "a" + i);
            accept(many.getLast(), "b" + i);
        }
        List<Callable<List<String>>> evaluators = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            evaluators.add(() -> {
                List<String> taken = new ArrayList<>();
                for (Optional<Queue.Claim> claim = queue.claim(ALL); claim.isPresent(); claim = queue.claim(ALL)) {
                    taken.add(claim.get().submission());
                    assertThat(queue.finish(claim.get(), new Outcome.Scored(SCORE))).isTrue();
                }
                return taken;
            });
        }
        List<String> taken = inParallel(evaluators).stream().flatMap(List::stream).toList();
        assertThat(taken).doesNotHaveDuplicates();
        // One that found only locked rows went home early; who held those took the rest.
        for (Optional<Queue.Claim> claim = queue.claim(ALL); claim.isPresent(); claim = queue.claim(ALL)) {
            queue.finish(claim.get(), new Outcome.Scored(SCORE));
        }
        assertThat(boards.of(Task.MNIST).entries()).hasSize(30);
    }

    private static <T> List<T> inParallel(List<Callable<T>> work) throws Exception {
        List<T> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(work.size())) {
            for (Future<T> future : threads.invokeAll(work)) {
                results.add(future.get());
            }
        }
        return results;
    }

    @Test
    void nobodySeesAnothersSubmission() {
        Submission sent = accept(ada, "model");
        refused(Problem.NOT_FOUND, () -> submissions.one(ben, sent.id()));
        refused(Problem.NOT_FOUND, () -> submissions.one(ben, "no such"));
        assertThat(submissions.of(ben)).isEmpty();
        assertThat(submissions.of(ada)).containsExactly(sent);
    }

    @Test
    void aClosedTaskTakesNothingButFinishesItsQueue() {
        accept(ada, "model");
        assertThat(boards.close(Task.MNIST)).isTrue();
        assertThat(boards.close(Task.MNIST)).isFalse();
        refused(Problem.CLOSED, () -> accept(ada, "late"));
        assertThat(accept(ada, "model").state()).isEqualTo(State.QUEUED);
        queue.finish(queue.claim(ALL).orElseThrow(), new Outcome.Scored(SCORE));
        assertThat(boards.of(Task.MNIST).closed()).isTrue();
        assertThat(boards.of(Task.MNIST).entries()).hasSize(1);
        assertThat(submissions.accept(ada, Task.CIFAR10, bytes("model")).fresh()).isTrue();
    }

    @Test
    void everyChangeCountsUpAVersion() {
        Versions versions = new Versions(database);
        assertThat(versions.all().get(Task.MNIST)).isEqualTo(new Versions.Version(0, 0));
        accept(ada, "model");
        Queue.Claim claim = queue.claim(ALL).orElseThrow();
        assertThat(versions.all().get(Task.MNIST)).isEqualTo(new Versions.Version(0, 2));
        queue.finish(claim, new Outcome.Scored(SCORE));
        assertThat(versions.all().get(Task.MNIST)).isEqualTo(new Versions.Version(1, 3));
        assertThat(versions.all().get(Task.CIFAR10)).isEqualTo(new Versions.Version(0, 0));
        boards.close(Task.CIFAR10);
        assertThat(versions.all().get(Task.CIFAR10)).isEqualTo(new Versions.Version(1, 1));
    }

    @Test
    void whatIsNotANumberComesBackAsSuch() {
        Submission sent = accept(ada, "model");
        Score odd = new Score(new Score.Part(10, Double.NaN, 2.5), new Score.Part(20, Double.POSITIVE_INFINITY, 2.6), SCORE.latency(), 10, SCORE.memory(), 1);
        queue.finish(queue.claim(ALL).orElseThrow(), new Outcome.Scored(odd));
        assertThat(submissions.one(ada, sent.id()).score())
                .isEqualTo(new Score(odd.publicPart(), new Score.Part(20, Double.NaN, 2.6), odd.latency(), 10, odd.memory(), 1));
    }
}
