package tinytorch.compress.lab;

import tinytorch.tensor.Kernels;

/** Module 16, measured: what fewer bits and fewer numbers cost, and what they save. */
public final class CompressionLab {
    private CompressionLab() {
    }

    /** Runs all experiments and prints their tables. */
    public static void main(String... args) {
        // Before the kernels are chosen: processor time tells what a layer costs only if one thread does all of it.
        System.setProperty("tinytorch.threads", System.getProperty("tinytorch.threads", "1"));
        System.out.println("Kernels: " + Kernels.active().name() + "\n");
        FewerBitsLab.run();
    }
}
