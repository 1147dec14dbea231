package tinytorch.optim.lab;

import java.util.List;
import java.util.Map;

import tinytorch.optim.Adam;
import tinytorch.optim.Moments;
import tinytorch.optim.ParameterGroup;
import tinytorch.tensor.Tensor;
import tinytorch.workbench.Format;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.lab.QuizNumber;

/** The numbers of {@code tito quiz 08}. */
public final class OptimizerQuiz {
    private static final int PARAMETERS = 10_000_000;

    private OptimizerQuiz() {
    }

    /** Prints the number of this name. */
    public static void main(String[] args) {
        QuizNumber.print(args[0], Map.of("adam", () -> adam(Profiler.quick().repeats(5))));
    }

    private static QuizNumber adam(Profiler profiler) {
        Tensor parameter = Tensor.full(1, PARAMETERS).requiresGrad(true);
        parameter.accumulateGrad(Tensor.full(0.5f, PARAMETERS));
        Adam adam = new Adam(List.of(ParameterGroup.of(Map.of("parameter", parameter), 1e-6)), Moments.DEFAULT);
        double seconds = profiler.measure("step", adam::step).seconds();
        double bytes = 7.0 * Float.BYTES * PARAMETERS;
        return new QuizNumber(seconds, Format.seconds(seconds) + " for a step of ten million parameters, the median of 5 measurements. It moves 7 * 4 B * 10^7 = "
                + Format.bytes(bytes) + ": " + Format.rate(bytes, seconds, "B") + ".");
    }
}
