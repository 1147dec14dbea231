package tinytorch.nn.activation.lab;

import java.util.List;
import java.util.SplittableRandom;

import tinytorch.nn.activation.Activation;
import tinytorch.nn.activation.LeakyReLU;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.activation.Sigmoid;
import tinytorch.nn.activation.Softmax;
import tinytorch.tensor.Tensor;
import tinytorch.workbench.Format;
import tinytorch.workbench.Measurement;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Sink;
import tinytorch.workbench.Table;

/**
 * A new tensor against the old one overwritten. What the garbage collector does with the new ones later is not in the
 * times.
 */
final class InPlaceExperiment {

    private InPlaceExperiment() {
    }

    static Table table(Profiler profiler) {
        Table table = new Table("In place against a new tensor: processor time for a tensor of (rows, 100)",
                "activation", "rows", "forward", "allocated", "in place", "allocated", "faster");
        for (Activation activation : List.of(new ReLU(), new LeakyReLU(), new Sigmoid(), new Softmax(-1))) {
            for (int rows : new int[] {10, 10_000}) {
                Tensor x = Tensor.randn(new SplittableRandom(1), rows, 100);
                Tensor overwritten = x.copy();
                Measurement copy = profiler.measure("forward", () -> Sink.keep(activation.forward(x)));
                Measurement inPlace = profiler.measure("in place", () -> Sink.keep(activation.applyInPlace(overwritten)));
                table.row(Names.of(activation), rows, Format.seconds(copy.cpuSeconds()), Format.bytes(copy.allocatedBytes()),
                        Format.seconds(inPlace.cpuSeconds()), Format.bytes(inPlace.allocatedBytes()),
                        Format.times(copy.cpuSeconds() / inPlace.cpuSeconds()));
            }
        }
        Sink.clear();
        return table;
    }
}
