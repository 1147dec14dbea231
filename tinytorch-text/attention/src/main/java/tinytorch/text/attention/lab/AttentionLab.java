package tinytorch.text.attention.lab;

import tinytorch.tensor.Kernels;
import tinytorch.tensor.Tracking;
import tinytorch.workbench.TodoException;
import tinytorch.workbench.report.LabReport;
import tinytorch.workbench.report.Plot;

/**
 * Module 13, measured: time and memory of attention as the text gets longer, all weights at once and block by block, and what a cache saves. About
 * a minute.
 */
public final class AttentionLab {
    private AttentionLab() {
    }

    /** Runs all experiments and prints their tables. */
    public static void main(String... args) {
        System.out.println("Kernels: " + Kernels.active().name() + ". Causal attention, one sequence, 2 heads of 32 numbers.\n");
        show(Form.PLAIN);
        try {
            show(Form.LEAN);
        } catch (TodoException e) {
            System.out.println("Lean attention, the stretch task, is not there yet: " + e.getMessage() + "\n");
        }
        LabReport.show(Tracking.off(CacheExperiment::table), Plot.lines("N", "without cache", "with cache").logX().logY());
        System.out.println("A layer of width 64. Without a cache all N tokens go through it again, with one the last alone.");
    }

    private static void show(Form form) {
        LengthExperiment.run(form, 2);   // once for nothing: until everything is compiled the first rows would be too slow
        LengthExperiment experiment = LengthExperiment.run(form, LengthExperiment.LENGTHS.length);
        LabReport.show(experiment.table(), Plot.lines("N", "forward").logX().logY(), Plot.lines("N", "all weights", "allocated", "kept").logX().logY());
        System.out.println(experiment.conclusion());
    }
}
