package tinytorch.compete.lab;

import tinytorch.tensor.Kernels;

/** Module 17, measured. */
public final class CompeteLab {
    private CompeteLab() {
    }

    /** Runs all experiments and prints their tables. */
    public static void main(String... args) {
        System.out.println("Kernels: " + Kernels.active().name() + "\n");
    }
}
