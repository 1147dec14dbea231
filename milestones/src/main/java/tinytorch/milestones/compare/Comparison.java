package tinytorch.milestones.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import tinytorch.workbench.Format;
import tinytorch.workbench.Table;

/**
 * The bills of two networks beside each other.
 *
 * @param first  the one that this is about
 * @param second the one it is compared with
 */
public record Comparison(Bill first, Bill second) {
    private static final int OPERATIONS = 7;

    /** Two tables: what they cost, and where the time goes. */
    public String text() {
        Table table = new Table("", "", first.work().name(), second.work().name());
        row(table, "parameters", bill -> String.format(Locale.ROOT, "%,d", bill.parameters()));
        row(table, "an example is", bill -> bill.work().example());
        row(table, "examples in a step", bill -> Integer.toString(bill.examples()));
        row(table, "forward, operations per example", bill -> Format.count(bill.operations()));
        row(table, "  in products and convolutions", bill -> Format.percent(bill.count().products() / (bill.operations() * bill.examples())));
        row(table, "  for each parameter", bill -> Format.number(Math.round(bill.operations() / bill.parameters())));
        row(table, "operations in the graph", bill -> Integer.toString(bill.count().nodes()));
        row(table, "memory: parameters", bill -> Format.bytes((double) bill.parameters() * Float.BYTES));
        row(table, "  gradients", bill -> Format.bytes(bill.gradients()));
        row(table, "  optimizer", bill -> Format.bytes(bill.optimizer()));
        row(table, "  results kept for backward", bill -> Format.bytes(bill.count().activation()));
        row(table, "    for one example", bill -> Format.bytes((double) bill.count().activation() / bill.examples()));
        row(table, "time of a step", bill -> Format.seconds(bill.step()));
        row(table, "  forward", bill -> Format.percent(bill.forward() / bill.step()));
        row(table, "  backward", bill -> Format.percent(bill.backward() / bill.step()));
        row(table, "  clipping and optimizer", bill -> Format.percent(bill.update() / bill.step()));
        row(table, "forward, products", bill -> Format.rate(bill.count().products(), bill.forward(), "FLOP"));
        Table times = new Table("Where the time goes, forward and backward together", first.work().name(), "", second.work().name(), " ");
        List<Map.Entry<String, Double>> left = List.copyOf(first.shares().entrySet());
        List<Map.Entry<String, Double>> right = List.copyOf(second.shares().entrySet());
        for (int i = 0; i < OPERATIONS && (i < left.size() || i < right.size()); i++) {
            times.row(name(left, i), share(left, i), name(right, i), share(right, i));
        }
        return table + "\n" + times;
    }

    /** For programs: by network, by what. */
    public Map<String, Object> json() {
        Map<String, Object> both = new LinkedHashMap<>();
        for (Bill bill : List.of(first, second)) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("parameters", bill.parameters());
            one.put("operations_per_example", Math.round(bill.operations()));
            one.put("gradient_bytes", bill.gradients());
            one.put("optimizer_bytes", bill.optimizer());
            one.put("activation_bytes", bill.count().activation());
            one.put("examples", bill.examples());
            one.put("forward_seconds", bill.forward());
            one.put("backward_seconds", bill.backward());
            one.put("update_seconds", bill.update());
            one.put("time_shares", bill.shares());
            both.put(bill.work().name(), one);
        }
        return both;
    }

    private void row(Table table, String what, Function<Bill, String> value) {
        table.row(what, value.apply(first), value.apply(second));
    }

    private static String name(List<Map.Entry<String, Double>> shares, int i) {
        return i < shares.size() ? shares.get(i).getKey() : "";
    }

    private static String share(List<Map.Entry<String, Double>> shares, int i) {
        return i < shares.size() ? Format.percent(shares.get(i).getValue()) : "";
    }
}
