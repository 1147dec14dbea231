package tinytorch.data;

import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.vector;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;

@Tag("data.prefetch")
class PrefetchTest {

    @Test
    void givesTheBatchesInTheirOrder() {
        for (int ahead : new int[] {1, 2, 5, 100}) {
            BatchIterator batches = Check.call("Prefetch", "20 batches, " + ahead + " ahead").run(() -> new Prefetch(0, 20, PrefetchTest::batch, ahead));
            for (int i = 0; i < 20; i++) {
                Check.call("Prefetch.next", "20 batches, " + ahead + " ahead").equal(() -> number(batches), i);
            }
            Check.call("Prefetch.hasNext", "after the last").equal(batches::hasNext, false);
            Check.call("Prefetch.next", "after the last").refuses(NoSuchElementException.class, batches::next);
        }
    }

    @Test
    void aLaterBatchThatIsMadeFirstWaits() {
        CountDownLatch second = new CountDownLatch(1);
        BatchIterator batches = Check.call("Prefetch", "2 batches, 2 ahead").run(() -> new Prefetch(0, 2, number -> {
            if (number == 0) {
                await(second);
            } else {
                second.countDown();
            }
            return batch(number);
        }, 2));
        Check.call("Prefetch.next").because("batch 0 is made after batch 1, and still comes first").equal(() -> number(batches), 0);
        Check.call("Prefetch.next").equal(() -> number(batches), 1);
    }

