package tinytorch.workbench;

import java.lang.management.ManagementFactory;

import com.sun.management.ThreadMXBean;

/**
 * The three meters that a {@link Profiler} reads. Only differences of two readings mean something. They are an interface
 * so that a test can put clocks in place that it moves itself: code that reads the real time can't be tested for exact
 * numbers.
 */
public interface Clocks {

    /** Time on the wall, in nanoseconds: what a user waits. */
    long wallNanos();

    /**
     * Processor time of the calling thread, in nanoseconds: stands still while the thread sleeps or another one has its
     * core.
     */
    long cpuNanos();

    /** Bytes that the calling thread has allocated on the heap since it started, whether they were collected again or not. */
    long allocatedBytes();

    /** The meters of this JVM. They count the calling thread alone: work done by other threads shows in wall time only. */
    static Clocks system() {
        if (!(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads)) {
            throw new IllegalStateException("Clocks.system: this JVM does not count allocated bytes. Use an OpenJDK (HotSpot) JDK 25.");
        }
        return new Clocks() {
            @Override
            public long wallNanos() {
                return System.nanoTime();
            }

            @Override
            public long cpuNanos() {
                return threads.getCurrentThreadCpuTime();
            }

            @Override
            public long allocatedBytes() {
                return threads.getCurrentThreadAllocatedBytes();
            }
        };
    }
}
