package tinytorch.kernels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;

@Tag("kernels.parts")
class SharedLoopTest {

    @Test
    void onePartAfterTheOther() {
        List<String> ranges = new ArrayList<>();
        SharedLoop loop = new SharedLoop(10, 4, (from, to) -> ranges.add(from + "-" + to));
        Check.call("SharedLoop(10 in 4 parts).takeParts").because("somebody has to take them: there were parts").equal(loop::takeParts, true);
        Check.call("SharedLoop(10 in 4 parts).takeParts").because("part q is start(q) to start(q + 1)").equal(() -> ranges, List.of("0-2", "2-5", "5-7", "7-10"));
        Check.call("SharedLoop(10 in 4 parts).takeParts again").because("all parts are taken").equal(loop::takeParts, false);
        Check.call("SharedLoop(10 in 4 parts).takeParts again").equal(ranges::size, 4);
    }

    @Test
    void aLoopOfNothingHasNoParts() {
        SharedLoop loop = new SharedLoop(0, 0, (from, to) -> {
            throw new IllegalStateException("there is nothing to run");
        });
        Check.call("SharedLoop(0 in 0 parts).takeParts").equal(loop::takeParts, false);
    }

    @Test
    void aPartIsTakenBeforeItIsRun() {
        List<Integer> ran = new ArrayList<>();
        SharedLoop[] loop = new SharedLoop[1];
        loop[0] = new SharedLoop(4, 4, (from, to) -> {
            ran.add(from);
            loop[0].takeParts();   // as another thread would while this part runs
        });
        Check.call("SharedLoop(4 in 4 parts).takeParts, called again while part 0 runs").because("part 0 is taken: there are 1, 2 and 3").equal(() -> {
            loop[0].takeParts();
            return ran;
        }, List.of(0, 1, 2, 3));
    }

    @Test
    void threadsTakeEveryPartOnce() throws InterruptedException {
        for (int round = 0; round < 20; round++) {
            int[] runs = new int[4000];
            SharedLoop loop = new SharedLoop(runs.length, runs.length, (from, to) -> runs[from]++);
            List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
            List<Thread> threads = IntStream.range(0, 3)
                    .mapToObj(_ -> Thread.ofPlatform().uncaughtExceptionHandler((_, failure) -> thrown.add(failure)).start(loop::takeParts)).toList();
            Check.call("SharedLoop(4000 in 4000 parts).takeParts on 4 threads").run(loop::takeParts);
            for (Thread thread : threads) {
                thread.join();
            }
            Check.call("SharedLoop(4000 in 4000 parts).takeParts on 4 threads").because("no thread may fail").equal(() -> thrown, List.of());
            Check.call("SharedLoop(4000 in 4000 parts).takeParts on 4 threads").because("each part is handed out once: look and take are one step")
                    .equal(() -> Arrays.stream(runs).filter(times -> times != 1).count(), 0L);
        }
    }

    @Test
    @LookAt("SharedLoop.takeParts")
    void whatAPartThrowsIsKeptForTheOneWhoWaits() {
        for (Throwable thrown : List.of(new IllegalStateException("part 2"), new StackOverflowError("part 2"))) {
            List<Integer> ran = new ArrayList<>();
            SharedLoop loop = new SharedLoop(6, 6, (from, to) -> {
                ran.add(from);
                if (from == 2) {
                    SharedLoopTest.<RuntimeException>sneak(thrown);
                }
            });
            Check.call("SharedLoop(6 in 6 parts).takeParts, part 2 fails").because("the thread that takes parts goes on; finish() throws").equal(loop::takeParts, true);
            Check.call("SharedLoop(6 in 6 parts).takeParts, part 2 fails").because("after a failure the rest is not run").equal(() -> ran, List.of(0, 1, 2));
            Check.call("SharedLoop.finish").because("every part that was taken is done, run or not").equal(() -> finishes(loop), thrown);
        }
    }

    /** What {@code finish} throws; if it waits for parts that nobody counts, that is told after a while. */
    private static Object finishes(SharedLoop loop) throws InterruptedException {
        Object[] end = {"it waits for ever"};
        Thread waiting = Thread.ofPlatform().daemon().start(() -> {
            try {
                loop.finish();
                end[0] = "nothing was thrown";
            } catch (RuntimeException | Error thrown) {
                end[0] = thrown;
            }
        });
        waiting.join(2_000);
        return end[0];
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
