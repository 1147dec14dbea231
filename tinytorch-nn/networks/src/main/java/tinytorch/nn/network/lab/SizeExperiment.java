package tinytorch.nn.network.lab;

import java.util.Arrays;
import java.util.SplittableRandom;

import tinytorch.nn.activation.ReLU;
import tinytorch.nn.network.MLP;
import tinytorch.tensor.Tensor;
import tinytorch.workbench.Format;
import tinytorch.workbench.Measurement;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Table;

/** Parameters, memory and time of networks for pictures of 28 x 28, by width and by depth. */
final class SizeExperiment {
    private static final int BATCH = 32;
    private static final int[][] DEPTH_AND_WIDTH = {{1, 64}, {1, 128}, {1, 256}, {1, 512}, {2, 128}, {4, 128}, {8, 128}};

    private SizeExperiment() {
    }

    static Table table(Profiler profiler) {
        Table table = new Table("MLP from 784 inputs to 10 outputs, batches of " + BATCH,
                "hidden", "parameters", "weights", "allocated", "forward", "both passes");
        Tensor input = Tensor.randn(new SplittableRandom(1), BATCH, 784);
        Tensor gradient = Tensor.randn(new SplittableRandom(2), BATCH, 10);
        for (int[] shape : DEPTH_AND_WIDTH) {
            int[] sizes = new int[shape[0] + 2];
            Arrays.fill(sizes, shape[1]);
            sizes[0] = 784;
            sizes[sizes.length - 1] = 10;
            MLP mlp = new MLP(sizes, new ReLU(), new SplittableRandom(3));
            Measurement forward = profiler.measure("forward", () -> mlp.forward(input));
            Measurement both = profiler.measure("both", () -> {
                mlp.zeroGrad();
                mlp.forward(input);
                return mlp.backward(gradient);
            });
            table.row(shape[0] + " x " + shape[1], Format.count(mlp.parameterCount()), Format.bytes(4 * mlp.parameterCount()),
                    Format.bytes(forward.allocatedBytes()), Format.seconds(forward.seconds()), Format.seconds(both.seconds()));
        }
        return table;
    }
}
