package tinytorch.autograd.lab;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

import tinytorch.autograd.Autograd;
import tinytorch.autograd.Dual;
import tinytorch.nn.activation.Tanh;
import tinytorch.nn.network.MLP;
import tinytorch.tensor.Tensor;
import tinytorch.workbench.Format;
import tinytorch.workbench.Measurement;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Sink;
import tinytorch.workbench.Table;

/** The Jacobian of a network from n inputs to m outputs, by forward and by reverse mode: the same function, the same numbers. */
final class ModesExperiment {
    private ModesExperiment() {
    }

    static Table table() {
        Table table = new Table("Jacobian of a network with 128 hidden units",
                "inputs", "outputs", "forward mode", "reverse mode", "forward / reverse", "differ by");
        Profiler profiler = Profiler.quick().repeats(3);
        for (int[] sizes : new int[][] {{1, 256}, {4, 64}, {16, 16}, {64, 4}, {256, 1}}) {
            MLP network = new MLP(new int[] {sizes[0], 128, sizes[1]}, new Tanh(), new SplittableRandom(1));
            network.parameters().values().forEach(parameter -> parameter.requiresGrad(false));
            Tensor x = Tensor.randn(new SplittableRandom(2), sizes[0]);
            Measurement forward = profiler.measure("forward", () -> Sink.keep(forward(network::forward, x)));
            Measurement reverse = profiler.measure("reverse", () -> Sink.keep(reverse(network::forward, x, sizes[1])));
            float difference = forward(network::forward, x).sub(reverse(network::forward, x, sizes[1])).abs().max().item();
            table.row(sizes[0], sizes[1], Format.seconds(forward.cpuSeconds()), Format.seconds(reverse.cpuSeconds()),
                    Format.times(forward.cpuSeconds() / reverse.cpuSeconds()), String.format(Locale.ROOT, "%.0e", difference));
        }
        Sink.clear();
        return table;
    }

    /** Column by column: how all outputs change with input i. */
    private static Tensor forward(UnaryOperator<Tensor> f, Tensor x) {
        Tensor[] columns = new Tensor[x.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = Dual.along(f, x, unit(x.size(), i)).tangent();
        }
        return Tensor.stack(1, columns);
    }

    /** Row by row: how output j changes with all inputs. One forward pass serves all rows. */
    private static Tensor reverse(UnaryOperator<Tensor> f, Tensor x, int outputs) {
        Tensor input = x.detach().requiresGrad(true);
        Tensor y = f.apply(input);
        Tensor[] rows = new Tensor[outputs];
        for (int j = 0; j < outputs; j++) {
            Autograd.backward(y, unit(outputs, j), true);
            rows[j] = input.grad();
            input.zeroGrad();
        }
        return Tensor.stack(0, rows);
    }

    private static Tensor unit(int n, int i) {
        Tensor unit = Tensor.zeros(n);
        unit.set(1, i);
        return unit;
    }
}
