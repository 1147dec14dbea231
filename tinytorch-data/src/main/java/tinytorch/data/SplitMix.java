package tinytorch.data;

import java.util.random.RandomGenerator;

/**
 * A random generator whose whole state is one {@code long} that can be read, saved and set: a training that is resumed from a
 * checkpoint draws the numbers it would have drawn. Java's own generators don't give their state away.
 *
 * <p>The algorithm is SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", 2014): a counter
 * that goes up by an odd constant, and a function that mixes its bits.
 */
public final class SplitMix implements RandomGenerator {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    /** A generator that starts here; the seed is its first state. */
    public SplitMix(long seed) {
        this.state = seed;
    }

    /** A generator for one thing among many, such as one example of one epoch: the same keys give the same numbers, others give others. */
    public static SplitMix of(long seed, long... keys) {
        long mixed = mix(seed + GOLDEN_GAMMA);
        for (long key : keys) {
            mixed = mix(mixed ^ mix(key + GOLDEN_GAMMA));
        }
        return new SplitMix(mixed);
    }

    @Override
    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** The state: a generator with this seed goes on where this one is. */
    public long state() {
        return state;
    }

    /** Goes on from a state that was saved. */
    public void restore(long saved) {
        state = saved;
    }

    private static long mix(long z) {
        long x = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        x = (x ^ x >>> 27) * 0x94D049BB133111EBL;
        return x ^ x >>> 31;
    }
}
