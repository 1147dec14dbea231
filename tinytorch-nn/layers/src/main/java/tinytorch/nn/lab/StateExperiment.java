package tinytorch.nn.lab;

import java.util.LinkedHashMap;
import java.util.Map;

import tinytorch.tensor.Tensor;
import tinytorch.workbench.Format;
import tinytorch.workbench.Measurement;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Sink;
import tinytorch.workbench.Table;

/** What it costs to list, to copy and to load a state. */
final class StateExperiment {

    private StateExperiment() {
    }

    static Table table(Profiler profiler) {
        Table table = new Table("State of a GPT with 24 small blocks, and of three wide layers: processor time", "work", "24 blocks",
                "allocated", "wide", "allocated");
        Weights blocks = Weights.gpt(24, 16, 65, 64);
        Weights wide = Weights.wide();
        Map<String, Tensor> savedBlocks = copy(blocks);
        Map<String, Tensor> savedWide = copy(wide);
        row(table, "stateDict()", profiler, () -> Sink.keep(blocks.stateDict()), () -> Sink.keep(wide.stateDict()));
        row(table, "parameters()", profiler, () -> Sink.keep(blocks.parameters()), () -> Sink.keep(wide.parameters()));
        row(table, "parameterCount()", profiler, () -> Sink.keep(blocks.parameterCount()), () -> Sink.keep(wide.parameterCount()));
        row(table, "copy of the state", profiler, () -> Sink.keep(copy(blocks)), () -> Sink.keep(copy(wide)));
        row(table, "loadStateDict", profiler, () -> blocks.loadStateDict(savedBlocks), () -> wide.loadStateDict(savedWide));
        table.row("tensors", savedBlocks.size(), "", savedWide.size(), "");
        table.row("numbers", Format.count(blocks.parameterCount()), "", Format.count(wide.parameterCount()), "");
        Sink.clear();
        return table;
    }

    private static Map<String, Tensor> copy(Weights network) {
        Map<String, Tensor> state = new LinkedHashMap<>();
        network.stateDict().forEach((path, tensor) -> state.put(path, tensor.copy()));
        return state;
    }

    private static void row(Table table, String work, Profiler profiler, Runnable small, Runnable large) {
        Measurement first = profiler.measure(work, small);
        Measurement second = profiler.measure(work, large);
        table.row(work, Format.seconds(first.cpuSeconds()), Format.bytes(first.allocatedBytes()),
                Format.seconds(second.cpuSeconds()), Format.bytes(second.allocatedBytes()));
    }
}
