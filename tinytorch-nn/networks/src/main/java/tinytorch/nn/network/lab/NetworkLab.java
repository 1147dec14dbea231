package tinytorch.nn.network.lab;

import tinytorch.nn.activation.ReLU;
import tinytorch.nn.activation.Tanh;
import tinytorch.tensor.Tracking;
import tinytorch.workbench.Profiler;

/** Module 05, measured: what a matrix product costs, what a network costs, and what its first weights decide. About ten seconds. */
public final class NetworkLab {
    private NetworkLab() {
    }

    /** Runs all experiments and prints their tables. */
    public static void main(String... args) {
        Tracking.off(() -> {
            MatMulExperiment matmul = MatMulExperiment.run(Profiler.quick().repeats(5));
            System.out.println(matmul.table());
            System.out.println(matmul.conclusion());
            System.out.println(SizeExperiment.table(Profiler.quick().repeats(3)));
            System.out.println("""
                    Allocated: by one forward pass. Both passes: forward, then backward, which does twice
                    the work: one product for the gradient of the weight, one for that of the input.
                    """);
            System.out.println(DepthExperiment.table(new Tanh()));
            System.out.println(DepthExperiment.table(new ReLU()));
            System.out.println("Gradient: its root mean square at the input, as a multiple of that at the output.\n");
            System.out.println(StartExperiment.table());
            return args;
        });
    }
}
