package tinytorch.text.transformer;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * How the next token is chosen from the logits: in the order of Hugging Face's {@code generate}, first the temperature, then the k likeliest, then the
 * nucleus of what is left.
 *
 * @param temperature logits are divided by it: below 1 likely tokens become likelier, above 1 unlikely ones; 0 always takes the likeliest (greedy)
 * @param topK        only the k likeliest tokens are considered; 0 for all
 * @param topP        only the likeliest tokens whose probabilities together reach p; 1 for all. (Holtzman et al., "The Curious Case of Neural Text
 *                    Degeneration", 2019.)
 */
public record Sampling(double temperature, int topK, double topP) {
    /** Always the likeliest token. */
    public static final Sampling GREEDY = new Sampling(0, 0, 1);

    public Sampling {
        if (!(temperature >= 0) || Double.isInfinite(temperature) || topK < 0 || !(topP > 0 && topP <= 1)) {
            throw new IllegalArgumentException("Sampling: temperature 0 or more, top-k 0 (all) or more, top-p above 0 and at most 1, got "
                    + temperature + ", "
                    + topK + " and " + topP + ". Try 0.8, 0 and 0.95.");
        }
    }

    /** Without a nucleus. */
    public Sampling(double temperature, int topK) {
        this(temperature, topK, 1);
    }

    /** The token chosen from {@code count} logits that begin at {@code at}: one random number for a draw, none if greedy. */
    public int choose(float[] logits, int at, int count, RandomGenerator random) {
        if (temperature == 0) {
            requireNumbers(logits, at, count);
            return likeliest(logits, at, count);
        }
        return draw(probabilities(logits, at, count), random.nextDouble());
    }

    /**
     * With which probability each token is chosen: {@link #tempered}, then {@link #keepTopK} and {@link #keepTopP} set what is not
     * considered to 0 and scale the rest,
     * which leaves a sum of 1.
     *
     * @throws IllegalArgumentException if the largest logit is not finite: the network is broken, not the dice
     */
    double[] probabilities(float[] logits, int at, int count) {
        requireNumbers(logits, at, count);
        double[] p = tempered(logits, at, count);
        if (topK > 0 && topK < count) {
            keepTopK(p, topK);
        }
        if (topP < 1) {
            keepTopP(p, topP);
        }
        return p;
    }

    /** The place of the largest logit, counted from {@code at}; the first of equals. */
    static int likeliest(float[] logits, int at, int count) {
        // tito:begin transformer.sample
        int best = 0;
        for (int i = 1; i < count; i++) {
            best = logits[at + i] > logits[at + best] ? i : best;
        }
        return best;
        // tito:end
    }

    /**
     * {@code softmax(logits / temperature)}, in {@code double}: the largest logit is taken away first, so that nothing overflows. With temperature 0, what
     * it tends to: 1 for {@link #likeliest}, 0 for the others.
     *
     * <p>Worked example: logits {@code [0, log 3]} give {@code [1/4, 3/4]} at temperature 1, and {@code [1/10, 9/10]} at 1/2: the odds 3 : 1 are squared.
     */
    double[] tempered(float[] logits, int at, int count) {
        // tito:begin transformer.sample
        int best = likeliest(logits, at, count);
        double[] p = new double[count];
        if (temperature == 0) {
            p[best] = 1;
            return p;
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            p[i] = Math.exp(((double) logits[at + i] - logits[at + best]) / temperature);
            sum += p[i];
        }
        for (int i = 0; i < count; i++) {
            p[i] /= sum;
        }
        return p;
        // tito:end
    }

    /**
     * The token that a number u from 0 to below 1 falls on when the probabilities are laid end to end: the first i with
     * {@code p[0] + ... + p[i] > u}. A token of probability 0 is never drawn, not even where rounding leaves the sum a little below u.
     *
     * <p>Worked example: {@code [0.25, 0, 0.75]}: u = 0.2 gives 0, u = 0.25 gives 2.
     */
    static int draw(double[] p, double u) {
        // tito:begin transformer.sample
        double sum = 0;
        int last = 0;
        for (int i = 0; i < p.length; i++) {
            if (p[i] > 0) {
                sum += p[i];
                last = i;
                if (sum > u) {
                    return i;
                }
            }
        }
        return last;
        // tito:end
    }

    /**
     * Sets all probabilities to 0 that are below the k-th largest, and divides the others by their sum. Those equal to the k-th stay too, as with
     * {@code torch.topk} in Hugging Face and nanoGPT: there may be more than k.
     *
     * <p>Worked example: {@code [0.5, 0.1, 0.3, 0.1]} with k = 2 becomes {@code [0.625, 0, 0.375, 0]}; with k = 3 nothing goes.
     *
     * @param k from 1 to below the number of tokens
     */
    static void keepTopK(double[] p, int k) {
        // tito:begin transformer.filter
        double[] sorted = p.clone();
        Arrays.sort(sorted);
        double least = sorted[p.length - k];
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            p[i] = p[i] < least ? 0 : p[i];
            sum += p[i];
        }
        for (int i = 0; i < p.length; i++) {
            p[i] /= sum;
        }
        // tito:end
    }

    /**
     * Keeps the nucleus: the likeliest tokens one by one until their probabilities add up to {@code topP} or more, the one that crosses it included;
     * the others become 0, and those kept are divided by their sum. Of equals the first comes first. The likeliest always stays.
     *
     * <p>Worked example: {@code [0.125, 0.5, 0.25, 0.125]} with 0.75 becomes {@code [0, 2/3, 1/3, 0]}; with 0.8 the first 0.125 stays as well.
     */
    static void keepTopP(double[] p, double topP) {
        // tito:begin transformer.filter
        double sum = 0;
        boolean[] kept = new boolean[p.length];
        for (int token : byProbability(p)) {
            if (sum >= topP) {
                break;
            }
            kept[token] = true;
            sum += p[token];
        }
        for (int i = 0; i < p.length; i++) {
            p[i] = kept[i] ? p[i] / sum : 0;
        }
        // tito:end
    }

    /**
     * The tokens from the likeliest to the least, of equals the first first. The bits of positive floats are ordered as the floats are, so sorting whole
     * numbers, the probability in the upper half and the token in the lower, does it without objects and comparators.
     */
    private static int[] byProbability(double[] p) {
        long[] keys = new long[p.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = ((long) -Float.floatToIntBits((float) p[i]) << 32) | i;
        }
        Arrays.sort(keys);
        int[] tokens = new int[keys.length];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = (int) keys[i];
        }
        return tokens;
    }

    private static void requireNumbers(float[] logits, int at, int count) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            largest = Math.max(largest, logits[at + i]);   // NaN if one is
        }
        if (!Float.isFinite(largest)) {
            throw new IllegalArgumentException("Sampling: the largest of " + count + " logits is " + largest
                    + ". Has the training diverged, or is every token masked?");
        }
    }
}
