package tinytorch.text.embedding.lab;

import tinytorch.tensor.Kernels;
import tinytorch.tensor.Tracking;
import tinytorch.workbench.Profiler;

/**
 * Module 12, measured: what tables take, lookups against one-hot products, sparse against dense gradients, the order of lookups against the caches, and
 * where a table should start. About ten seconds on a free machine.
 */
public final class EmbeddingLab {
    private EmbeddingLab() {
    }

    /** Runs all experiments and prints their tables. */
    public static void main(String... args) {
        System.out.println("Kernels: " + Kernels.active().name() + "\n");
        Tracking.off(() -> {
            Profiler profiler = Profiler.quick();
            System.out.println(MemoryExperiment.table(profiler.repeats(3)));
            System.out.println("With Adam: the table, its gradient and two moments. Untied, a second table makes the scores at the other end.\n");
            OneHotExperiment.table(profiler);   // once for nothing, and so below: until everything is compiled the first rows would be too slow
            System.out.println(OneHotExperiment.table(profiler));
            GradientExperiment.table(profiler);
            System.out.println(GradientExperiment.table(profiler.repeats(21)));
            System.out.println("Touched: rows with a gradient. Faster: dense against sparse.\n");
            System.out.println(LocalityExperiment.table(profiler));
            System.out.println(StartExperiment.table());
            System.out.println(ClockExperiment.table());
            return args;
        });
    }
}
