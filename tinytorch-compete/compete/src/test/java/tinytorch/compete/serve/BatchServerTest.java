package tinytorch.compete.serve;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;

/** The given server, on the learner's queue and batches. Nothing here depends on how fast the machine is. */
@Tag("compete.answer")
@Timeout(60)
class BatchServerTest {
    private static final long LONG = TimeUnit.HOURS.toNanos(1);

    /** The server answers by batches: first of all one of them must work. */
    @BeforeEach
    void aBatchIsAnswered() {
        Request<Integer, Integer> request = Request.of(3);
        new Batch<>(List.of(request)).answer(numbers -> numbers);
        Check.call("Batch.answer", "[3]").equal(() -> request.answer().getNow(null), 3);
    }

    @Test
    void manyThreadsGetTheirOwnAnswers() throws InterruptedException {
        List<CompletableFuture<Integer>> answers = Collections.synchronizedList(new ArrayList<>(Collections.nCopies(64, null)));
        try (BatchServer<Integer, Integer> server = new BatchServer<>(new BatchRule(8, 1000, 64), numbers -> numbers.stream().map(number -> number * number).toList())) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                int number = i;
                threads.add(Thread.ofVirtual().start(() -> answers.set(number, server.ask(number))));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        for (int i = 0; i < 64; i++) {
            int number = i;
            Check.call("BatchServer.ask", i).because("closing answers those who wait").equal(() -> answers.get(number).get(10, TimeUnit.SECONDS), i * i);
        }
    }

    @Test
    @LookAt("Batch.answer")
    void aFullBatchGoesWithoutWaiting() {
        List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
        try (BatchServer<Integer, Integer> server = new BatchServer<>(new BatchRule(3, LONG, 3), numbers -> {
            sizes.add(numbers.size());
            return numbers;
        })) {
            List<CompletableFuture<Integer>> answers = List.of(server.ask(1), server.ask(2), server.ask(3));
            Check.call("BatchServer.ask", 3).because("three are a batch, though the wait is an hour").equal(() -> answers.get(2).get(30, TimeUnit.SECONDS), 3);
            Check.call("the model").equal(() -> List.copyOf(sizes), List.of(3));
        }
    }

    @Test
    void whenTheModelBreaksEverybodyIsTold() {
        try (BatchServer<Integer, Integer> server = new BatchServer<>(new BatchRule(2, LONG, 8), _ -> {
            throw new OutOfMemoryError("test");
        })) {
            CompletableFuture<Integer> first = server.ask(1);
            CompletableFuture<Integer> second = server.ask(2);
            for (CompletableFuture<Integer> answer : List.of(first, second)) {
                Check.call("BatchServer.ask", "a model that runs out of memory").because("nobody may wait for ever").refuses(ExecutionException.class, () -> answer.get(30, TimeUnit.SECONDS), "OutOfMemoryError");
            }
        }
    }

    @Test
    void tooManyAreRefusedAndClosedIsClosed() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        BatchServer<Integer, Integer> server = new BatchServer<>(new BatchRule(1, 0, 2), numbers -> {
            working.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return numbers;
        });
        server.ask(1);
        working.await();
        CompletableFuture<Integer> second = server.ask(2);
        server.ask(3);
        Check.call("BatchServer.ask", "one at work, two wait").refuses(RejectedExecutionException.class, () -> server.ask(4), "2 requests wait already");
        go.countDown();
        Check.call("BatchServer.ask", 2).equal(() -> second.get(30, TimeUnit.SECONDS), 2);
        server.close();
        Check.call("BatchServer.ask", "closed").refuses(RejectedExecutionException.class, () -> server.ask(5), "closed");
    }
}
