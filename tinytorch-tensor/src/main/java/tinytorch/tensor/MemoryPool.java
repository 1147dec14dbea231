package tinytorch.tensor;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Keeps the arrays of results that are done with, for results to come: a caching allocator, as PyTorch has one for each device.
 *
 * <p>A training step makes the same results as the one before. Each new array would be filled with zeros that nobody reads, and lie in memory that no
 * cache holds; an array that was let go a moment ago is still in the cache. So the one that came back last is handed out first.
 *
 * <p>In {@link #use}, whatever {@link Tensor#empty} makes comes from the pool. It goes back with {@link Tensor#recycle}: backward does that for every
 * result that it has come past, and {@link Tensor#zeroGrad} for a gradient, as a training needs none of them any more. Whoever does need one has to
 * {@code copy()} it before; to read it afterwards is an error, never another result's numbers. What is not given back is left to the garbage collector.
 */
public final class MemoryPool {
    private static final ScopedValue<MemoryPool> CURRENT = ScopedValue.newInstance();
    /** Smaller arrays cost next to nothing. */
    private static final int SMALL = 1024;

    /** By length, as each result has an array of just its size. */
    private final Map<Integer, Deque<float[]>> free = new HashMap<>();
    private final long most;
    private long kept;

    /** A pool that keeps a quarter of the memory that Java may take, at most. */
    public MemoryPool() {
        this(Runtime.getRuntime().maxMemory() / 4 / Float.BYTES);
    }

    /** A pool that keeps so many numbers, at most. */
    MemoryPool(long most) {
        this.most = most;
    }

    /** Runs the block with results taken from this pool, on this thread, and returns what it returns. */
    public <T> T use(Supplier<T> block) {
        return ScopedValue.where(CURRENT, this).call(block::get);
    }

    /** The same loop with the pool in use here, also on the threads that share it: for {@link Kernels#parallel}. */
    public static Kernels.Range handOn(Kernels.Range body) {
        if (!CURRENT.isBound()) {
            return body;
        }
        MemoryPool pool = CURRENT.get();
        return (from, to) -> {
            if (pool.inUse()) {
                body.run(from, to);
            } else {
                ScopedValue.where(CURRENT, pool).run(() -> body.run(from, to));
            }
        };
    }

    /** An array of whatever numbers, from the pool in use if there is one. */
    static Storage storage(int size) {
        return storage(size, false);
    }

    /** The same with zeros. */
    static Storage zeros(int size) {
        return storage(size, true);
    }

    private static Storage storage(int size, boolean zeros) {
        if (size < SMALL || !CURRENT.isBound()) {
            return new Storage(new float[size]);
        }
        MemoryPool pool = CURRENT.get();
        float[] used = pool.take(size);
        if (used != null && zeros) {
            Arrays.fill(used, 0);
        }
        return new Storage(used == null ? new float[size] : used, pool);
    }

    boolean inUse() {
        return CURRENT.isBound() && CURRENT.get() == this;
    }

    /** {@code null} if there is none of this size. */
    private synchronized float[] take(int size) {
        Deque<float[]> arrays = free.get(size);
        if (arrays == null || arrays.isEmpty()) {
            return null;
        }
        kept -= size;
        return arrays.pop();
    }

    /** Sizes that are not asked for any more would stay for ever, so when there is too much, all of it goes. */
    synchronized void takeBack(float[] array) {
        if (kept + array.length > most) {
            free.clear();
            kept = 0;
        }
        assert spoilt(array);
        free.computeIfAbsent(array.length, size -> new ArrayDeque<>()).push(array);
        kept += array.length;
    }

    /** In tests: an operation that leaves out an element is not to find a number there that looks right. */
    private static boolean spoilt(float[] array) {
        Arrays.fill(array, Float.NaN);
        return true;
    }

    /** How many numbers wait for results. */
    synchronized long kept() {
        return kept;
    }
}
