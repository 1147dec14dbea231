package tinytorch.text.attention.lab;

import java.util.Map;

import tinytorch.workbench.Format;
import tinytorch.workbench.lab.MachineMemory;
import tinytorch.workbench.lab.QuizNumber;

/** The numbers of {@code tito quiz 13}. */
public final class AttentionQuiz {
    private static final int HEADS = 12;

    private AttentionQuiz() {
    }

    /** Prints the number of this name. */
    public static void main(String[] args) {
        QuizNumber.print(args[0], Map.of("tokens", () -> tokens()));
    }

    private static QuizNumber tokens() {
        double memory = MachineMemory.bytes();
        double tokens = Math.sqrt(memory / (Float.BYTES * HEADS));
        return new QuizNumber(tokens, "sqrt(" + Format.bytes(memory) + " / (12 * 4 B)) = " + Format.count(tokens) + " tokens; with twice the memory " + Format.count(tokens * Math.sqrt(2)) + ".");
    }
}
