package tinytorch.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tinytorch.model.Score;

class RankingTest {
    private static final double NONE = Double.NaN;

    private static Entry entry(String id, String learner, long received, double accuracy, double p95, long bytes) {
        return new Entry(id, learner, received, score(accuracy, accuracy, p95, bytes));
    }

    private static Score score(double open, double hidden, double p95, long bytes) {
        return new Score(new Score.Part(10_000, open, NONE), new Score.Part(10_000, hidden, NONE), new Score.Latency(p95 / 2, p95, p95, p95, 100), bytes,
                new Score.Memory(1, "test"), 1);
    }

    private static List<String> ids(Category category, List<Entry> entries) {
        return Ranking.of(category, entries, false).stream().map(standing -> standing.entry().id()).toList();
    }

    private static final List<Entry> FOUR = List.of(
            entry("a", "ada", 1, 0.90, 40, 4_000_000),
            entry("b", "ben", 2, 0.80, 10, 1_000_000),
            entry("c", "cleo", 3, 0.70, 20, 100_000),
            entry("d", "dan", 4, 0.85, 5, 9_000_000));

    @Test
    void eachCategoryComparesItsOwnNumber() {
        assertThat(ids(Category.ACCURACY, FOUR)).containsExactly("a", "d", "b", "c");
        assertThat(ids(Category.FASTEST, FOUR)).containsExactly("d", "b", "c", "a");
        assertThat(ids(Category.SMALLEST, FOUR)).containsExactly("c", "b", "a", "d");
        assertThat(ids(Category.EFFICIENCY, FOUR)).containsExactly("c", "b", "a", "d"); // 700, 80, 22.5 and 9.4 points a megabyte
    }

    @Test
    void efficiencyIsPointsForEachMegabyte() {
        assertThat(Figures.of(FOUR.getFirst().score(), false).efficiency()).isEqualTo(22.5);
    }

    @Test
    void ranksCountFromOneWithoutGaps() {
        assertThat(Ranking.of(Category.ACCURACY, FOUR, false)).extracting(Standing::rank).containsExactly(1, 2, 3, 4);
    }

    @Test
    void aLearnerStandsWithTheirBestInEachCategory() {
        List<Entry> two = List.of(entry("a", "ada", 1, 0.90, 40, 400), entry("b", "ada", 2, 0.80, 10, 500));
        assertThat(ids(Category.ACCURACY, two)).containsExactly("a");
        assertThat(ids(Category.FASTEST, two)).containsExactly("b");
    }

    @Test
    void recordsAreThoseThatWereBetterThanAllBeforeThem() {
        List<Entry> entries = new ArrayList<>(List.of(
                entry("a", "ada", 10, 0.80, 9, 500), entry("b", "ben", 20, 0.80, 8, 500), entry("c", "ada", 30, NONE, 1, 100),
                entry("d", "ada", 40, 0.85, 9, 600), entry("e", "cleo", 50, 0.82, 7, 500), entry("f", "ada", 60, 0.90, 9, 400)));
        Collections.reverse(entries);
        assertThat(records(Category.ACCURACY, entries)).containsExactly("a", "d", "f"); // b only equals a; ada outdid her own a and d
        assertThat(records(Category.FASTEST, entries)).containsExactly("a", "b", "e");
        assertThat(records(Category.SMALLEST, entries)).containsExactly("a", "f");
        assertThat(records(Category.ACCURACY, List.of())).isEmpty();
    }

    private static List<String> records(Category category, List<Entry> entries) {
        return Ranking.records(category, entries, false).stream().map(standing -> standing.entry().id()).toList();
    }

    @Test
    void recordsShowNothingFinerThanTheBoard() {
        List<Entry> entries = List.of(new Entry("a", "ada", 1, score(0.8121, 0.70, 5, 500)), new Entry("b", "ben", 2, score(0.8124, 0.60, 5, 500)));
        assertThat(records(Category.ACCURACY, entries)).containsExactly("a"); // both 81.2 points
        assertThat(Ranking.records(Category.ACCURACY, entries, true).getLast().figures().accuracy()).isEqualTo(0.70);
    }

    @Test
    void tiesAreBrokenByAccuracyTimeSizeArrivalAndId() {
        assertThat(ids(Category.SMALLEST, List.of(entry("a", "a", 1, 0.8, 5, 100), entry("b", "b", 2, 0.9, 9, 100)))).containsExactly("b", "a");
        assertThat(ids(Category.SMALLEST, List.of(entry("a", "a", 1, 0.8, 5, 100), entry("b", "b", 2, 0.8, 4, 100)))).containsExactly("b", "a");
        assertThat(ids(Category.ACCURACY, List.of(entry("a", "a", 1, 0.8, 5, 100), entry("b", "b", 2, 0.8, 5, 99)))).containsExactly("b", "a");
        assertThat(ids(Category.ACCURACY, List.of(entry("a", "a", 2, 0.8, 5, 100), entry("b", "b", 1, 0.8, 5, 100)))).containsExactly("b", "a");
        assertThat(ids(Category.ACCURACY, List.of(entry("b", "a", 1, 0.8, 5, 100), entry("a", "b", 1, 0.8, 5, 100)))).containsExactly("a", "b");
    }

