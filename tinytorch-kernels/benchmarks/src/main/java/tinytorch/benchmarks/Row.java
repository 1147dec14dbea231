package tinytorch.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tinytorch.workbench.Format;

/**
 * What is told of a cell: a line of the table, or an object of the JSON.
 *
 * @param kernels     the fast ones
 * @param rate        on them
 * @param ofPeak      as a part of the machine's peak; {@code null} where there is none
 * @param timesScalar as a multiple of the scalar kernels' rate; {@code null} if they were not measured
 * @param peer        the name of the same work in PyTorch; {@code null} if there is none, or it was not asked for
 * @param beside      the comparison with it
 */
record Row(Cell cell, String kernels, int threads, Rate rate, Double ofPeak, Double timesScalar, String peer, Peers beside) {
    private static final String LINE = "%-38s %15s %6s %8s %9s %11s%s";

    /** The heads of the columns. */
    static String head(boolean peers) {
        return LINE.formatted("", "median", "spread", "of peak", "x scalar", "allocated", peers ? " %15s %8s".formatted("PyTorch", "x torch") : "");
    }

    /** One line. */
    String text(boolean peers) {
        String torch = !peers ? "" : beside == null ? " %15s".formatted("no peer")
                : " %15s %8s".formatted(amount(rate.unit(), beside.median()), Format.times(beside.ratio()));
        String part = ofPeak == null ? "" : Format.percent(ofPeak) + ("cache".equals(Peaks.name(rate)) ? "*" : "");
        return LINE.formatted(cell.label(), amount(rate.unit(), rate.median()), "±" + Format.percent(rate.spread()), part,
                timesScalar == null ? "" : Format.times(timesScalar), Format.bytes(rate.allocatedBytes()), torch);
    }

    /** All of it. */
    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("benchmark", cell.label());
        facts.put("kernels", kernels);
        facts.put("threads", threads);
        facts.put("unit", rate.unit() + "/s");
        facts.put("median", rate.median());
        facts.put("quartiles", List.of(rate.low(), rate.high()));
        facts.put("of_peak", ofPeak);
        facts.put("peak", Peaks.name(rate));
        facts.put("times_scalar", timesScalar);
        if (peer != null) {
            facts.put("peer", peer);
        }
        if (beside != null) {
            facts.put("times_torch", Map.of("ratio", beside.ratio(), "quartiles", List.of(beside.low(), beside.high()), "own_median", beside.own().median(),
                    "peer_median", beside.median()));
        }
        facts.put("call_seconds", rate.callSeconds());
        facts.put("allocated_bytes", rate.allocatedBytes());
        facts.put("collecting", rate.collecting());
        return facts;
    }

    /** A rate in the unit that it is counted in. */
    static String amount(String unit, double perSecond) {
        return switch (unit) {
            case "flops" -> "%.1f GFLOP/s".formatted(perSecond / 1e9);
            case "bytes" -> "%.1f GB/s".formatted(perSecond / 1e9);
            default -> Format.count(perSecond) + " " + unit + "/s";
        };
    }
}
