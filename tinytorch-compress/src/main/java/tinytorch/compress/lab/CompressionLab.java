package tinytorch.compress.lab;

import tinytorch.tensor.Kernels;
import tinytorch.tensor.Tracking;

/** Module 16, measured: what fewer bits and fewer numbers cost, and what they save. */
public final class CompressionLab {
    private CompressionLab() {
    }

    /** Runs all experiments and prints their tables. */
    public static void main(String... args) {
        System.out.println("Kernels: " + Kernels.active().name() + "\n");
        Tracking.off(() -> {
            System.out.println(WidthExperiment.table());
            return args;
        });
    }
}
