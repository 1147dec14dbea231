package tinytorch.text.transformer.lab;

import java.util.Map;
import java.util.SplittableRandom;

import tinytorch.text.transformer.Gpt;
import tinytorch.text.transformer.GptConfig;
import tinytorch.text.transformer.Sampling;
import tinytorch.text.transformer.TextGenerator;
import tinytorch.workbench.Format;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.lab.QuizNumber;

/** The numbers of {@code tito quiz 14}. */
public final class TransformerQuiz {
    private static final int TOKENS = 32;

    private TransformerQuiz() {
    }

    /** Prints the number of this name. */
    public static void main(String[] args) {
        QuizNumber.print(args[0], Map.of("token", () -> token(Profiler.quick().repeats(3))));
    }

    private static QuizNumber token(Profiler profiler) {
        Gpt model = new Gpt(new GptConfig(65, 64, 4, 4, 128, true), new SplittableRandom(1));
        double seconds = profiler.measure("writing", () -> new TextGenerator(model, Sampling.GREEDY, new SplittableRandom(2))
                .generate(new int[] {1}, TOKENS, true, _ -> { })).seconds() / TOKENS;
        double operations = 2.0 * model.parameterCount();
        return new QuizNumber(seconds, Format.seconds(seconds) + " for a token, the median of 3 texts of 32. 2 operations for each of " + Format.count(model.parameterCount())
                + " parameters: " + Format.rate(operations, seconds, "FLOP") + ".");
    }
}
