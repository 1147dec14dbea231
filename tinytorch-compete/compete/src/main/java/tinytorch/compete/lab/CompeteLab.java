package tinytorch.compete.lab;

import tinytorch.data.source.DataException;
import tinytorch.tensor.Kernels;
import tinytorch.workbench.report.LabReport;
import tinytorch.workbench.report.Plot;

/** Module 17, measured: what serving, two bytes a number, ensembles and stacking cost and bring. */
public final class CompeteLab {
    private CompeteLab() {
    }

    /** Runs all experiments and prints their tables. */
    public static void main(String... args) {
        System.out.println("Kernels: " + Kernels.active().name() + "\n");
        LabReport.show(CacheExperiment.memory(), Plot.lines("context", "batch 1", "batch 8", "batch 32").logX().logY());
        LabReport.show(CacheExperiment.batches(), Plot.lines("readers", "a step", "for each").logX().logY());
        LabReport.show(CacheExperiment.sliding());
        BatchExperiment batching = new BatchExperiment();
        LabReport.show(batching.times(), Plot.lines("batch", "a call", "for each").logX().logY());
        LabReport.show(batching.rules());
        LabReport.show(batching.server());
        LabReport.show(DeploymentExperiment.table(), Plot.bars("weights", "load", "first answer", "later ones"));
        Digits digits;
        try {
            digits = Digits.load();
        } catch (DataException e) {
            System.out.println("The other experiments need MNIST, and it can't be read: " + e.getMessage() + "\nGet it with: tito data get mnist\n");
            return;
        }
        LabReport.show(PrecisionExperiment.table(digits));
        LabReport.show(EnsembleExperiment.table(digits));
        StackingExperiment stacking = new StackingExperiment(digits);
        LabReport.show(stacking.stages());
        LabReport.show(stacking.wide());
        LabReport.show(stacking.orders());
        LabReport.show(stacking.shares(), Plot.bars("stage", "smaller", "faster"));
    }
}
