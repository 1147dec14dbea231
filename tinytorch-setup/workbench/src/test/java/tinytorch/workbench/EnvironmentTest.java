package tinytorch.workbench;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;

@Tag("setup.environment")
class EnvironmentTest {

    @Test
    void rowsComeInTheOrderOfTheDocumentation() {
        Check.call("Environment.report").because("reports of two machines are compared line by line")
                .equal(() -> Environment.report().stream().map(Environment.Row::name).toList(),
                        List.of("java", "vm", "os", "cores", "heap", "collector", "vector", "vector api"));
    }

    @Test
    void javaRowNamesVersionAndVendor() {
        row("java", "%s (%s)".formatted(System.getProperty("java.version"), System.getProperty("java.vendor")));
        row("vm", System.getProperty("java.vm.name"));
    }

    @Test
    void osRowNamesSystemVersionAndArchitecture() {
        row("os", "%s %s %s".formatted(System.getProperty("os.name"), System.getProperty("os.version"), System.getProperty("os.arch")));
    }

    @Test
    void propertiesAreReadWhenTheReportIsMade() {
        String before = System.getProperty("os.arch");
        System.setProperty("os.arch", "abacus");
        try {
            Check.call("Environment.report").because("nothing is cached")
                    .holds(value("os").endsWith(" abacus"), "os ends with the os.arch set just now, abacus", value("os"));
        } finally {
            System.setProperty("os.arch", before);
        }
    }

    @Test
    void coresAreThoseThisJvmMayUse() {
        row("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
    }

    @Test
    void heapIsTheMostItMayTake() {
        String heap = Check.call("Environment.report").run(() -> value("heap"));
        Check.call("Environment.report", "row \"heap\"")
                .because("maxMemory is the limit, totalMemory only what the heap has taken so far")
                .equal(() -> heap, Format.bytes(Runtime.getRuntime().maxMemory()));
    }

    @Test
    void collectorAndVectorApiAreTakenFromTheGivenMethods() {
        row("collector", Environment.collector());
        row("vector api", Environment.hasVectorApi() ? "yes" : "no");
    }

    @Test
    void vectorRowSaysHowManyFloatsFit() {
        int bits = Environment.vectorBits();
        row("vector", bits == 0 ? "unknown" : "%d bits = %d floats".formatted(bits, bits / Float.SIZE));
    }

    private static void row(String name, String expected) {
        Check.call("Environment.report", "row \"" + name + "\"").because("see the table in the documentation of report()")
                .equal(() -> value(name), expected);
    }

    private static String value(String name) {
        List<Environment.Row> report = Environment.report();
        return report.stream().filter(row -> row.name().equals(name)).map(Environment.Row::value).findFirst()
                .orElseThrow(() -> new AssertionError("Environment.report: no row named \"" + name + "\", only " + report));
    }
}
