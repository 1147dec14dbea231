package tinytorch.milestones.inference;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What a classifier thinks of one picture.
 *
 * @param probabilities of the classes 0, 1, 2, ...
 */
record Prediction(float[] probabilities) {
    private static final double ROUNDING = 1e-4;

    /** Whether these are probabilities: none below 0, and all together 1 up to rounding. A softmax that is wrong mostly shows here. */
    boolean isDistribution() {
        double sum = 0;
        for (float probability : probabilities) {
            if (!(probability >= 0)) {
                return false;
            }
            sum += probability;
        }
        return Math.abs(sum - 1) < ROUNDING;
    }

    /** The class with the highest probability; the first of equals. NaN is never the highest. */
    int best() {
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            if (probabilities[i] > probabilities[best] || Float.isNaN(probabilities[best])) {
                best = i;
            }
        }
        return best;
    }

    /** The probability of a class in words: {@code 98.3%}. */
    String percent(int digit) {
        return String.format(Locale.ROOT, "%.1f%%", 100 * probabilities[digit]);
    }

    /** The classes from the most to the least probable. */
    List<Integer> ranking() {
        return IntStream.range(0, probabilities.length).boxed().sorted(Comparator.comparing((Integer i) -> -probabilities[i])).toList();
    }
}
