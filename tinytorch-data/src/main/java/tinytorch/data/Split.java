package tinytorch.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Cuts a dataset at random into parts that share no example: one to learn from, one to judge what was learned. */
public final class Split {
    private Split() {
    }

    /**
     * Parts of these sizes, as {@code torch.utils.data.random_split}: shuffle the places ({@link Sampler#shuffle}), give the first
     * {@code sizes[0]} of them to the first part, the next {@code sizes[1]} to the second, and so on. The same generator state gives the
     * same parts.
     *
     * @throws IllegalArgumentException if the sizes are negative or do not add up to the dataset's
     */
    public static List<Subset> sizes(Dataset dataset, RandomGenerator random, int... sizes) {
        if (Arrays.stream(sizes).anyMatch(size -> size < 0) || Arrays.stream(sizes).asLongStream().sum() != dataset.size()) {
            throw new IllegalArgumentException("Split: the sizes " + Arrays.toString(sizes) + " must be 0 or more and add up to the "
                    + dataset.size() + " examples of the dataset.");
        }
        // tito:begin data.split
        int[] order = Sampler.shuffle(dataset.size(), random);
        List<Subset> parts = new ArrayList<>();
        int from = 0;
        for (int size : sizes) {
            parts.add(new Subset(dataset, Arrays.copyOfRange(order, from, from + size)));
            from += size;
        }
        return parts;
        // tito:end
    }

    /**
     * Parts of these fractions of the dataset, such as 0.9 and 0.1.
     *
     * @throws IllegalArgumentException if one is negative or they do not add up to 1
     */
    public static List<Subset> fractions(Dataset dataset, RandomGenerator random, double... fractions) {
        if (Arrays.stream(fractions).anyMatch(f -> !(f >= 0)) || !(Math.abs(Arrays.stream(fractions).sum() - 1) < 1e-6)) {
            throw new IllegalArgumentException("Split: the fractions " + Arrays.toString(fractions) + " must be 0 or more and add up to 1.");
        }
        return sizes(dataset, random, count(dataset.size(), fractions));
    }

    /**
     * How many of n examples each fraction gets: {@code floor(n * fraction)}; those that are then left go to the parts from the first
     * on, one each.
     *
     * <p>Worked example: 10 examples and the fractions 0.5, 0.25, 0.25 give 5, 2, 2, one is left: 6, 2, 2.
     *
     * @param fractions 0 or more, together 1
     */
    static int[] count(int n, double... fractions) {
        // tito:begin data.split
        int[] sizes = new int[fractions.length];
        int left = n;
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = (int) Math.floor(n * fractions[i]);
            left -= sizes[i];
        }
        for (int i = 0; i < left; i++) {
            sizes[i]++;
        }
        return sizes;
        // tito:end
    }
}
