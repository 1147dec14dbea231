package tinytorch.nn.lab;

import java.lang.management.ManagementFactory;

/**
 * The memory that is in use, after the garbage has been collected. Good for arrays of some hundred KiB: the G1
 * collector gives an array of half its region size (512 KiB or more) whole regions, and counts all of them as used.
 */
public final class Heap {

    private Heap() {
    }

    /** In bytes. */
    public static long used() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
