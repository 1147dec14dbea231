package tinytorch.kernels.lab;

import java.util.Locale;
import java.util.Map;

import tinytorch.kernels.VectorKernels;
import tinytorch.workbench.Clocks;
import tinytorch.workbench.Format;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.lab.QuizNumber;

/** The numbers of {@code tito quiz 15}. */
public final class KernelQuiz {
    private KernelQuiz() {
    }

    /** Prints the number of this name. */
    public static void main(String[] args) {
        QuizNumber.print(args[0], Map.of("ridge", () -> ridge()));
    }

    private static QuizNumber ridge() {
        Machine machine = Machine.measure(new VectorKernels(), new Profiler(Clocks.system(), 0.2, 0.001, 25), 1);
        return new QuizNumber(machine.ridge(), String.format(Locale.ROOT, "%s / %s = %.1f operations a byte, on one thread, the best of 25 measurements.", Format.rate(machine.flops(), 1, "FLOP"),
                Format.rate(machine.bandwidth(), 1, "B"), machine.ridge()));
    }
}
