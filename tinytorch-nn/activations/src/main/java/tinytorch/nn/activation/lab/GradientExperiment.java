package tinytorch.nn.activation.lab;

import java.util.List;
import java.util.SplittableRandom;

import tinytorch.nn.activation.Activation;
import tinytorch.nn.activation.GELU;
import tinytorch.nn.activation.LeakyReLU;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.activation.Sigmoid;
import tinytorch.nn.activation.Tanh;
import tinytorch.tensor.Tensor;
import tinytorch.workbench.Format;
import tinytorch.workbench.Table;

/** The slope at random inputs: how much of a gradient an activation lets through. */
final class GradientExperiment {
    private static final int N = 20_000;

    private GradientExperiment() {
    }

    static Table table() {
        Table table = new Table("Gradient: mean slope at 20,000 normal inputs of standard deviation s, and the largest",
                "activation", "s = 1", "s = 5", "s = 25", "slope 0 at s = 25", "largest slope");
        for (Activation activation : List.of(new Sigmoid(), new Tanh(), new ReLU(), new LeakyReLU(), new GELU())) {
            Tensor ordinary = slopes(activation, 1);
            Tensor extreme = slopes(activation, 25);
            table.row(Names.of(activation), ordinary.mean().item(), slopes(activation, 5).mean().item(), extreme.mean().item(),
                    Format.percent(extreme.eq(0).mean().item()), ordinary.max().item());
        }
        return table;
    }

    /** The gradient for dL/dy = 1, which is the slope. */
    private static Tensor slopes(Activation activation, float deviation) {
        Tensor x = Tensor.normal(new SplittableRandom(3), 0, deviation, N);
        return activation.backward(Tensor.ones(N), activation.forward(x), x);
    }
}
