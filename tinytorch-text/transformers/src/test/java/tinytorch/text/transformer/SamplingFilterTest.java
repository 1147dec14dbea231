package tinytorch.text.transformer;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tinytorch.testkit.Check;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("transformer.filter")
class SamplingFilterTest {
    private static final Tolerance DOUBLE = new Tolerance(1e-12, 0);

    private static Values topK(int k, double... p) {
        double[] kept = p.clone();
        Sampling.keepTopK(kept, k);
        return Values.of(kept, p.length);
    }

    private static Values topP(double limit, double... p) {
        double[] kept = p.clone();
        Sampling.keepTopP(kept, limit);
        return Values.of(kept, p.length);
    }

    private static Values row(double... numbers) {
        return Values.of(numbers, numbers.length);
    }

    @Test
    void theKLikeliestStay() {
        Check.call("Sampling.keepTopK", "[0.5, 0.1, 0.3, 0.1]", 2).because("0.5 / 0.8 and 0.3 / 0.8").within(DOUBLE)
                .gives(() -> topK(2, 0.5, 0.1, 0.3, 0.1), row(0.625, 0, 0.375, 0));
        Check.call("Sampling.keepTopK", "[0.2, 0.5, 0.3]", 1).within(DOUBLE).gives(() -> topK(1, 0.2, 0.5, 0.3), row(0, 1, 0));
    }

    @Test
    void equalsOfTheKthStayToo() {
        Check.call("Sampling.keepTopK", "[0.5, 0.1, 0.3, 0.1]", 3).because("the third and the fourth are equal: neither is better").within(DOUBLE)
                .gives(() -> topK(3, 0.5, 0.1, 0.3, 0.1), row(0.5, 0.1, 0.3, 0.1));
    }

    @Test
    void theNucleusIncludesTheOneThatCrosses() {
        Check.call("Sampling.keepTopP", "[0.125, 0.5, 0.25, 0.125]", 0.6).because("0.5 is not enough, 0.5 + 0.25 is").within(DOUBLE)
                .gives(() -> topP(0.6, 0.125, 0.5, 0.25, 0.125), row(0, 2 / 3.0, 1 / 3.0, 0));
        Check.call("Sampling.keepTopP", "[0.125, 0.5, 0.25, 0.125]", 0.75).because("0.5 + 0.25 reaches 0.75 exactly").within(DOUBLE)
                .gives(() -> topP(0.75, 0.125, 0.5, 0.25, 0.125), row(0, 2 / 3.0, 1 / 3.0, 0));
    }

    @Test
    void ofEqualsTheFirstComesFirst() {
        Check.call("Sampling.keepTopP", "[0.125, 0.5, 0.25, 0.125]", 0.8).because("one of the two 0.125 is enough: the first").within(DOUBLE)
                .gives(() -> topP(0.8, 0.125, 0.5, 0.25, 0.125), row(0.125 / 0.875, 0.5 / 0.875, 0.25 / 0.875, 0));
    }

    @Test
    void theLikeliestAlwaysStays() {
        Check.call("Sampling.keepTopP", "[0.25, 0.75]", 0.001).within(DOUBLE).gives(() -> topP(0.001, 0.25, 0.75), row(0, 1));
        Check.call("Sampling.keepTopP", "[0.25, 0.75]", 0.999).within(DOUBLE).gives(() -> topP(0.999, 0.25, 0.75), row(0.25, 0.75));
    }

    @Test
    void theNucleusIsTheSmallestSetThatReachesP() {
        double[] p = new double[200];
        double sum = 0;
        for (int i = 0; i < 200; i++) {
            p[i] = Math.exp(3 * Math.sin(i * 12.9898));
            sum += p[i];
        }
        for (int i = 0; i < 200; i++) {
            p[i] /= sum;
        }
        for (double limit : new double[] {0.1, 0.5, 0.9, 0.99}) {
            double[] kept = Check.call("Sampling.keepTopP", "200 tokens", limit).run(() -> topP(limit, p)).data();
            double inside = 0;
            double least = 1;
            double most = 0;
            for (int i = 0; i < 200; i++) {
                inside += kept[i] > 0 ? p[i] : 0;
                least = kept[i] > 0 ? Math.min(least, p[i]) : least;
                most = kept[i] > 0 ? most : Math.max(most, p[i]);
            }
            Check.call("Sampling.keepTopP", "200 tokens", limit)
                    .because("nothing outside is likelier than anything inside; without the least of those inside p is not reached")
                    .holds(inside >= limit && inside - least < limit && most <= least, "the smallest set that reaches " + limit,
                            "inside " + inside + ", least inside " + least + ", most outside " + most);
            Check.call("Sampling.keepTopP", "200 tokens", limit).because("probabilities sum to 1").within(DOUBLE)
                    .gives(() -> Values.of(new double[] {Arrays.stream(kept).sum()}), Values.of(new double[] {1}));
        }
    }

    @Test
    void theNucleusIsThatOfWhatTopKLeft() {
        float[] logits = {(float) Math.log(4), (float) Math.log(3), (float) Math.log(2), 0};
        Check.call("Sampling.keepTopP", "[4/7, 3/7]", 0.5).within(DOUBLE).gives(() -> topP(0.5, 4 / 7.0, 3 / 7.0), row(1, 0));
        Check.call("Sampling(1, top-k 2, top-p 0.5).probabilities", "log [4, 3, 2, 1]")
                .because("of 4 and 3 the first has 4/7: p is reached. Of all it has 4/10")
                .within(new Tolerance(1e-6, 0)).gives(() -> Values.of(new Sampling(1, 2, 0.5).probabilities(logits, 0, 4), 4), row(1, 0, 0, 0));
    }
}
