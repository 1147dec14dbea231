package tinytorch.workbench;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;
import tinytorch.testkit.Values;

@Tag("setup.statistics")
class StatisticsTest {

    @Test
    void quantileBetweenTwoValuesIsTakenInProportion() {
        double[] sorted = {10, 20, 30, 40};
        quantile(sorted, 0, 10);
        quantile(sorted, 0.25, 17.5);
        quantile(sorted, 0.5, 25);
        quantile(sorted, 0.75, 32.5);
        quantile(sorted, 1, 40);
    }

    @Test
    void quantileAtAPositionIsThatValue() {
        quantile(new double[] {1, 2, 4, 8, 100}, 0.75, 8);
        quantile(new double[] {7}, 0.5, 7);
    }

    @Test
    void statisticsOfFourValues() {
        statistics("numbers worked by hand", new double[] {4, 1, 3, 2}, 1, 1.75, 2.5, 3.25, 4);
    }

    @Test
    void oneOutlierDoesNotMoveTheMiddle() {
        statistics("the mean would be 208", new double[] {10, 11, 9, 1000, 10}, 9, 10, 10, 11, 1000);
    }

    @Test
    void oneValueIsAllFive() {
        statistics("there is nothing else", new double[] {3}, 3, 3, 3, 3, 3);
    }

    @Test
    void valuesAreNotChanged() {
        double[] values = {3, 1, 2};
        Check.call("Statistics.of", "[3, 1, 2]").run(() -> Statistics.of(values));
        Check.call("Statistics.of", "[3, 1, 2]").because("the caller's array is not ours to sort")
                .equal(() -> values, new double[] {3, 1, 2});
    }

    @Test
    void agreesWithCountingOnManyValues() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        double[] values = random.doubles(1001, -5, 5).toArray();
        Statistics statistics = Check.call("Statistics.of", "1001 random values").run(() -> Statistics.of(values));
        Check.call("Statistics.of", "1001 random values").equal(statistics::count, 1001);
        for (double[] pair : new double[][] {{statistics.q1(), 250}, {statistics.median(), 500}, {statistics.q3(), 750}}) {
            int below = 0;
            for (double value : values) {
                below += value < pair[0] ? 1 : 0;
            }
            int count = below;
            Check.call("Statistics.of", "1001 random values").because("position fraction * 1000 in the sorted order")
                    .equal(() -> count, (int) pair[1]);
        }
    }

    @Test
    void spreadIsTheMiddleHalfInPartsOfTheMedian() {
        Statistics statistics = Check.call("Statistics.of", "[10, 20, 30, 40]").run(() -> Statistics.of(10, 20, 30, 40));
        Check.call("Statistics.spread", statistics)
                .gives(() -> Values.of(new double[] {statistics.iqr(), statistics.spread()}, 2),
                Values.of(new double[] {15, 0.6}, 2));
    }

    @Test
    void noValuesAreRefused() {
        Check.call("Statistics.of", "no values").because("there is no middle of nothing")
                .refuses(IllegalArgumentException.class, () -> Statistics.of());
    }

    @Test
    void notANumberIsRefused() {
        Check.call("Statistics.of", "[1, NaN, 2]").because("NaN is neither below nor above anything")
                .refuses(IllegalArgumentException.class, () -> Statistics.of(1, Double.NaN, 2), "NaN");
    }

    private static void quantile(double[] sorted, double fraction, double expected) {
        Check.call("Statistics.quantile", sorted.length + " values", fraction)
                .because("position = fraction * (n - 1), in proportion between two values")
                .gives(() -> Values.of(new double[] {Statistics.quantile(sorted, fraction)}), Values.of(new double[] {expected}));
    }

    private static void statistics(String reason, double[] values, double... expected) {
        Check.call("Statistics.of", values.length + " values: min, q1, median, q3, max").because(reason).gives(() -> {
            Statistics s = Statistics.of(values);
            return Values.of(new double[] {s.min(), s.q1(), s.median(), s.q3(), s.max()}, 5);
        }, Values.of(expected, 5));
    }
}
