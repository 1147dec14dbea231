package tinytorch.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;

/** The most memory that this process took so far. */
final class PeakMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PEAK = "VmHWM:";

    private PeakMemory() {
    }

    /** What the operating system counted, where it tells; else what the JVM did. */
    static Score.Memory now() {
        if (Files.isReadable(STATUS)) {
            try {
                for (String line : Files.readAllLines(STATUS)) {
                    if (line.startsWith(PEAK)) {
                        return new Score.Memory(1024 * Long.parseLong(line.replaceAll("\\D", "")), "VmHWM");
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(STATUS + " can't be read", e);
            }
        }
        long pools = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            pools += pool.getPeakUsage().getUsed();
        }
        return new Score.Memory(pools, "peaks of the JVM's memory pools");
    }
}
