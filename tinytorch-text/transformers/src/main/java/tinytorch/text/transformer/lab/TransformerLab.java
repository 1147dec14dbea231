package tinytorch.text.transformer.lab;

import tinytorch.tensor.Kernels;

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
        System.out.println(GradientExperiment.table());
        System.out.println("f is attention or the feed-forward part. 16 tokens, each followed by one other: a network that\n"
                + "knows nothing has the loss log 16 = 2.77, one that has learnt it 0.\n");
        System.out.println(SizeExperiment.table());
        System.out.println("take: the parameters. +Adam: with gradients and both moments. graph: what forward keeps\n"
                + "until backward, measured on the heap. cache: keys and values of a full context.\n");
        System.out.println(WritingExperiment.table());
    }
}
