package tinytorch.text.attention.lab;

import java.lang.management.ManagementFactory;

/** The memory that is in use, after the garbage has been collected. */
final class Heap {
    private Heap() {
    }

    static long used() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
