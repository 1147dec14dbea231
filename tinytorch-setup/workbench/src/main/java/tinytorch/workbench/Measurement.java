package tinytorch.workbench;

import java.util.List;

/**
 * What a {@link Profiler} found out about one piece of work; the counterpart of PyTorch's
 * {@code torch.utils.benchmark.Measurement}.
 *
 * @param name           what was measured
 * @param calls          calls in each repeat
 * @param wall           seconds on the wall for one call, over the repeats
 * @param cpuSeconds     processor seconds of the calling thread for one call, median of the repeats
 * @param allocatedBytes bytes allocated by one call, median of the repeats
 */
public record Measurement(String name, int calls, Statistics wall, double cpuSeconds, double allocatedBytes) {

    /** Seconds for one call: the median over the repeats. */
    public double seconds() {
        return wall.median();
    }

    /** How many times as fast as {@code other} this is: 2 means in half its time. */
    public double speedup(Measurement other) {
        return other.seconds() / seconds();
    }

    /**
     * All measurements, one to a line: median time, spread of the middle half, processor time and bytes allocated, each
     * for one call.
     */
    public static Table table(String title, List<Measurement> measurements) {
        Table table = new Table(title, "name", "median", "spread", "cpu", "allocated", "calls");
        for (Measurement m : measurements) {
            table.row(m.name, Format.seconds(m.seconds()), Format.percent(m.wall.spread()),
                    Format.seconds(m.cpuSeconds), Format.bytes(m.allocatedBytes), m.wall.count() + " x " + m.calls);
        }
        return table;
    }

    /** One line: {@code "matmul 64: 210 us (spread 3%), 16.0 KiB allocated"}. */
    @Override
    public String toString() {
        return name + ": " + Format.seconds(seconds()) + " (spread " + Format.percent(wall.spread()) + "), "
                + Format.bytes(allocatedBytes) + " allocated";
    }
}
