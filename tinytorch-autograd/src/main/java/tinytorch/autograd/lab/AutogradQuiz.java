package tinytorch.autograd.lab;

import java.util.Map;
import java.util.SplittableRandom;

import tinytorch.autograd.Autograd;
import tinytorch.tensor.Tensor;
import tinytorch.workbench.Format;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Sink;
import tinytorch.workbench.lab.QuizNumber;

/** The numbers of {@code tito quiz 07}. */
public final class AutogradQuiz {
    private static final int PRODUCTS = 4;
    private static final int N = 128;

    private AutogradQuiz() {
    }

    /** Prints the number of this name. */
    public static void main(String[] args) {
        QuizNumber.print(args[0], Map.of("backward", () -> backward(Profiler.quick().repeats(5))));
    }

    private static QuizNumber backward(Profiler profiler) {
        Tensor[] weights = new Tensor[PRODUCTS + 1];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Tensor.randn(new SplittableRandom(i), N, N).requiresGrad(true);
        }
        double forward = profiler.measure("forward", () -> Sink.keep(chain(weights))).seconds();
        double both = profiler.measure("both", () -> {
            for (Tensor weight : weights) {
                weight.zeroGrad();
            }
            Autograd.backward(chain(weights).sum());
        }).seconds();
        return new QuizNumber(both / forward - 1, "forward " + Format.seconds(forward) + ", both passes " + Format.seconds(both) + ": backward is "
                + Format.times(both / forward - 1) + " forward.");
    }

    private static Tensor chain(Tensor[] weights) {
        Tensor result = weights[0];
        for (int i = 1; i < weights.length; i++) {
            result = result.matmul(weights[i]);
        }
        return result;
    }
}