    @Test
    void theOrderOfArrivalInTheListDecidesNothing() {
        Random random = new Random(7);
        List<Entry> many = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            many.add(entry("id" + i, "learner" + random.nextInt(20), random.nextInt(3), random.nextInt(3) / 10.0, random.nextInt(3), 1 + random.nextInt(3)));
        }
        for (Category category : Category.values()) {
            List<String> expected = ids(category, many);
            for (int i = 0; i < 20; i++) {
                Collections.shuffle(many, random);
                assertThat(ids(category, many)).isEqualTo(expected);
            }
        }
    }

    @Test
    void missingAndNotANumberAreNeverRanked() {
        List<Entry> bad = List.of(entry("a", "a", 1, NONE, 5, 100), entry("b", "b", 1, 0.8, NONE, 100), entry("c", "c", 1, 0.8, 5, 0),
                entry("d", "d", 1, 0.8, Double.POSITIVE_INFINITY, 100), entry("e", "e", 1, 1.5, 5, 100), entry("f", "f", 1, -0.1, 5, 100));
        for (Category category : Category.values()) {
            assertThat(Ranking.of(category, bad, false)).isEmpty();
            assertThat(Ranking.of(category, bad, true)).isEmpty();
        }
    }

    @Test
    void aBrokenEntryDoesNotHideTheLearnersGoodOne() {
        List<Entry> two = List.of(entry("a", "ada", 1, NONE, 5, 100), entry("b", "ada", 2, 0.5, 5, 100));
        assertThat(ids(Category.ACCURACY, two)).containsExactly("b");
    }

    @Test
    void whatTheRoundingHidesDecidesNothing() {
        // 90.04 and 89.96 both show as 90.0: the faster one leads
        List<Entry> two = List.of(entry("a", "a", 1, 0.9004, 9, 100), entry("b", "b", 2, 0.8996, 5, 100));
        assertThat(ids(Category.ACCURACY, two)).containsExactly("b", "a");
        assertThat(Ranking.of(Category.ACCURACY, two, false)).extracting(standing -> standing.figures().accuracy()).containsExactly(0.9, 0.9);
        assertThat(Figures.of(two.getFirst().score(), false).efficiency()).isEqualTo(Figures.of(two.getLast().score(), false).efficiency());
    }

    @Test
    void theCloseTurnsToThePrivatePart() {
        Score lucky = score(0.95, 0.80, 2, 100);
        Score steady = score(0.90, 0.89, 2, 100);
        List<Entry> two = List.of(new Entry("a", "a", 1, lucky), new Entry("b", "b", 2, steady));
        assertThat(ids(Category.ACCURACY, two)).containsExactly("a", "b");
        assertThat(Ranking.of(Category.ACCURACY, two, true)).extracting(standing -> standing.entry().id()).containsExactly("b", "a");
    }

    @Test
    void roundingKeepsWhatIsNoNumber() {
        assertThat(Figures.round(0.12345, 1000)).isEqualTo(0.123);
        assertThat(Figures.round(0.1235, 1000)).isEqualTo(0.124);
        assertThat(Figures.round(NONE, 100)).isNaN();
        assertThat(Figures.round(Double.NEGATIVE_INFINITY, 100)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    /** With 1,000 public images a tenth of a point is one image. */
    @Test
    void oneAnswerMoreOrLessIsNotToldBeforeTheClose() {
        Score.Part[] parts = {new Score.Part(1000, 0.913, NONE), new Score.Part(1000, 0.914, NONE), new Score.Part(1000, 0.916, NONE)};
        double[] open = new double[3];
        double[] closed = new double[3];
        for (int i = 0; i < 3; i++) {
            Score score = new Score(parts[i], parts[i], new Score.Latency(1, 1, 1, 1, 100), 1, new Score.Memory(1, "none"), 1);
            open[i] = Figures.of(score, false).accuracy();
            closed[i] = Figures.of(score, true).accuracy();
        }
        assertThat(open).containsExactly(0.915, 0.915, 0.915);
        assertThat(closed).containsExactly(0.913, 0.914, 0.916);
        Score few = new Score(new Score.Part(3, 1 / 3.0, NONE), parts[0], new Score.Latency(1, 1, 1, 1, 100), 1, new Score.Memory(1, "none"), 1);
        assertThat(Figures.of(few, false).accuracy()).isZero();
    }
}
