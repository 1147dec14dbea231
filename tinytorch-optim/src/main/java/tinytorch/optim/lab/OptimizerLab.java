package tinytorch.optim.lab;

import tinytorch.workbench.Profiler;
import tinytorch.workbench.report.LabReport;
import tinytorch.workbench.report.Plot;

/** Module 08, measured: what optimizers remember, how fast they find the bottom of a narrow bowl, and what Adam's small print does. About five seconds. */
public final class OptimizerLab {
    private OptimizerLab() {
    }

    /** Runs all experiments and prints their tables. */
    public static void main(String... args) {
        LabReport.show(MemoryExperiment.table(Profiler.quick()), Plot.bars("optimizer", "state"), Plot.bars("optimizer", "time of a step"));
        System.out.println("""
                State: bytes allocated by the first step. Later steps: bytes allocated by each.
                In all: parameters and state, as a multiple of the parameters. Moved: bytes read
                and written, were every number read and written once, by the second.
                """);
        LabReport.show(BowlExperiment.table());
        System.out.println("""
                Each with the best of 41 learning rates from 0.0001 to 10, found by trying; the
                others' momentum (Adam: beta1) is 0.9. More than %d steps: -. Turned: by 30
                degrees, so that the valley does not lie along an axis.
                """.formatted(BowlExperiment.MOST_STEPS));
        System.out.println(BowlExperiment.plot());
        LabReport.save(BowlExperiment.heights(), Plot.lines("step", BowlExperiment.names()).logY());
        LabReport.show(StabilityExperiment.table(), Plot.bars("optimizer", "0.1 / s", "1 / s", "1.9 / s").logY());
        LabReport.show(SmallPrint.biasCorrection(), Plot.lines("step", "with bias correction", "without").logX());
        System.out.println("Without: a state with no moments that claims 100,000 steps, so that nothing is corrected.\n");
        LabReport.show(SmallPrint.epsilon());
        System.out.println("Length of Adam's first step in units of the learning rate, by the size of the gradient.");
    }
}
