package tinytorch.workbench;

/** Clocks that stand still until the test, or the work it measures, moves them; each reading is noted. */
final class FakeClocks implements Clocks {
    long wall = 1_000_000;
    long cpu = 500_000;
    long bytes = 64;
    final StringBuilder order = new StringBuilder();

    /** Work that moves the three meters by so much in each call. */
    Runnable work(long wallNanos, long cpuNanos, long allocated) {
        return () -> {
            order.append('x');
            wall += wallNanos;
            cpu += cpuNanos;
            bytes += allocated;
        };
    }

    @Override
    public long wallNanos() {
        order.append('w');
        return wall;
    }

    @Override
    public long cpuNanos() {
        order.append('c');
        return cpu;
    }

    @Override
    public long allocatedBytes() {
        order.append('b');
        return bytes;
    }
}
