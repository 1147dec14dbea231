package tinytorch.nn.activation.lab;

import java.util.Map;
import java.util.SplittableRandom;

import tinytorch.nn.activation.Sigmoid;
import tinytorch.tensor.Tensor;
import tinytorch.workbench.Format;
import tinytorch.workbench.Measurement;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Sink;
import tinytorch.workbench.lab.QuizNumber;

/** The numbers of {@code tito quiz 03}. */
public final class ActivationQuiz {
    private static final int N = 1_000_000;

    private ActivationQuiz() {
    }

    /** Prints the number of this name. */
    public static void main(String[] args) {
        QuizNumber.print(args[0], Map.of("sigmoid", () -> sigmoid(Profiler.quick().repeats(5))));
    }

    private static QuizNumber sigmoid(Profiler profiler) {
        Tensor x = Tensor.randn(new SplittableRandom(1), N);
        Sigmoid sigmoid = new Sigmoid();
        Measurement forward = profiler.measure("sigmoid", () -> Sink.keep(sigmoid.forward(x)));
        return new QuizNumber(forward.seconds(), Format.seconds(forward.seconds()) + " for a million numbers, " + Format.seconds(forward.seconds() / N)
                + " for one, the median of 5 measurements.");
    }
}
