package tinytorch.data;

import java.util.random.RandomGenerator;

/** Which examples an epoch has, and in what order. */
@FunctionalInterface
public interface Sampler {

    /**
     * The places of one epoch.
     *
     * @param size   how many examples the dataset has
     * @param random for a random order; the same generator state gives the same order
     * @return numbers from 0 to size - 1
     */
    int[] order(int size, RandomGenerator random);

    /** How many examples an epoch has, for a dataset of so many. */
    default int count(int size) {
        return size;
    }

    /** All examples from the first to the last. */
    static Sampler sequential() {
        return (size, random) -> identity(size);
    }

    /** All examples, each once, in random order. */
    static Sampler shuffled() {
        return Sampler::shuffle;
    }

    /**
     * The numbers 0 to n - 1 in random order, every order equally likely (Fisher and Yates 1938; Durstenfeld 1964): for each i from the
     * last to 1, swap the number at i with that at a random place j from 0 to i, {@code random.nextInt(i + 1)}. A place may stay where it is.
     *
     * <p>Why not "swap each with any": that has n^n equally likely courses, which can't be shared out evenly among n! orders.
     */
    static int[] shuffle(int n, RandomGenerator random) {
        int[] order = identity(n);
        // tito:begin data.sampler
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
        // tito:end
    }

    private static int[] identity(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        return order;
    }
}
