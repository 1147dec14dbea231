package tinytorch.autograd.lab;

/**
 * Module 07, measured: what a graph costs by depth, what checkpointing saves and costs, when forward mode is faster than reverse
 * mode, and how small a step a gradient checker may take. About ten seconds.
 */
public final class AutogradLab {
    private AutogradLab() {
    }

    /** Runs all experiments and prints their tables. */
    public static void main(String... args) {
        System.out.println(DepthExperiment.table());
        System.out.println("""
                Without tracking nothing but the last result is held. Both passes visit each
                operation once, so the time of one should not grow with the depth.
                """);
        System.out.println(CheckpointExperiment.table());
        System.out.println("""
                Peak: the most live bytes seen on the way back. At the end: at the first layer,
                where a graph that is released behind the walk is gone. More parts: fewer
                results inside a part, more between them.
                """);
        System.out.println(ModesExperiment.table());
        System.out.println("""
                The whole Jacobian. Forward mode needs a run for each input, reverse mode one for
                each output: a loss has one output, a network millions of inputs.
                """);
        System.out.println(StepExperiment.table());
        System.out.println("""
                Relative error of central differences of e^x at 1, in float. Large steps: the
                curve bends. Small ones: the difference of two rounded numbers.
                """);
    }
}
