package tinytorch.nn.network.lab;

import java.util.Map;
import java.util.SplittableRandom;

import tinytorch.nn.activation.ReLU;
import tinytorch.nn.network.MLP;
import tinytorch.tensor.Tensor;
import tinytorch.workbench.Format;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Sink;
import tinytorch.workbench.lab.QuizNumber;

/** The numbers of {@code tito quiz 05}. */
public final class NetworkQuiz {
    private static final int WIDTH = 1024;
    private static final int BATCH = 32;

    private NetworkQuiz() {
    }

    /** Prints the number of this name. */
    public static void main(String[] args) {
        QuizNumber.print(args[0], Map.of("step", () -> step(Profiler.quick().repeats(3))));
    }

    private static QuizNumber step(Profiler profiler) {
        MLP mlp = new MLP(new int[] {784, WIDTH, 10}, new ReLU(), new SplittableRandom(1));
        Tensor input = Tensor.randn(new SplittableRandom(2), BATCH, 784);
        Tensor gradient = Tensor.randn(new SplittableRandom(3), BATCH, 10);
        double seconds = profiler.measure("both passes", () -> {
            mlp.zeroGrad();
            mlp.forward(input);
            Sink.keep(mlp.backward(gradient));
        }).seconds();
        double operations = 6.0 * BATCH * (784 + 10) * WIDTH;
        return new QuizNumber(seconds, "3 * 2 * 32 * (784 * 1024 + 1024 * 10) = " + Format.count(operations) + " operations took " + Format.seconds(seconds)
                + ", the median of 3 measurements: " + Format.rate(operations, seconds, "FLOP") + ".");
    }
}
