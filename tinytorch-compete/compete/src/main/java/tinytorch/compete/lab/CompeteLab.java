package tinytorch.compete.lab;

import tinytorch.data.source.DataException;
import tinytorch.tensor.Kernels;

/** Module 17, measured: what serving, two bytes a number, ensembles and stacking cost and bring. */
public final class CompeteLab {
    private CompeteLab() {
    }

    /** Runs all experiments and prints their tables. */
    public static void main(String... args) {
        System.out.println("Kernels: " + Kernels.active().name() + "\n");
        System.out.println(CacheExperiment.memory());
        System.out.println(CacheExperiment.batches());
        System.out.println(CacheExperiment.sliding());
        BatchExperiment batching = new BatchExperiment();
        System.out.println(batching.times());
        System.out.println(batching.rules());
        System.out.println(batching.server());
        Digits digits;
        try {
            digits = Digits.load();
        } catch (DataException e) {
            System.out.println("The other experiments need MNIST, and it can't be read: " + e.getMessage() + "\nGet it with: tito data get mnist\n");
            return;
        }
        System.out.println(PrecisionExperiment.table(digits));
        System.out.println(EnsembleExperiment.table(digits));
        StackingExperiment stacking = new StackingExperiment(digits);
        System.out.println(stacking.stages());
        System.out.println(stacking.wide());
        System.out.println(stacking.orders());
        System.out.println(stacking.shares());
    }
}