    @Test
    @LookAt("Prefetch.fill")
    void makesBatchesAtTheSameTimeAndNotInTheThreadOfTheConsumer() {
        CyclicBarrier meeting = new CyclicBarrier(3);
        ConcurrentLinkedQueue<Thread> threads = new ConcurrentLinkedQueue<>();
        BatchIterator batches = Check.call("Prefetch", "3 batches, 3 ahead").run(() -> new Prefetch(0, 3, number -> {
            threads.add(Thread.currentThread());
            try {
                meeting.await(3, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException("the three batches of the queue are not made at the same time", e);
            }
            return batch(number);
        }, 3));
        Check.call("Prefetch.next").equal(() -> number(batches), 0);
        Check.call("Prefetch").because("the consumer's thread has other things to do").equal(() -> threads.contains(Thread.currentThread()), false);
        Check.call("Prefetch").because("the program must be able to end while a batch is made").equal(() -> threads.stream().allMatch(Thread::isDaemon), true);
    }

    @Test
    @LookAt({"Prefetch.fill", "Prefetch.next"})
    void beginsNoMoreThanItMayKeep() {
        AtomicInteger begun = new AtomicInteger();
        IntFunction<Batch> counted = number -> {
            begun.incrementAndGet();
            return batch(number);
        };
        BatchIterator batches = Check.call("Prefetch", "100 batches, 3 ahead").run(() -> new Prefetch(0, 100, counted, 3));
        for (int taken = 0; taken < 5; taken++) {
            int expected = taken + 3;
            waitFor(() -> begun.get() >= expected);
            pause();
            Check.call("Prefetch", "100 batches, 3 ahead").because("with " + taken + " taken and 3 in the queue, " + expected + " are begun: a slow consumer must not fill the memory")
                    .equal(begun::get, expected);
            Check.call("Prefetch.next").run(batches::next);
        }
    }

    @Test
    void beginsWhereItIsToldTo() {
        BatchIterator batches = Check.call("Prefetch", "batches 3 to 4").run(() -> new Prefetch(3, 5, PrefetchTest::batch, 4));
        Check.call("Prefetch.next").equal(() -> number(batches), 3);
        Check.call("Prefetch.next").equal(() -> number(batches), 4);
        Check.call("Prefetch.hasNext").equal(batches::hasNext, false);
        Check.call("Prefetch", "batches 7 to 4").equal(() -> new Prefetch(7, 5, PrefetchTest::batch, 2).hasNext(), false);
    }

    @Test
    @LookAt({"Prefetch.fill", "Prefetch.next", "Prefetch.close"})
    void anExceptionComesInItsTurnAndEndsTheEpoch() {
        AtomicInteger begun = new AtomicInteger();
        BatchIterator batches = Check.call("Prefetch", "100 batches, 4 ahead").run(() -> new Prefetch(0, 100, number -> {
            begun.incrementAndGet();
            if (number == 2) {
                throw new DataLoaderException(17, new IllegalArgumentException("odd"));
            }
            return batch(number);
        }, 4));
        Check.call("Prefetch.next").because("batch 0 was made").equal(() -> number(batches), 0);
        Check.call("Prefetch.next").because("batch 1 was made").equal(() -> number(batches), 1);
        DataLoaderException e = Check.call("Prefetch.next", "batch 2").because("what the reader threw is thrown in the consumer's thread")
                .refuses(DataLoaderException.class, batches::next, "example 17", "odd");
        Check.call("DataLoaderException.index").equal(e::index, 17);
        Check.call("Prefetch.hasNext").because("an epoch with a hole is no epoch").equal(batches::hasNext, false);
        pause();
        Check.call("Prefetch").because("batches 0 to 5 were begun before it was known").holds(begun.get() <= 6, "at most 6 begun", begun.get());
    }

    @Test
    void anErrorIsThrownAsItIs() {
        BatchIterator batches = Check.call("Prefetch").run(() -> new Prefetch(0, 3, _ -> {
            throw new OutOfMemoryError("a batch too large");
        }, 1));
        Check.call("Prefetch.next").refuses(OutOfMemoryError.class, batches::next, "a batch too large");
    }

    @Test
    void whoClosesItGetsAndBeginsNoMore() {
        AtomicInteger begun = new AtomicInteger();
        BatchIterator batches = Check.call("Prefetch", "100 batches, 2 ahead").run(() -> new Prefetch(0, 100, number -> {
            begun.incrementAndGet();
            return batch(number);
        }, 2));
        Check.call("Prefetch.next").equal(() -> number(batches), 0);
        Check.call("Prefetch.close").run(() -> {
            batches.close();
            return batches;
        });
        Check.call("Prefetch.hasNext", "after close").equal(batches::hasNext, false);
        Check.call("Prefetch.next", "after close").refuses(NoSuchElementException.class, batches::next);
        pause();
        Check.call("Prefetch", "after close").holds(begun.get() <= 3, "at most 3 begun", begun.get());
        Check.call("Prefetch.close", "again").because("closing twice does no harm").run(() -> {
            batches.close();
            return batches;
        });
    }

    @Test
    void closingInterruptsNobody() {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        BatchIterator batches = Check.call("Prefetch").run(() -> new Prefetch(0, 1, number -> {
            reading.countDown();
            interrupted.set(!await(closed) || Thread.currentThread().isInterrupted());
            done.countDown();
            return batch(number);
        }, 1));
        await(reading);
        Check.call("Prefetch.close", "while a batch is made").run(() -> {
            batches.close();
            return batches;
        });
        closed.countDown();
        await(done);
        Check.call("Prefetch.close", "while a batch is made").because("an interrupt closes the file channel that a dataset reads from, for all who use it")
                .equal(interrupted::get, false);
    }

    @Test
    @LookAt("Prefetch.fill")
    void aForgottenIteratorLeavesNoThreads() {
        ConcurrentLinkedQueue<Thread> threads = new ConcurrentLinkedQueue<>();
        Check.call("Prefetch", "100 batches, 4 ahead").run(() -> new Prefetch(0, 100, number -> {
            threads.add(Thread.currentThread());
            return batch(number);
        }, 4).next());
        waitFor(() -> threads.size() == 5);
        for (Thread thread : List.copyOf(threads)) {
            Check.call("Prefetch").because("a loop that is left with break closes nothing: the threads must end by themselves")
                    .equal(() -> thread.join(java.time.Duration.ofSeconds(3)), true);
        }
    }

    @Test
    @LookAt("Prefetch.next")
    void anInterruptedConsumerStopsWaiting() {
        CountDownLatch never = new CountDownLatch(1);
        BatchIterator batches = Check.call("Prefetch").run(() -> new Prefetch(0, 3, number -> {
            await(never);
            return batch(number);
        }, 2));
        Thread.currentThread().interrupt();
        try {
            Check.call("Prefetch.next", "in an interrupted thread").refuses(IllegalStateException.class, batches::next, "interrupted");
            Check.call("Thread.isInterrupted").because("who catches an InterruptedException sets the mark again, for those above").equal(Thread::interrupted, true);
        } finally {
            Thread.interrupted(); // the thread goes on to run other tests
            never.countDown();
        }
        Check.call("Prefetch.hasNext", "after that").because("the epoch ends, with the batch that was still in the queue").equal(batches::hasNext, false);
    }

    @Test
    void readingAheadChangesNoBit() {
        Check.call("Prefetch").equal(() -> new Prefetch(0, 0, PrefetchTest::batch, 1).hasNext(), false);
        Transform random = (input, generator) -> tensor(shape(), input.item() + 1000 * generator.nextInt(1, 1000));
        DataLoader loader = DataLoader.of(new Numbers(103)).batchSize(5).shuffle(11).transform(random).epoch(3);
        List<List<Integer>> expected = Check.call("loader", "without prefetch").run(() -> DataLoaderTest.inputs(loader));
        for (int ahead : new int[] {1, 2, 3, 8, 50}) {
            Check.call("loader.prefetch", ahead).because("every example has a random generator of its own, whichever thread reads it")
                    .equal(() -> DataLoaderTest.inputs(loader.prefetch(ahead)), expected);
        }
        Check.call("loader.from(7).prefetch(3)").equal(() -> DataLoaderTest.inputs(loader.from(7).prefetch(3)), expected.subList(7, expected.size()));
    }

    private static Batch batch(int number) {
        return new Batch(vector(number), vector(number));
    }

    private static int number(BatchIterator batches) {
        return (int) batches.next().inputs().item();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(3, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void waitFor(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            pause();
        }
    }

    /** Time enough for what should not happen. */
    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
