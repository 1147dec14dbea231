package tinytorch.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;
import tinytorch.testkit.Values;

@Tag("data.sampler")
class SamplerTest {

    @Test
    void aShuffledOrderHasEveryPlaceOnce() {
        for (int n : new int[] {2, 3, 10, 1000}) {
            int[] order = Check.call("Sampler.shuffle", n, "random").run(() -> Sampler.shuffle(n, new SplitMix(n)));
            boolean[] seen = new boolean[n];
            for (int place : order) {
                Check.call("Sampler.shuffle", n, "random").holds(place >= 0 && place < n && !seen[place], "0 to " + (n - 1) + ", each once", place);
                seen[place] = true;
            }
        }
        Check.call("Sampler.shuffle", 0, "random").equal(() -> Sampler.shuffle(0, new SplitMix(1)).length, 0);
        Check.call("Sampler.shuffle", 1, "random").equal(() -> Sampler.shuffle(1, new SplitMix(1)), new int[1]);
    }

    @Test
    void everyOrderIsEquallyLikely() {
        int draws = 60_000;
        Map<String, Integer> counts = new HashMap<>();
        RandomGenerator random = new SplitMix(42);
        for (int i = 0; i < draws; i++) {
            String order = Check.call("Sampler.shuffle", 3, "random").run(() -> Arrays.toString(Sampler.shuffle(3, random)));
            counts.merge(order, 1, Integer::sum);
        }
        Check.call("Sampler.shuffle", 3, "random").because("three numbers have 6 orders").equal(counts::size, 6);
        counts.forEach((order, count) -> Check.call("Sampler.shuffle", "3, " + draws + " times")
                .because("each of the 6 orders comes about 10,000 times; a sixth of all would differ from it by 500 once in ten million runs")
                .holds(Math.abs(count - draws / 6) < 500, order + " about " + draws / 6 + " times", count));
    }

    @Test
    void theOrderFollowsFromTheGenerator() {
        int[] first = Check.call("Sampler.shuffle", 50, "seed 1").run(() -> Sampler.shuffle(50, new SplitMix(1)));
        Check.call("Sampler.shuffle", 50, "seed 1").because("the same seed gives the same order").equal(() -> Sampler.shuffle(50, new SplitMix(1)), first);
        Check.call("Sampler.shuffle", 50, "seed 2").because("another seed gives another order")
                .equal(() -> Arrays.equals(Sampler.shuffle(50, new SplitMix(2)), first), false);
    }

    @Test
    void swapsFromTheLastPlaceDown() {
        int[] order = Check.call("Sampler.shuffle", 4, "always 0").run(() -> Sampler.shuffle(4, zeros()));
        Check.call("Sampler.shuffle", 4, "a generator that always gives 0")
                .because("[0 1 2 3], swap 3 with 0: [3 1 2 0], swap 2 with 0: [2 1 3 0], swap 1 with 0: [1 2 3 0]").equal(() -> order, new int[] {1, 2, 3, 0});
    }

    /** The smallest number of every kind, always. */
    private static RandomGenerator zeros() {
        return () -> 0;
    }

    @Test
    void balancingGivesRareClassesMoreWeight() {
        Check.call("Weighted.balancing", "0, 0, 0, 1").because("1 / (number of examples of its class)")
                .gives(() -> Values.of(Weighted.balancing(0, 0, 0, 1), 4), Values.of(new double[] {1.0 / 3, 1.0 / 3, 1.0 / 3, 1}, 4));
        Check.call("Weighted.balancing", "5, 2, 5").because("classes may be missing").gives(() -> Values.of(Weighted.balancing(5, 2, 5), 3),
                Values.of(new double[] {0.5, 1, 0.5}, 3));
        Check.call("Weighted.balancing", "no examples").equal(() -> Weighted.balancing().length, 0);
    }

    @Test
    void aPointLiesInThePieceThatEndsAfterIt() {
        double[] ends = {1, 1, 4};
        double[] points = {0, 0.5, 1, 2, 3.9};
        int[] pieces = {0, 0, 2, 2, 2};
        for (int i = 0; i < points.length; i++) {
            double point = points[i];
            Check.call("Weighted.pieceOf", point, "[1, 1, 4]").because("the first end that is greater than the point: a piece of length 0 has no points")
                    .equal(() -> Weighted.pieceOf(point, ends), pieces[i]);
        }
    }

    @Test
    void thePieceIsFoundAmongMany() {
        double[] ends = new double[1000];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = i + 1;
        }
        for (int i = 0; i < ends.length; i++) {
            int piece = i;
            Check.call("Weighted.pieceOf", i + 0.5, "[1, 2, ..., 1000]").equal(() -> Weighted.pieceOf(piece + 0.5, ends), piece);
            Check.call("Weighted.pieceOf", i, "[1, 2, ..., 1000]").because("an end belongs to the next piece").equal(() -> Weighted.pieceOf(piece, ends), piece);
        }
    }

    @Test
    void drawsAsOftenAsTheWeightsSay() {
        double[] weights = {1, 0, 3, 6};
        int draws = 100_000;
        Sampler sampler = new Weighted(weights, draws);
        int[] order = Check.call("Weighted.order", "weights 1, 0, 3, 6").run(() -> sampler.order(4, new SplitMix(7)));
        Check.call("Weighted.order", "weights 1, 0, 3, 6").equal(() -> order.length, draws);
        int[] counts = new int[4];
        for (int place : order) {
            counts[place]++;
        }
        for (int i = 0; i < weights.length; i++) {
            Check.call("Weighted.order", "weights 1, 0, 3, 6; " + draws + " draws").because("example " + i + " has the weight " + weights[i] + " of 10")
                    .holds(Math.abs(counts[i] - draws * weights[i] / 10) <= (weights[i] == 0 ? 0 : 800), "about " + draws * weights[i] / 10, counts[i]);
        }
    }

    @Test
    void anEpochMayBeShorterOrLongerThanTheDataset() {
        Sampler sampler = new Weighted(new double[] {1, 1}, 5);
        Check.call("Weighted.order", "2 examples, 5 draws").equal(() -> sampler.order(2, new SplitMix(1)).length, 5);
        Check.call("Weighted.count", "2 examples, 5 draws").equal(() -> sampler.count(2), 5);
        Check.call("Weighted.order", "3 examples").refuses(IllegalArgumentException.class, () -> sampler.order(3, new SplitMix(1)), "2 weights for 3 examples");
        Check.call("Weighted", "1, -1").refuses(IllegalArgumentException.class, () -> new Weighted(new double[] {1, -1}, 1), "weight 1 is -1.0");
        Check.call("Weighted", "0, 0").refuses(IllegalArgumentException.class, () -> new Weighted(new double[2], 1), "At least one weight");
    }
}
