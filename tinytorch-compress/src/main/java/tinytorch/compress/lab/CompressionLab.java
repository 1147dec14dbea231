package tinytorch.compress.lab;

import java.io.IOException;
import java.nio.file.Path;

import tinytorch.data.source.DataException;
import tinytorch.tensor.Kernels;

/** Module 16, measured: what fewer bits and fewer numbers cost, and what they save. */
public final class CompressionLab {
    private CompressionLab() {
    }

    /**
     * Runs all experiments, prints their tables and leaves the picture {@code pareto.png}.
     *
     * @param args the weights of a trained MLP 784-128-64-10, such as milestone inference has; without it the lab trains one. Or {@code photographs} and the weights of a CNN, for the experiments
     *             on CIFAR-10, which take some minutes
     * @throws IOException   if the picture can't be written, or the weights can't be read
     * @throws DataException if CIFAR-10 is asked for and not there
     */
    public static void main(String... args) throws IOException, DataException {
        System.out.println("Kernels: " + Kernels.active().name() + "\n");
        if (args.length == 2 && args[0].equals("photographs")) {
            PhotographLab.run(Path.of(args[1]));
            return;
        }
        FewerBitsLab.run();
        SmallerLab.run(args.length == 0 ? null : Path.of(args[0]), Path.of("pareto.png"));
    }
}
