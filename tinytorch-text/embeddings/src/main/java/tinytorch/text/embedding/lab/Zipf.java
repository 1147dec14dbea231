package tinytorch.text.embedding.lab;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Numbers as frequent as words are: number r is drawn with a probability in proportion to {@code 1 / (r + 1)}. (Zipf's law: the second most frequent word
 * of a language is half as frequent as the first, the tenth a tenth.) Tokenizers give small ids to what is frequent, so ids are distributed like this.
 */
final class Zipf {
    private final double[] upTo;

    /** For numbers from 0 to {@code count - 1}. */
    Zipf(int count) {
        upTo = new double[count];
        double sum = 0;
        for (int r = 0; r < count; r++) {
            sum += 1.0 / (r + 1);
            upTo[r] = sum;
        }
    }

    /** So many independent numbers. */
    float[] draw(int n, RandomGenerator random) {
        float[] numbers = new float[n];
        for (int i = 0; i < n; i++) {
            int at = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
            numbers[i] = Math.min(at < 0 ? -at - 1 : at + 1, upTo.length - 1);
        }
        return numbers;
    }
}
