package tinytorch.compete.pipeline;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.compete.pipeline.StageResult.Outcome;
import tinytorch.testkit.Check;
import tinytorch.testkit.Values;

@Tag("compete.orders")
class OrdersTest {
    private static final String RUNS = "prune 4 times, then int8 3 times; int8 6 times, then prune 2 times";

    private static StageResult result(String name, long before, long after) {
        return new StageResult(name, Outcome.KEPT, new Score(1, 1, 1, before, 0), new Score(1, 1, 1, after, 0), "");
    }

    private static Pipeline.Run run(StageResult... results) {
        return new Pipeline.Run(null, results[0].before(), List.of(results));
    }

    @Test
    void everyOrderOnceInOrder() {
        Check.call("Orders.of", "a b c").equal(() -> Orders.of(List.of("a", "b", "c")).stream().map(order -> String.join("", order)).toList(), List.of("abc", "acb", "bac", "bca", "cab", "cba"));
        Check.call("Orders.of", "nothing").because("there is one way to do nothing").equal(() -> Orders.of(List.of()), List.of(List.of()));
        Check.call("Orders.of", "5 of them").equal(() -> new HashSet<>(Orders.of(List.of(1, 2, 3, 4, 5))).size(), 120);
    }

    @Test
    void theListGivenIsNotChanged() {
        List<String> names = Stream.of("a", "b").collect(java.util.stream.Collectors.toCollection(java.util.ArrayList::new));
        Check.call("Orders.of", "a b").run(() -> Orders.of(names));
        Check.call("Orders.of", "a b").equal(() -> names, List.of("a", "b"));
    }

    @Test
    void factorsAreAveragedAsFactors() {
        List<Pipeline.Run> runs = List.of(run(result("prune", 120, 30), result("int8", 30, 10)), run(result("int8", 120, 20), result("prune", 20, 10)));
        Map<String, Double> shares = Check.call("Orders.shares", RUNS).run(() -> new LinkedHashMap<>(Orders.shares(runs, StageResult::smaller)));
        Check.call("Orders.shares", RUNS).because("the order of the first run").equal(() -> List.copyOf(shares.keySet()), List.of("prune", "int8"));
        Check.call("Orders.shares", RUNS).because("sqrt(4 * 2) and sqrt(3 * 6): their product is 12, what both bought together")
                .gives(() -> Values.of(new double[] {shares.get("prune"), shares.get("int8")}, 2), Values.of(new double[] {Math.sqrt(8), Math.sqrt(18)}, 2));
    }

    @Test
    void whatBoughtNothingHasTheFactorOne() {
        StageResult nothing = new StageResult("prune", Outcome.IMPOSSIBLE, new Score(1, 1, 1, 20, 0), new Score(1, 1, 1, 20, 0), "bytes");
        Check.call("Orders.shares", "prune 4 times in one run, impossible in the other").because("sqrt(4 * 1)").gives(() -> Values.of(new double[] {Orders.shares(List.of(run(result("prune", 80, 20)), run(nothing)), StageResult::smaller).get("prune")}, 1),
                Values.of(new double[] {2}, 1));
    }
}
