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

    /** The numbers 0 to n - 1 in random order, every order equally likely (Fisher and Yates 1938; Durstenfeld 1964). */
    static int[] shuffle(int n, RandomGenerator random) {
        int[] order = identity(n);
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }

    private static int[] identity(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        return order;
    }
}
