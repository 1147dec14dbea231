package tinytorch.workbench.lab;

import java.lang.management.ManagementFactory;

import com.sun.management.OperatingSystemMXBean;

/** How much memory this machine has. */
public final class MachineMemory {

    private MachineMemory() {
    }

    /** In bytes; in a container what the container may use. */
    public static long bytes() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }
}
