package tinytorch.nn.network.lab;

import tinytorch.nn.activation.ReLU;
import tinytorch.nn.activation.Tanh;
import tinytorch.tensor.Tracking;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.report.LabReport;
import tinytorch.workbench.report.Plot;

/** Module 05, measured: what a matrix product costs, what a network costs, and what its first weights decide. About ten seconds. */
public final class NetworkLab {
    private NetworkLab() {
    }

    /** Runs all experiments and prints their tables. */
    public static void main(String... args) {
        Tracking.off(() -> {
            MatMulExperiment matmul = MatMulExperiment.run(Profiler.quick().repeats(5));
            LabReport.show(matmul.table(), Plot.lines("n", "time").logX().logY());
            System.out.println(matmul.conclusion());
            LabReport.show(SizeExperiment.table(Profiler.quick().repeats(3)), Plot.bars("hidden", "forward", "both passes").logY());
            System.out.println("""
                    Allocated: by one forward pass. Both passes: forward, then backward, which does twice
                    the work: one product for the gradient of the weight, one for that of the input.
                    """);
            LabReport.show(DepthExperiment.table(new Tanh()));
            LabReport.show(DepthExperiment.table(new ReLU()), Plot.bars("weights", "1", "5", "10", "20").logY());
            System.out.println("Gradient: its root mean square at the input, as a multiple of that at the output.\n");
            LabReport.show(StartExperiment.table());
            return args;
        });
    }
}
