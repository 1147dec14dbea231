package tinytorch.optim.lab;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import tinytorch.optim.Adam;
import tinytorch.optim.AdamW;
import tinytorch.optim.Moments;
import tinytorch.optim.Momentum;
import tinytorch.optim.Optimizer;
import tinytorch.optim.ParameterGroup;
import tinytorch.optim.SGD;
import tinytorch.tensor.Tensor;
import tinytorch.workbench.Clocks;
import tinytorch.workbench.Format;
import tinytorch.workbench.Measurement;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Table;

/** The memory an optimizer takes for itself, and what a step costs. */
final class MemoryExperiment {
    private static final int PARAMETERS = 1 << 20;

    private MemoryExperiment() {
    }

    static Table table(Profiler profiler) {
        Table table = new Table("Optimizers of %s parameters, %s".formatted(Format.count(PARAMETERS), Format.bytes(4.0 * PARAMETERS)),
                "optimizer", "state", "in all", "time of a step", "later steps", "moved");
        row(table, profiler, "SGD", 0, group -> new SGD(group, Momentum.NONE));
        row(table, profiler, "SGD, momentum", 1, group -> new SGD(group, Momentum.of(0.9)));
        row(table, profiler, "SGD, Nesterov", 1, group -> new SGD(group, Momentum.nesterov(0.9)));
        row(table, profiler, "Adam", 2, group -> new Adam(List.of(group), Moments.DEFAULT));
        row(table, profiler, "AdamW", 2, group -> new AdamW(List.of(group.weightDecay(0.01)), Moments.DEFAULT));
        return table;
    }

    private static void row(Table table, Profiler profiler, String name, int moments, Function<ParameterGroup, Optimizer> make) {
        Tensor p = Tensor.full(1, PARAMETERS).requiresGrad(true);
        p.accumulateGrad(Tensor.full(0.5f, PARAMETERS));
        // The first step of another optimizer loads the classes: their memory is not that of the state.
        make.apply(ParameterGroup.of(Map.of("p", p), 1e-6)).step();
        Optimizer optimizer = make.apply(ParameterGroup.of(Map.of("p", p), 1e-6));
        Clocks clocks = Clocks.system();
        long before = clocks.allocatedBytes();
        optimizer.step();
        double state = clocks.allocatedBytes() - before;
        Measurement step = profiler.measure(name, optimizer::step);
        double bytes = 4.0 * PARAMETERS;
        // The parameter and each moment are read and written, the gradient is read.
        double moved = bytes * (3 + 2 * moments);
        table.row(name, Format.bytes(state), Format.times((bytes + state) / bytes), Format.seconds(step.seconds()),
                Format.bytes(step.allocatedBytes()), Format.rate(moved, step.seconds(), "B"));
    }
}
