package tinytorch.text.transformer;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tinytorch.testkit.Check;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("transformer.sample")
class SamplingTest {
    private static final Tolerance DOUBLE = new Tolerance(1e-7, 0);
    private static final float LOG3 = (float) Math.log(3);

    private static Values tempered(double temperature, float... logits) {
        double[] p = new Sampling(temperature, 0).tempered(logits, 0, logits.length);
        return Values.of(p, p.length);
    }

    private static Values row(double... numbers) {
        return Values.of(numbers, numbers.length);
    }

    @Test
    void temperatureChangesTheOdds() {
        Check.call("Sampling(1).tempered", "[0, log 3]").because("odds 1 : 3").within(DOUBLE).gives(() -> tempered(1, 0, LOG3), row(0.25, 0.75));
        Check.call("Sampling(0.5).tempered", "[0, log 3]").because("odds 1 : 3^2").within(DOUBLE).gives(() -> tempered(0.5, 0, LOG3), row(0.1, 0.9));
        Check.call("Sampling(2).tempered", "[0, log 9]").because("odds 1 : sqrt(9)").within(DOUBLE).gives(() -> tempered(2, 0, 2 * LOG3), row(0.25, 0.75));
    }

    @Test
    void temperatureZeroIsCertain() {
        Check.call("Sampling(0).tempered", "[1, 5, 5, 2]").because("the first of the largest").gives(() -> tempered(0, 1, 5, 5, 2), row(0, 1, 0, 0));
        Check.call("Sampling(0.001).tempered", "[1, 5, 4]").because("exp(4000) would overflow: take the largest logit away first")
                .gives(() -> tempered(0.001, 1, 5, 4), row(0, 1, 0));
    }

    @Test
    void largeAndMaskedLogitsAreNoProblem() {
        Check.call("Sampling(1).tempered", "[1000, 1000]").within(DOUBLE).gives(() -> tempered(1, 1000, 1000), row(0.5, 0.5));
        Check.call("Sampling(1).tempered", "[0, -infinity, 0]").because("exp(-infinity) = 0").within(DOUBLE)
                .gives(() -> tempered(1, 0, Float.NEGATIVE_INFINITY, 0), row(0.5, 0, 0.5));
        Check.call("Sampling(1).tempered", "[-2000, -2000]").within(DOUBLE).gives(() -> tempered(1, -2000, -2000), row(0.5, 0.5));
    }

    @Test
    void logitsMayStandAnywhereInAnArray() {
        float[] rows = {9, 9, 0, LOG3, 0, 99};
        Check.call("Sampling(1).tempered", "row 1").because("three logits from place 2 on: 1 : 3 : 1").within(DOUBLE)
                .gives(() -> Values.of(new Sampling(1, 0).tempered(rows, 2, 3), 3), row(0.2, 0.6, 0.2));
        Check.call("Sampling.likeliest", "row 1").equal(() -> Sampling.likeliest(rows, 2, 3), 1);
        Check.call("Sampling.GREEDY.choose", "row 1").equal(() -> Sampling.GREEDY.choose(rows, 2, 3, new SplittableRandom(1)), 1);
    }

    @Test
    void aNumberFallsOnAToken() {
        double[] p = {0.25, 0, 0.75};
        for (double[] pair : new double[][] {{0, 0}, {0.2, 0}, {0.25, 2}, {0.9, 2}}) {
            Check.call("Sampling.draw", Arrays.toString(p), pair[0]).because("the first i with p[0] + ... + p[i] > u")
                    .equal(() -> Sampling.draw(p, pair[0]), (int) pair[1]);
        }
    }

    @Test
    void impossibleTokensAreNeverDrawn() {
        double[] p = {0, 0.3, 0.3, 0.3, 0};
        Check.call("Sampling.draw", Arrays.toString(p), 0).because("p[0] is 0").equal(() -> Sampling.draw(p, 0), 1);
        Check.call("Sampling.draw", Arrays.toString(p), 0.95).because("rounding left the sum below u: the last possible token")
                .equal(() -> Sampling.draw(p, 0.95), 3);
    }

    @Test
    void tokensComeAsOftenAsTheirProbabilitySays() {
        float[] logits = {0, LOG3, Float.NEGATIVE_INFINITY, 2 * LOG3};
        SplittableRandom random = new SplittableRandom(4);
        int[] counts = new int[4];
        Sampling sampling = new Sampling(1, 0);
        for (int i = 0; i < 13_000; i++) {
            counts[Check.call("Sampling(1).choose", "[0, log 3, -infinity, log 9]").run(() -> sampling.choose(logits, 0, 4, random))]++;
        }
        boolean close = Math.abs(counts[0] - 1000) < 150 && Math.abs(counts[1] - 3000) < 250 && counts[2] == 0 && Math.abs(counts[3] - 9000) < 350;
        Check.call("13,000 times Sampling(1).choose").because("the odds are 1 : 3 : 0 : 9")
                .holds(close, "about 1000, 3000, 0, 9000", Arrays.toString(counts));
    }

    @Test
    void theSameSeedGivesTheSameTokens() {
        float[] logits = {0.1f, 0.2f, 0.3f, 0.4f};
        Check.call("20 times Sampling(1).choose").equal(() -> draws(logits, 7), draws(logits, 7));
        Check.call("20 times Sampling(1).choose, seed 8").holds(!draws(logits, 8).equals(draws(logits, 7)), "other tokens than with seed 7", "the same");
    }

    private static List<Integer> draws(float[] logits, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Sampling sampling = new Sampling(1, 0);
        Integer[] drawn = new Integer[20];
        for (int i = 0; i < 20; i++) {
            drawn[i] = sampling.choose(logits, 0, 4, random);
        }
        return List.of(drawn);
    }

    @Test
    void brokenLogitsAndSettingsAreRefused() {
        Check.call("Sampling(1).choose", "[0, log 3]").holds(Sampling.likeliest(new float[] {0, LOG3}, 0, 2) == 1, "token 1 is the likeliest", "another");
        for (float[] broken : new float[][] {{0, Float.NaN}, {Float.POSITIVE_INFINITY, 0}, {Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY}}) {
            for (Sampling sampling : List.of(Sampling.GREEDY, new Sampling(1, 0))) {
                Check.call("Sampling.choose", Arrays.toString(broken)).refuses(IllegalArgumentException.class,
                        () -> sampling.choose(broken, 0, 2, new SplittableRandom(1)), "diverged");
            }
        }
        Check.call("Sampling", -1, 0, 1).refuses(IllegalArgumentException.class, () -> new Sampling(-1, 0, 1), "temperature");
        Check.call("Sampling", 1, -1, 1).refuses(IllegalArgumentException.class, () -> new Sampling(1, -1, 1), "top-k");
        Check.call("Sampling", 1, 0, 0).refuses(IllegalArgumentException.class, () -> new Sampling(1, 0, 0), "top-p");
    }
}
