package tinytorch.compete.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** All orders in which optimisations can be stacked, and what each of them is worth on average of these. */
public final class Orders {
    private static final int MOST = 6;

    private Orders() {
    }

    /**
     * Every order of these, n! of them: first those that begin with the first, then those with the second, ..., each followed by all orders of the rest.
     *
     * <p>Worked example: of a, b, c: abc, acb, bac, bca, cab, cba. Of nothing there is one order, the empty one.
     *
     * @param items at most 6, which have 720 orders
     */
    public static <T> List<List<T>> of(List<T> items) {
        if (items.size() > MOST) {
            throw new IllegalArgumentException("Orders.of: " + items.size() + " have too many orders. Give " + MOST + " at most.");
        }
        List<List<T>> orders = new ArrayList<>();
        // tito:begin compete.orders
        if (items.isEmpty()) {
            orders.add(List.of());
        }
        for (int i = 0; i < items.size(); i++) {
            List<T> rest = new ArrayList<>(items);
            T first = rest.remove(i);
            for (List<T> order : of(rest)) {
                List<T> whole = new ArrayList<>(List.of(first));
                whole.addAll(order);
                orders.add(whole);
            }
        }
        return orders;
        // tito:end
    }

    /**
     * What each stage bought on average of several runs: the first one in a row always looks best, so a fair share is the mean over all orders (Shapley, "A Value for n-Person Games", 1953). Factors, such as
     * {@link StageResult#smaller}, are averaged as factors are: the n-th root of their product, which is {@code exp} of the mean of their logarithms.
     *
     * <p>Worked example: pruning makes a file 4 times as small when it is first, and 2 times when it is second: sqrt(8) = 2.83 on average. Then the shares of all stages, multiplied, are what all of them
     * bought together.
     *
     * @param runs   of the same stages in different orders
     * @param factor what a stage bought in one run, above 0
     * @return by the names of the stages, in the order of the first run
     */
    public static Map<String, Double> shares(List<Pipeline.Run> runs, ToDoubleFunction<StageResult> factor) {
        Map<String, Double> shares = new LinkedHashMap<>();
        // tito:begin compete.orders
        for (Pipeline.Run run : runs) {
            for (StageResult result : run.results()) {
                shares.merge(result.stage(), Math.log(factor.applyAsDouble(result)) / runs.size(), Double::sum);
            }
        }
        shares.replaceAll((_, mean) -> Math.exp(mean));
        return shares;
        // tito:end
    }
}
