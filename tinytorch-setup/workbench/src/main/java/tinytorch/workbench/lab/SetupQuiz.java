package tinytorch.workbench.lab;

import java.util.Map;

import tinytorch.workbench.Clocks;
import tinytorch.workbench.Format;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Sink;

/** The numbers of {@code tito quiz 01}. */
public final class SetupQuiz {
    private SetupQuiz() {
    }

    /** Prints the number of this name. */
    public static void main(String[] args) {
        QuizNumber.print(args[0], Map.of("reading", () -> reading(Profiler.quick())));
    }

    private static QuizNumber reading(Profiler profiler) {
        Clocks clocks = Clocks.system();
        double seconds = profiler.measure("reading", () -> Sink.keep(clocks.wallNanos())).cpuSeconds();   // other programs do not count
        return new QuizNumber(seconds, "one reading took " + Format.seconds(seconds) + " of processor time, the median of 7 blocks; in the 5 ms of a block there would be room for "
                + Format.count(0.005 / seconds) + " of them.");
    }
}
