package tinytorch.compress.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import tinytorch.data.source.DataException;
import tinytorch.tensor.Kernels;
import tinytorch.workbench.report.LabReport;

/** Module 16, measured: what fewer bits and fewer numbers cost, and what they save. */
public final class CompressionLab {
    private static final int WRONG_USAGE = 2;
    private static final String USAGE = "The lab takes nothing, or the weights of an MLP 784-128-64-10 (.safetensors), or: photographs CNN_WEIGHTS, or: gpt GPT_WEIGHTS.";

    private CompressionLab() {
    }

    /**
     * Runs all experiments, prints their tables and leaves the picture {@code pareto.png}.
     *
     * @param args the weights of a trained MLP 784-128-64-10, such as milestone inference has; without it the lab trains one. Or, for experiments that take some minutes, {@code photographs} and the
     *             weights of a CNN, such as milestone cnn leaves; or {@code gpt} and those of a GPT, such as milestone tinygpt leaves
     * @throws IOException   if the picture can't be written, or the weights can't be read
     * @throws DataException if CIFAR-10 or the plays are asked for and not there
     */
    public static void main(String... args) throws IOException, DataException {
        String which = args.length == 2 ? args[0] : args.length < 2 ? "all" : "";
        Path weights = args.length == 0 ? null : Path.of(args[args.length - 1]);
        if (weights != null && !Files.isRegularFile(weights)) {
            System.err.println("lab 16: there is no file " + weights + ". " + USAGE);
            System.exit(WRONG_USAGE);
        }
        System.out.println("Kernels: " + Kernels.active().name() + "\n");
        switch (which) {
            case "all" -> {
                FewerBitsLab.run();
                SmallerLab.run(weights, LabReport.file("pareto.png"));
            }
            case "photographs" -> PhotographLab.run(weights);
            case "gpt" -> GptLab.run(weights);
            default -> {
                System.err.println(USAGE);
                System.exit(WRONG_USAGE);
            }
        }
    }
}
