package tinytorch.contest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tinytorch.model.Task;

class StandingsTest {
    private static final String ENTRY = """
            {"learner":"%s","accuracy":%s,"bits":%s,"p95":%s,"p95Low":1.0,"p95High":2.0,"bytes":%d,"memory":5,"efficiency":7.0,"p50":1.0}""";
    private static final String BOARD = """
            {"task":"%s","text":%s,"entries":[%s],"categories":[{"id":"accuracy","ranking":[1,0]},{"id":"fastest","ranking":[0,1]},{"id":"smallest","ranking":[0]},{"id":"efficiency","ranking":[]}]}""";

    @Test
    void findsTheLearnersRanks() {
        Standings standings = Standings.of(told(List.of()), "ada");
        assertThat(standings.ranks(Task.CIFAR10)).isEqualTo(Map.of("accuracy", 2, "fastest", 1, "smallest", 1, "efficiency", 0));
        assertThat(standings.table(Task.CIFAR10).toString()).containsPattern("eve +83\\.0 % \\(1\\) +1\\.000 ms \\(2\\) +- +-")
                .containsPattern("ada +82\\.0 % \\(2\\) +0\\.500 ms \\(1\\) +120 kB \\(1\\) +-");
        assertThat(standings.table(Task.TINYGPT).toString()).containsPattern("eve +2\\.50 \\(1\\)");
    }

    @Test
    void allChecksHoldOfAGoodRun() {
        assertThat(checks(good(), 1e-6)).hasSize(6).allMatch(Checks.Check::holds);
    }

    @Test
    void eachBrokenThingBreaksACheck() {
        assertThat(failed(good(), 0.1)).as("a cache that mixes readers").containsExactly("readers in a batch get what each would get alone");
        assertThat(failed(replaced("cnn-int8", 0.7, null, 30_000), 0)).as("bytes that lose too much").singleElement().asString().contains("in bytes");
        assertThat(failed(replaced("cnn-int8", 0.82, null, 100_000), 0)).as("bytes that are floats").singleElement().asString().contains("in bytes");
        assertThat(failed(replaced("cnn-pruned", 0.75, null, 10_000), 0)).as("pruning that lost what was learned").singleElement().asString().contains("without half");
        assertThat(failed(replaced("cnn-pruned", 0.81, null, 29_000), 0)).as("nothing was removed").singleElement().asString().contains("without half");
        assertThat(failed(replaced("gpt-int8", 0.17, 2.6, 80_000), 0)).as("a worse GPT").singleElement().asString().contains("in bytes");
        assertThat(failed(good().subList(1, 5), 0)).as("one that the server refused").singleElement().asString().contains("keeps the rules");
        assertThat(failed(replaced("gpt-trained", Double.NaN, Double.NaN, 160_000), 0)).as("not a number").isNotEmpty();
    }

    @Test
    void tellsRefusals() {
        String refused = "{\"learner\":\"ada\",\"file\":\"cnn-int8.zip\",\"reason\":\"TOO_SLOW\",\"message\":\"it is slow\",\"score\":null}";
        assertThat(Standings.of(told(List.of(refused)), "ada").refusals()).containsExactly("cnn-int8.zip: TOO_SLOW: it is slow");
        assertThat(Standings.of(told(List.of(refused)), "eve").refusals()).isEmpty();
    }

    private static List<String> good() {
        return List.of(scored("cnn-trained", 0.82, null, 60_000), scored("cnn-int8", 0.815, null, 30_000), scored("cnn-pruned", 0.8, null, 10_000), scored("gpt-trained", 0.17, 2.5, 160_000),
                scored("gpt-int8", 0.17, 2.51, 80_000));
    }

    private static List<String> replaced(String file, double accuracy, Double bits, long bytes) {
        return good().stream().map(one -> one.contains(file) ? scored(file, accuracy, bits, bytes) : one).toList();
    }

    private static String scored(String file, double accuracy, Double bits, long bytes) {
        return "{\"learner\":\"ada\",\"file\":\"" + file + ".zip\",\"reason\":null,\"score\":" + entry("ada", accuracy, bits, 1, bytes) + "}";
    }

    private static List<String> failed(List<String> submissions, double batchError) {
        return checks(submissions, batchError).stream().filter(check -> !check.holds()).map(Checks.Check::rule).toList();
    }

    private static List<Checks.Check> checks(List<String> submissions, double batchError) {
        return Checks.of(Standings.of(told(submissions), "ada"), 30_000, 80_000, batchError);
    }

    private static String told(List<String> submissions) {
        String photographs = BOARD.formatted("cifar10", false, entry("ada", 0.82, null, 0.5, 120_000) + "," + entry("eve", 0.83, null, 1, 400_000));
        String text = BOARD.formatted("tinygpt", true, entry("ada", 0.17, 2.51, 5, 846_000) + "," + entry("eve", 0.18, 2.5, 6, 1_600_000));
        return "{\"boards\":{\"cifar10\":" + photographs + ",\"tinygpt\":" + text + "},\"submissions\":[" + String.join(",", submissions) + "]}";
    }

    private static String entry(String learner, double accuracy, Double bits, double p95, long bytes) {
        return ENTRY.formatted(learner, Double.isNaN(accuracy) ? "null" : accuracy, bits == null || bits.isNaN() ? "null" : bits, p95, bytes);
    }
}
