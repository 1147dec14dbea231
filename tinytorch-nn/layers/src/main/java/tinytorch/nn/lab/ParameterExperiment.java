package tinytorch.nn.lab;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import tinytorch.tensor.Tensor;
import tinytorch.workbench.Format;
import tinytorch.workbench.Measurement;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Sink;
import tinytorch.workbench.Table;

/** Parameters of some networks: how many, how many bytes the constructor allocates, and how many a gradient for each adds. */
final class ParameterExperiment {

    private ParameterExperiment() {
    }

    static Table table(Profiler profiler) {
        Table table = new Table("Parameter memory", "network", "tensors", "parameters", "constructor", "a parameter", "gradients");
        Map<String, Supplier<Weights>> networks = new LinkedHashMap<>();
        networks.put("784-128-10", Weights::digits);
        networks.put("LeNet-5", Weights::leNet);
        networks.put("784-1024-1024-10", Weights::wide);
        networks.put("GPT, 4 blocks, d = 128", () -> Weights.gpt(4, 128, 65, 128));
        networks.put("GPT, 6 blocks, d = 384", () -> Weights.gpt(6, 384, 65, 256));
        networks.forEach((name, constructor) -> {
            Weights network = constructor.get();
            long count = network.parameterCount();
            Measurement built = profiler.repeats(3).measure(name, () -> Sink.keep(constructor.get()));
            Map<String, Tensor> parameters = network.parameters();
            Measurement gradients = profiler.repeats(3).measure("gradients", () -> {
                for (Tensor parameter : parameters.values()) {
                    parameter.zeroGrad();
                    parameter.accumulateGrad(parameter);
                }
            });
            table.row(name, parameters.size(), Format.count(count), Format.bytes(built.allocatedBytes()),
                    "%.2f B".formatted(built.allocatedBytes() / count), Format.bytes(gradients.allocatedBytes()));
        });
        Sink.clear();
        return table;
    }
}
