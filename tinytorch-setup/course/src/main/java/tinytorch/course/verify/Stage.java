package tinytorch.course.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import tinytorch.course.CourseException;

/** Does the steps of a stage, as many at a time as there are cores for it, and tells the listener. */
final class Stage implements AutoCloseable {
    private static final int WORKERS = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));

    private final VerifyListener listener;
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS, Thread.ofPlatform().daemon().name("verify-", 0).factory());

    Stage(VerifyListener listener) {
        this.listener = listener;
    }

    /** One step, with what the listener is told when it is done. */
    record Step<T>(String name, Callable<T> work) {
    }

    /** About equal parts, at least as many as there are workers and of at most {@code most} each. */
    static <T> List<List<T>> parts(List<T> all, int most) {
        int size = Math.max(1, Math.min(most, (all.size() + WORKERS - 1) / WORKERS));
        List<List<T>> parts = new ArrayList<>();
        for (int i = 0; i < all.size(); i += size) {
            parts.add(all.subList(i, Math.min(all.size(), i + size)));
        }
        return parts;
    }

    /** The results in the order of the steps. */
    <T> List<T> run(String name, List<Step<T>> steps) {
        synchronized (listener) {
            listener.stage(name, steps.size());
        }
        List<Future<T>> futures = new ArrayList<>();
        for (Step<T> step : steps) {
            futures.add(workers.submit(() -> {
                T result = step.work().call();
                synchronized (listener) {
                    listener.step(step.name());
                }
                return result;
            }));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            results.add(get(future));
        }
        return results;
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new CourseException("A step of the verification failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CourseException("The verification was interrupted.", e);
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
