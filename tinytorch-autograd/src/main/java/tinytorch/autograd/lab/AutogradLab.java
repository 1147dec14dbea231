package tinytorch.autograd.lab;

import tinytorch.workbench.report.LabReport;
import tinytorch.workbench.report.Plot;

/**
 * Module 07, measured: what a graph costs by depth, what checkpointing saves and costs, when forward mode is faster than reverse
 * mode, and how small a step a gradient checker may take. About ten seconds.
 */
public final class AutogradLab {
    private AutogradLab() {
    }

    /** Runs all experiments and prints their tables. */
    public static void main(String... args) {
        LabReport.show(DepthExperiment.table(), Plot.lines("depth", "graph holds", "untracked").logX().logY());
        System.out.println("""
                Without tracking nothing but the last result is held. Both passes visit each
                operation once, so the time of one should not grow with the depth.
                """);
        LabReport.show(CheckpointExperiment.table(), Plot.bars("parts", "peak"), Plot.bars("parts", "time"));
        System.out.println("""
                Peak: the most live bytes seen on the way back. At the end: at the first layer,
                where a graph that is released behind the walk is gone. More parts: fewer
                results inside a part, more between them.
                """);
        LabReport.show(ModesExperiment.table(), Plot.lines("inputs", "forward mode", "reverse mode").logX().logY());
        System.out.println("""
                The whole Jacobian. Forward mode needs a run for each input, reverse mode one for
                each output: a loss has one output, a network millions of inputs.
                """);
        LabReport.show(StepExperiment.table(), Plot.bars("step", "two points", "four points").logY());
        System.out.println("""
                Relative error of central differences of e^x at 1, in float. Large steps: the
                curve bends. Small ones: the difference of two rounded numbers.
                """);
    }
}
