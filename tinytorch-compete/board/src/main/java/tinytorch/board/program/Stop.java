package tinytorch.board.program;

import java.util.concurrent.CountDownLatch;

/** Waits for Ctrl-C or SIGTERM, and keeps the JVM until the program has ended in order: the queue gets back what is being evaluated. */
final class Stop implements AutoCloseable {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    Stop() {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            asked.countDown();
            try {
                ended.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    /** Whether it is to end. */
    boolean asked() {
        return asked.getCount() == 0;
    }

    void await() throws InterruptedException {
        asked.await();
    }

    /** The program has ended. */
    @Override
    public void close() {
        ended.countDown();
    }
}
