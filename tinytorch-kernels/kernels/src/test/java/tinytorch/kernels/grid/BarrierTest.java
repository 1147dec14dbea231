package tinytorch.kernels.grid;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;

@Tag("kernels.barrier")
class BarrierTest {
    private static Check launch(Object... grid) {
        return Check.call("Grid.launch", grid);
    }

    private static String run(Dim blocks, Dim threads, int shared, Kernel kernel) {
        Grid.launch(blocks, threads, shared, kernel);
        return "done";
    }

    @Test
    void everyThreadOfEveryBlockRunsOnce() {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        launch("(2, 2) blocks of (3, 2) threads").because("no thread waits, so there is one round").equal(() -> run(Dim.of(2, 2), Dim.of(3, 2), 0, thread -> seen.add(thread.toString())), "done");
        Collections.sort(seen);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            expected.add("thread " + Dim.of(3, 2).place(i % 6) + " of block " + Dim.of(2, 2).place(i / 6));
        }
        Collections.sort(expected);
        launch("(2, 2) blocks of (3, 2) threads").equal(() -> seen, expected);
    }

    @Test
    void behindABarrierAllHaveWritten() {
        float[] out = new float[12];
        launch("2 blocks of 6 threads").because("thread t reads what thread t + 1 wrote before the barrier; without one it would find NaN").equal(() -> {
            run(Dim.of(2), Dim.of(6), 6, thread -> {
                int t = thread.index().x();
                thread.shared()[t] = 10 * thread.block().x() + t;
                thread.sync();
                out[thread.column()] = thread.shared()[(t + 1) % 6];
            });
            return out;
        }, new float[] {1, 2, 3, 4, 5, 0, 11, 12, 13, 14, 15, 10});
    }

    @Test
    @LookAt("Block.rounds")
    void aRoundGoesFromBarrierToBarrier() {
        StringBuilder order = new StringBuilder();
        launch("1 block of 3 threads", "two barriers").because("each thread in turn until it waits; when all wait, the next round").equal(() -> {
            run(Dim.of(1), Dim.of(3), 0, thread -> {
                for (char part : new char[] {'a', 'b', 'c'}) {
                    order.append(part).append(thread.index().x()).append(' ');
                    if (part != 'c') {
                        thread.sync();
                    }
                }
            });
            return order.toString();
        }, "a0 a1 a2 b0 b1 b2 c0 c1 c2 ");
    }

    @Test
    void aThousandBarriersAreNoLimit() {
        float[] out = new float[1];
        launch("1 block of 4 threads", "1,000 barriers").because("in each round one thread adds 1").equal(() -> {
            run(Dim.of(1), Dim.of(4), 1, thread -> {
                for (int i = 0; i < 1000; i++) {
                    if (i % 4 == thread.index().x()) {
                        out[0]++;
                    }
                    thread.sync();
                }
            });
            return out;
        }, new float[] {1000});
    }

    @Test
    void blocksHaveTheirOwnBarriers() {
        float[] out = new float[3];
        launch("3 blocks of 2 threads", "block i waits i times").because("a barrier is a matter of one block").equal(() -> {
            run(Dim.of(3), Dim.of(2), 0, thread -> {
                for (int i = 0; i < thread.block().x(); i++) {
                    thread.sync();
                }
                out[thread.block().x()]++;
            });
            return out;
        }, new float[] {2, 2, 2});
    }

    @Test
    @LookAt("Block.rounds")
    void aThreadThatLeavesEarlyIsAnErrorNotAHang() {
        for (int leaver : new int[] {0, 2, 3}) {
            String waits = "thread (" + (leaver == 0 ? 1 : 0) + ", 0) of block (0, 0) waits";
            launch("1 block of 4 threads", "thread " + leaver + " returns before sync()").because("those who wait would wait for ever: name the first of them and the first that has ended")
                    .refuses(IllegalStateException.class, () -> run(Dim.of(1), Dim.of(4), 0, thread -> {
                        if (thread.index().x() != leaver) {
                            thread.sync();
                        }
                    }), waits, "thread (" + leaver + ", 0) of block (0, 0) has ended", "Every thread of a block must come to every sync()");
        }
    }

    @Test
    void leavingLaterIsNoBetter() {
        launch("1 block of 4 threads", "thread 1 leaves after the first barrier, 2 and 3 after it").because("the second barrier misses them").refuses(IllegalStateException.class,
                () -> run(Dim.of(1), Dim.of(4), 0, thread -> {
                    thread.sync();
                    if (thread.index().x() == 0) {
                        thread.sync();
                    }
                }), "thread (0, 0) of block (0, 0) waits", "thread (1, 0) of block (0, 0) has ended");
    }

    @Test
    void whoWaitsIsLetGo() {
        AtomicInteger gone = new AtomicInteger();
        launch("1 block of 5 threads", "one throws, four wait").because("the exception reaches who launched").refuses(ArithmeticException.class, () -> run(Dim.of(1), Dim.of(5), 0, thread -> {
            try {
                if (thread.index().x() == 4) {
                    throw new ArithmeticException("one of five");
                }
                thread.sync();
            } finally {
                gone.incrementAndGet();
            }
        }), "one of five");
        launch("1 block of 5 threads", "one throws, four wait").because("no thread is left behind").equal(gone::get, 5);
    }
}
