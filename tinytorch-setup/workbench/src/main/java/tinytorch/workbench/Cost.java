package tinytorch.workbench;

/**
 * What one call of some work cost.
 *
 * @param wallSeconds    time on the wall, in seconds
 * @param cpuSeconds     processor time of the calling thread, in seconds
 * @param allocatedBytes bytes allocated on the heap by the calling thread
 */
public record Cost(double wallSeconds, double cpuSeconds, double allocatedBytes) {

    /**
     * Runs {@code work} so many times and gives the cost of one call: the readings after, minus the readings before,
     * divided by {@code calls}. Nothing but the loop stands between the two readings of the wall clock, which is read
     * last before the loop and first after it: reading the other meters takes longer, and that time is not the work's.
     * Times are given in seconds (1 s = 1e9 ns). With clocks that show 1000 ns before and 7000 ns after 3 calls, a call
     * took 2e-6 s.
     *
     * @param calls at least 1
     */
    static Cost of(Clocks clocks, int calls, Runnable work) {
        // tito:begin setup.profiler
        long bytes = clocks.allocatedBytes();
        long cpu = clocks.cpuNanos();
        long wall = clocks.wallNanos();
        for (int call = 0; call < calls; call++) {
            work.run();
        }
        double wallSeconds = (clocks.wallNanos() - wall) / 1e9;
        double cpuSeconds = (clocks.cpuNanos() - cpu) / 1e9;
        double allocated = clocks.allocatedBytes() - bytes;
        return new Cost(wallSeconds / calls, cpuSeconds / calls, allocated / calls);
        // tito:end
    }
}
