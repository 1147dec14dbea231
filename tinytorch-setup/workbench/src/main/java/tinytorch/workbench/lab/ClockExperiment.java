package tinytorch.workbench.lab;

import java.util.Arrays;
import java.util.function.LongSupplier;

import tinytorch.workbench.Clocks;
import tinytorch.workbench.Format;
import tinytorch.workbench.Measurement;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Sink;
import tinytorch.workbench.Table;

/** How fine a clock is (the smallest step between two readings) and what one reading costs. */
final class ClockExperiment {
    private static final int STEPS = 101;
    private static final long LIMIT_NANOS = 200_000_000;

    private ClockExperiment() {
    }

    static Table table(Profiler profiler) {
        Clocks clocks = Clocks.system();
        Table table = new Table("Clocks: the step between two different readings, and the cost of a reading", "clock", "step", "reading costs");
        row(table, profiler, "System.nanoTime", clocks::wallNanos, 1e-9);
        row(table, profiler, "System.currentTimeMillis", System::currentTimeMillis, 1e-3);
        row(table, profiler, "processor time of the thread", clocks::cpuNanos, 1e-9);
        Measurement bytes = profiler.measure("", () -> Sink.keep(clocks.allocatedBytes()));
        return table.row("bytes allocated by the thread", "-", Format.seconds(bytes.seconds()));
    }

    private static void row(Table table, Profiler profiler, String name, LongSupplier clock, double unit) {
        Measurement reading = profiler.measure(name, () -> Sink.keep(clock.getAsLong()));
        table.row(name, Format.seconds(step(clock) * unit), Format.seconds(reading.seconds()));
    }

    /** The median step, in the clock's unit; fewer steps are taken of a slow clock. */
    private static double step(LongSupplier clock) {
        long[] steps = new long[STEPS];
        int taken = 0;
        long end = System.nanoTime() + LIMIT_NANOS;
        while (taken < STEPS && (taken == 0 || System.nanoTime() < end)) {
            long before = clock.getAsLong();
            long after = clock.getAsLong();
            while (after == before) {
                after = clock.getAsLong();
            }
            steps[taken++] = after - before;
        }
        Arrays.sort(steps, 0, taken);
        return steps[taken / 2];
    }
}
