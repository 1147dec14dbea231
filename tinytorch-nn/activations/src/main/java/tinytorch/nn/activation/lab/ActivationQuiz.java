package tinytorch.nn.activation.lab;

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
        (switch (args[0]) {
            case "sigmoid" -> sigmoid(Profiler.quick().repeats(5));
            default -> throw QuizNumber.unknown(args[0]);
        }).print(System.out);
    }

    private static QuizNumber sigmoid(Profiler profiler) {
        Tensor x = Tensor.randn(new SplittableRandom(1), N);
        Sigmoid sigmoid = new Sigmoid();
        Measurement forward = profiler.measure("sigmoid", () -> Sink.keep(sigmoid.forward(x)));
        return new QuizNumber(forward.seconds(), Format.seconds(forward.seconds()) + " for a million numbers, " + Format.seconds(forward.seconds() / N)
                + " for one, the median of 5 measurements.");
    }
}
