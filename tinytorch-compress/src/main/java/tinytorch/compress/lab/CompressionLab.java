package tinytorch.compress.lab;

import java.io.IOException;
import java.nio.file.Path;

import tinytorch.tensor.Kernels;
import tinytorch.tensor.Tracking;

/** Module 16, measured: what fewer bits and fewer numbers cost, and what they save. */
public final class CompressionLab {
    private CompressionLab() {
    }

    /**
     * Runs all experiments, prints their tables and leaves the picture {@code pareto.png}.
     *
     * @param args the weights of a trained MLP 784-128-64-10, such as milestone inference has; without it the lab trains one
     * @throws IOException if the picture can't be written, or the weights can't be read
     */
    public static void main(String... args) throws IOException {
        System.out.println("Kernels: " + Kernels.active().name() + "\n");
        Tracking.off(() -> {
            System.out.println(WidthExperiment.table());
            return args;
        });
        SmallerLab.run(args.length == 0 ? null : Path.of(args[0]), Path.of("pareto.png"));
    }
}
