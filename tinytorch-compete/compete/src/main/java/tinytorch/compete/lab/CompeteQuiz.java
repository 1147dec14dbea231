package tinytorch.compete.lab;

import java.util.Map;

import tinytorch.workbench.Format;
import tinytorch.workbench.lab.MachineMemory;
import tinytorch.workbench.lab.QuizNumber;

/** The numbers of {@code tito quiz 17}. */
public final class CompeteQuiz {
    /** GPT-2 has 124,439,808 parameters. */
    private static final double WEIGHTS = 4.0 * 124_439_808;
    /** Keys and values of 12 layers of 768 numbers for 1024 tokens. */
    private static final double CACHE = 4.0 * 12 * 2 * 768 * 1024;

    private CompeteQuiz() {
    }

    /** Prints the number of this name. */
    public static void main(String[] args) {
        QuizNumber.print(args[0], Map.of("readers", () -> readers()));
    }

    private static QuizNumber readers() {
        double memory = MachineMemory.bytes();
        double readers = Math.max(0, Math.floor((memory - WEIGHTS) / CACHE));
        return new QuizNumber(readers, "(" + Format.bytes(memory) + " - " + Format.bytes(WEIGHTS) + ") / " + Format.bytes(CACHE) + " = " + Format.count(readers) + " readers.");
    }
}
