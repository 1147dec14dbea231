package tinytorch.workbench.lab;

import tinytorch.workbench.Environment;
import tinytorch.workbench.Format;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Table;
import tinytorch.workbench.report.LabReport;
import tinytorch.workbench.report.Plot;

/**
 * The systems lab of module 01: how far a measurement can be trusted. Every number is measured in this run, with the
 * learner's own {@link Profiler}, {@link Format} and {@link Table}. Takes about five seconds.
 */
public final class SetupLab {

    private SetupLab() {
    }

    /** Runs all experiments; takes no arguments. */
    public static void main(String[] args) {
        Profiler profiler = Profiler.quick();
        LabReport.show(Environment.table());
        LabReport.show(DependencyExperiment.table(), "Look for: whose code is here besides yours? Which entry is searched first?");
        LabReport.show(ClockExperiment.table(profiler), "Look for: work shorter than a few steps of the clock can't be timed by one call. Hence Profiler.calibrate.");
        LabReport.show(WarmUpExperiment.table(), "Look for: where does the time fall? There the JVM has compiled the loop. Hence the warm-up.",
                Plot.bars("calls", "for each number"));
        LabReport.show(NoiseExperiment.table(), "Look for: mean against median, and the largest against both. Hence the quartiles.",
                Plot.bars("statistic", "time").logY());
        LabReport.show(DeadCodeExperiment.table(profiler), "Look for: a time that does not grow with the work. That work was never done. Hence the Sink.",
                Plot.lines("n", "sum thrown away", "sum kept").logX().logY());
        LabReport.show(AllocationExperiment.table(profiler), "Look for: at which size does a new array start to cost more than writing over an old one?",
                Plot.lines("n", "new array", "used again").logX().logY());
        LabReport.show(CallExperiment.table(profiler), "Look for: what a framework may do for each batch, but not for each number.", Plot.bars("call", "time").logY());
    }
}
