package tinytorch.workbench;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Collectors;

import com.sun.management.HotSpotDiagnosticMXBean;

/**
 * What this program runs on: the facts that a measurement or a bug report is worth nothing without. The counterpart of
 * {@code python -m torch.utils.collect_env}.
 */
public final class Environment {

    /** One fact, such as {@code ("cores", "8")}. */
    public record Row(String name, String value) {
    }

    private Environment() {
    }

    /**
     * The facts, in this order:
     *
     * <ul>
     * <li>{@code java}: system property {@code java.version}, a space, and {@code java.vendor} in parentheses,
     *     {@code "25.0.1 (Eclipse Adoptium)"}
     * <li>{@code vm}: system property {@code java.vm.name}
     * <li>{@code os}: system properties {@code os.name}, {@code os.version}, {@code os.arch}, a space between each,
     *     {@code "Linux 6.1.0 amd64"}
     * <li>{@code cores}: processors this JVM may use ({@link Runtime#availableProcessors}); in a container they can be fewer
     *     than the machine has
     * <li>{@code heap}: the most memory the heap may take ({@link Runtime#maxMemory}, not {@code totalMemory}, which is what
     *     it has taken so far), by {@link Format#bytes}
     * <li>{@code collector}: {@link #collector()}
     * <li>{@code vector}: {@link #vectorBits()} and what it means for {@code float}, 32 bits each,
     *     {@code "256 bits = 8 floats"}; {@code "unknown"} when it is 0
     * <li>{@code vector api}: {@code "yes"} when {@link #hasVectorApi()}, else {@code "no"}
     * </ul>
     *
     * <p>A property that is missing shows as {@code null}; nothing is cached, the report is made when it is asked for.
     */
    public static List<Row> report() {
        // tito:begin setup.environment
        Runtime runtime = Runtime.getRuntime();
        int bits = vectorBits();
        return List.of(
                new Row("java", System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")"),
                new Row("vm", System.getProperty("java.vm.name")),
                new Row("os", System.getProperty("os.name") + " " + System.getProperty("os.version") + " " + System.getProperty("os.arch")),
                new Row("cores", String.valueOf(runtime.availableProcessors())),
                new Row("heap", Format.bytes(runtime.maxMemory())),
                new Row("collector", collector()),
                new Row("vector", bits == 0 ? "unknown" : bits + " bits = " + bits / 32 + " floats"),
                new Row("vector api", hasVectorApi() ? "yes" : "no"));
        // tito:end
    }

    /** The report as a table. */
    public static Table table() {
        Table table = new Table("Environment", "what", "value");
        for (Row row : report()) {
            table.row(row.name(), row.value());
        }
        return table;
    }

    /** The garbage collectors at work, such as {@code "G1 Young Generation, G1 Old Generation"}. */
    static String collector() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream().map(GarbageCollectorMXBean::getName).collect(Collectors.joining(", "));
    }

    /**
     * How wide the vector registers are that compiled code uses, in bits; 0 if this JVM does not tell. With 256 bits one
     * instruction adds eight pairs of {@code float}: the "single instruction, multiple data" (SIMD) of module 15.
     */
    static int vectorBits() {
        HotSpotDiagnosticMXBean hotspot = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        if (hotspot == null) {
            return 0;
        }
        try {
            return 8 * Integer.parseInt(hotspot.getVMOption("MaxVectorSize").getValue());
        } catch (IllegalArgumentException e) {
            return 0;   // a JVM without this option, for instance one with no optimising compiler
        }
    }

    /** Whether this JVM was started with {@code --add-modules jdk.incubator.vector}, which module 15 needs. */
    static boolean hasVectorApi() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }
}
