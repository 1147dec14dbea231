package tinytorch.text.transformer.lab;

import tinytorch.tensor.Kernels;
import tinytorch.workbench.report.LabReport;
import tinytorch.workbench.report.Plot;

/**
 * Module 14, measured: the gradient that reaches each layer with and without residual connections and norms; parameters, memory and time by width, depth and
 * context; writing with and without a cache. Less than a minute.
 */
public final class TransformerLab {
    private TransformerLab() {
    }

    /** Runs all experiments and prints their tables. */
    public static void main(String... args) {
        System.out.println("Kernels: " + Kernels.active().name() + "\n");
        LabReport.show(GradientExperiment.table(), Plot.bars("a part of a block", "block 1", "4", "8", "12").logY());
        System.out.println("f is attention or the feed-forward part. 16 tokens, each followed by one other: a network that\n"
                + "knows nothing has the loss log 16 = 2.77, one that has learnt it 0.\n");
        LabReport.show(SizeExperiment.table());
        System.out.println("take: the parameters. +Adam: with gradients and both moments. graph: what forward keeps\n"
                + "until backward, measured on the heap. cache: keys and values of a full context.\n");
        LabReport.show(WritingExperiment.table(), Plot.bars("new tokens / sequences", "without cache", "with cache").logY());
    }
}
