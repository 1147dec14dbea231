package tinytorch.nn.activation.lab;

import java.util.List;
import java.util.SplittableRandom;

import tinytorch.nn.activation.Activation;
import tinytorch.nn.activation.GELU;
import tinytorch.nn.activation.LeakyReLU;
import tinytorch.nn.activation.LogSoftmax;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.activation.Sigmoid;
import tinytorch.nn.activation.Softmax;
import tinytorch.nn.activation.Tanh;
import tinytorch.tensor.Tensor;
import tinytorch.workbench.Format;
import tinytorch.workbench.Measurement;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Sink;
import tinytorch.workbench.Table;

/** Processor time (so that other programs do not count) and memory for each element, forward and backward. */
final class CostExperiment {
    private static final int ROWS = 256;
    private static final int COLUMNS = 100;
    private static final int N = ROWS * COLUMNS;

    private CostExperiment() {
    }

    static Table table(Profiler profiler) {
        Table table = new Table("Cost: processor time and memory for each of 256 x 100 elements", "activation", "forward", "allocated",
                "backward", "allocated", "against x + x");
        Tensor x = Tensor.randn(new SplittableRandom(1), ROWS, COLUMNS);
        Tensor gradOutput = Tensor.randn(new SplittableRandom(2), ROWS, COLUMNS);
        Measurement sum = profiler.measure("x + x", () -> Sink.keep(x.add(x)));
        table.row(sum.name(), time(sum), memory(sum), "-", "-", Format.times(1));
        for (Activation activation : List.of(new ReLU(), new LeakyReLU(), new Sigmoid(), new Tanh(), new GELU(),
                new GELU(GELU.Approximation.TANH), new Softmax(-1), new LogSoftmax(-1))) {
            Tensor y = activation.forward(x);
            Measurement forward = profiler.measure("forward", () -> Sink.keep(activation.forward(x)));
            Measurement backward = profiler.measure("backward", () -> Sink.keep(activation.backward(gradOutput, y, x)));
            table.row(Names.of(activation), time(forward), memory(forward), time(backward), memory(backward),
                    Format.times(forward.cpuSeconds() / sum.cpuSeconds()));
        }
        Sink.clear();
        return table;
    }

    private static String time(Measurement m) {
        return Format.seconds(m.cpuSeconds() / N);
    }

    private static String memory(Measurement m) {
        return "%.1f B".formatted(m.allocatedBytes() / N);
    }
}
