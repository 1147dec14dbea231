package tinytorch.tensor.lab;

import java.util.Map;

import tinytorch.tensor.Tensor;
import tinytorch.workbench.Format;
import tinytorch.workbench.Measurement;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Sink;
import tinytorch.workbench.lab.QuizNumber;

/** The numbers of {@code tito quiz 02}. */
public final class TensorQuiz {
    private static final int N = 512;
    private static final int SIDE = 2048;

    private TensorQuiz() {
    }

    /** Prints the number of this name. */
    public static void main(String[] args) {
        Profiler profiler = Profiler.quick().repeats(5);
        QuizNumber.print(args[0], Map.of("product", () -> product(profiler), "columns", () -> columns(profiler)));
    }

    private static QuizNumber product(Profiler profiler) {
        Tensor a = Tensor.full(0.5f, N, N);
        Tensor b = Tensor.full(0.25f, N, N);
        double seconds = profiler.measure("product", () -> Sink.keep(a.matmul(b))).seconds();
        double operations = 2.0 * N * N * N;
        return new QuizNumber(seconds, "2 * 512^3 = " + Format.count(operations) + " operations took " + Format.seconds(seconds) + ", the median of 5 measurements: "
                + Format.rate(operations, seconds, "FLOP") + ".");
    }

    private static QuizNumber columns(Profiler profiler) {
        float[] data = Tensor.ones(SIDE, SIDE).data();
        Measurement rows = profiler.measure("rows", () -> Sink.keep(TraversalExperiment.sum(data, SIDE, SIDE, 1)));
        Measurement columns = profiler.measure("columns", () -> Sink.keep(TraversalExperiment.sum(data, SIDE, 1, SIDE)));
        return new QuizNumber(rows.speedup(columns), Format.seconds(columns.seconds()) + " by columns, " + Format.seconds(rows.seconds()) + " by rows: "
                + Format.times(rows.speedup(columns)) + ".");
    }
}
