package tinytorch.text.transformer;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * How the next token is chosen from the logits.
 *
 * @param temperature logits are divided by it: below 1 likely tokens become likelier; 0 always takes the likeliest
 * @param topK        only the k likeliest tokens are considered; 0 for all
 */
public record Sampling(double temperature, int topK) {
    /** Always the likeliest token. */
    public static final Sampling GREEDY = new Sampling(0, 0);

    /** The token chosen from {@code count} logits that begin at {@code at}. */
    public int choose(float[] logits, int at, int count, RandomGenerator random) {
        int best = 0;
        for (int i = 1; i < count; i++) {
            best = logits[at + i] > logits[at + best] ? i : best;
        }
        if (temperature == 0) {
            return best;
        }
        float least = Float.NEGATIVE_INFINITY;
        if (topK > 0 && topK < count) {
            float[] sorted = Arrays.copyOfRange(logits, at, at + count);
            Arrays.sort(sorted);
            least = sorted[count - topK];
        }
        double[] upTo = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += logits[at + i] < least ? 0 : Math.exp((logits[at + i] - logits[at + best]) / temperature);
            upTo[i] = sum;
        }
        double u = random.nextDouble() * sum;
        int chosen = 0;
        while (chosen < count - 1 && upTo[chosen] <= u) {
            chosen++;
        }
        return chosen;
    }
}
