package tinytorch.workbench.lab;

import java.lang.reflect.Method;

import tinytorch.workbench.Description;
import tinytorch.workbench.Format;
import tinytorch.workbench.Measurement;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Sink;
import tinytorch.workbench.Table;
import tinytorch.workbench.TestRunner;

/**
 * What calling costs, from a plain call to a failing test. A test framework finds its tests by reflection, calls them
 * through it, and makes an exception with a stack trace for each failure.
 */
final class CallExperiment {
    /** A direct call is shorter than handing one number to the sink, so a whole batch is summed up first. */
    private static final int BATCH = 1000;

    private CallExperiment() {
    }

    static Table table(Profiler profiler) {
        Method method = find();
        TestRunner passing = new TestRunner().test("passes", () -> Sink.keep(half(3)));
        TestRunner failing = new TestRunner().test("fails", () -> {
            throw new AssertionError("half of 3 is not 1");
        });
        float[] values = new float[1000];
        Table table = new Table("Calls: time and bytes for one", "call", "time", "spread", "allocated");
        row(table, BATCH, profiler.measure("half(x), directly", () -> Sink.keep(direct())));
        row(table, BATCH, profiler.measure("half(x), by reflection", () -> Sink.keep(reflective(method))));
        row(table, 1, profiler.measure("finding half by its name", () -> Sink.keep(find())));
        row(table, 1, profiler.measure("a test that passes", () -> Sink.keep(passing.run())));
        row(table, 1, profiler.measure("a test that fails", () -> Sink.keep(failing.run())));
        row(table, 1, profiler.measure("Format.seconds", () -> Sink.keep(Format.seconds(0.0123))));
        row(table, 1, profiler.measure("describe of 1000 floats", () -> Sink.keep(Description.describe(values))));
        return table;
    }

    /** One line for a measurement whose work makes {@code count} calls. */
    private static void row(Table table, int count, Measurement m) {
        table.row(m.name(), Format.seconds(m.seconds() / count), Format.percent(m.wall().spread()), Format.bytes(m.allocatedBytes() / count));
    }

    private static double direct() {
        double sum = 0;
        for (int i = 0; i < BATCH; i++) {
            sum += half(i);
        }
        return sum;
    }

    private static double reflective(Method method) {
        double sum = 0;
        for (int i = 0; i < BATCH; i++) {
            sum += invoke(method, i);
        }
        return sum;
    }

    private static double half(double x) {
        return x / 2;
    }

    private static Method find() {
        try {
            return CallExperiment.class.getDeclaredMethod("half", double.class);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("CallExperiment: the method half is called by name here; a new name belongs here too", e);
        }
    }

    private static double invoke(Method method, double x) {
        try {
            return (double) method.invoke(null, x);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("CallExperiment: " + method + " can't be called", e);
        }
    }
}
