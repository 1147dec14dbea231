package tinytorch.nn.lab;

import java.util.Map;

import tinytorch.workbench.Format;
import tinytorch.workbench.lab.MachineMemory;
import tinytorch.workbench.lab.QuizNumber;

/** The numbers of {@code tito quiz 04}. */
public final class LayerQuiz {
    /** A parameter, its gradient, and two numbers of Adam, 4 bytes each. */
    private static final int BYTES = 16;

    private LayerQuiz() {
    }

    /** Prints the number of this name. */
    public static void main(String[] args) {
        QuizNumber.print(args[0], Map.of("parameters", () -> parameters()));
    }

    private static QuizNumber parameters() {
        double memory = MachineMemory.bytes();
        return new QuizNumber(memory / BYTES, Format.bytes(memory) + " of memory / " + BYTES + " B = " + Format.count(memory / BYTES) + " parameters.");
    }
}
