package tinytorch.data;

import java.util.random.RandomGenerator;

/**
 * Draws examples with replacement, some more often than others, as {@code torch.utils.data.WeightedRandomSampler}: example i comes with
 * the probability {@code weights[i] / sum of all weights} at each draw. With rare classes weighted up, a network sees all equally often.
 */
public final class Weighted implements Sampler {
    private final double[] weights;
    private final int draws;

    /**
     * @param weights one for each example, 0 or more, not all 0
     * @param draws   how many examples an epoch has
     */
    public Weighted(double[] weights, int draws) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            if (!(weights[i] >= 0) || Double.isInfinite(weights[i])) {
                throw new IllegalArgumentException("Weighted: weight " + i + " is " + weights[i] + ". Weights are finite and 0 or more.");
            }
            sum += weights[i];
        }
        if (!(sum > 0) || Double.isInfinite(sum) || draws < 0) {
            throw new IllegalArgumentException("Weighted: the weights add up to " + sum + ", " + draws
                    + " draws. At least one weight must be positive, and the number of draws 0 or more.");
        }
        this.weights = weights.clone();
        this.draws = draws;
    }

    /**
     * Weights that make every class that occurs come equally often: 1 / (number of examples of its class).
     *
     * <p>Worked example: classes 0, 0, 0, 1 get the weights 1/3, 1/3, 1/3, 1.
     *
     * @param classes the class of each example, 0 or more
     */
    public static double[] balancing(int... classes) {
        // tito:begin data.sampler
        int last = 0;
        for (int c : classes) {
            last = Math.max(last, c);
        }
        int[] counts = new int[last + 1];
        for (int c : classes) {
            counts[c]++;
        }
        double[] weights = new double[classes.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 1.0 / counts[classes[i]];
        }
        return weights;
        // tito:end
    }

    @Override
    public int count(int size) {
        return draws;
    }

    /**
     * Lay the weights side by side on a line: example i has the piece from {@code w[0] + ... + w[i - 1]} up to, but without,
     * {@code w[0] + ... + w[i]}. Each draw is a random point, {@code random.nextDouble()} times the line's length, and gives the example
     * whose piece it is in. Add the weights up once and find the piece by halving ({@link #pieceOf}): a draw takes log2(n) steps, not n.
     *
     * <p>Worked example: with the weights 1, 0, 3 the pieces end at 1, 1, 4; the points 0.5, 1 and 3.9 give 0, 2 and 2.
     */
    @Override
    public int[] order(int size, RandomGenerator random) {
        if (weights.length != size) {
            throw new IllegalArgumentException("Weighted: " + weights.length + " weights for " + size + " examples. Give each example one weight.");
        }
        // tito:begin data.sampler
        double[] ends = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += weights[i];
            ends[i] = sum;
        }
        int[] order = new int[draws];
        for (int k = 0; k < draws; k++) {
            order[k] = pieceOf(random.nextDouble() * sum, ends);
        }
        return order;
        // tito:end
    }

    /** The first i with {@code point < ends[i]}; the ends never go down, and the last is greater than the point. */
    static int pieceOf(double point, double[] ends) {
        // tito:begin data.sampler
        int low = 0;
        int high = ends.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (point < ends[middle]) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
        // tito:end
    }
}
