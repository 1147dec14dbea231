package tinytorch.autograd.lab;

/** Module 07, measured: what a graph costs in memory and time. About ten seconds. */
public final class AutogradLab {
    private AutogradLab() {
    }

    /** Runs all experiments and prints their tables. */
    public static void main(String... args) {
        System.out.println(DepthExperiment.table());
    }
}
