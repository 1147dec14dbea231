package tinytorch.workbench.lab;

import java.io.PrintStream;
import java.util.List;

import tinytorch.workbench.Dependency;
import tinytorch.workbench.Environment;
import tinytorch.workbench.Format;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Table;

/**
 * The systems lab of module 01: how far a measurement can be trusted. Every number is measured in this run, with the
 * learner's own {@link Profiler}, {@link Format} and {@link Table}. Takes about five seconds.
 */
public final class SetupLab {

    private SetupLab() {
    }

    /** Runs all experiments; takes no arguments. */
    public static void main(String[] args) {
        PrintStream out = System.out;
        Profiler profiler = Profiler.quick();
        out.println(Environment.table());
        show(out, dependencies(), "Look for: whose code is here besides yours? Which entry is searched first?");
        show(out, ClockExperiment.table(profiler), "Look for: work shorter than a few steps of the clock can't be timed by one call. Hence Profiler.calibrate.");
        show(out, WarmUpExperiment.table(), "Look for: where does the time fall? There the JVM has compiled the loop. Hence the warm-up.");
        show(out, NoiseExperiment.table(), "Look for: mean against median, and the largest against both. Hence the quartiles.");
        show(out, DeadCodeExperiment.table(profiler), "Look for: a time that does not grow with the work. That work was never done. Hence the Sink.");
        show(out, AllocationExperiment.table(profiler), "Look for: at which size does a new array start to cost more than writing over an old one?");
        show(out, CallExperiment.table(profiler), "Look for: what a framework may do for each batch, but not for each number.");
    }

    /** What is on the class path, in the order in which the JVM looks. */
    private static Table dependencies() {
        List<Dependency> entries = Dependency.onClassPath();
        Table table = new Table("Class path, in the order of search", "#", "entry", "size");
        long bytes = 0;
        for (int i = 0; i < entries.size(); i++) {
            table.row(i + 1, entries.get(i).name(), Format.bytes(entries.get(i).bytes()));
            bytes += entries.get(i).bytes();
        }
        return table.row("", entries.size() + " entries", Format.bytes(bytes));
    }

    private static void show(PrintStream out, Table table, String question) {
        out.print(table);
        out.println(question);
        out.println();
    }
}
