package tinytorch.text.token.lab;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import tinytorch.text.token.BpeTokenizer;
import tinytorch.text.token.BpeTrainer;
import tinytorch.workbench.Format;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Sink;
import tinytorch.workbench.lab.QuizNumber;

/** The numbers of {@code tito quiz 11}. */
public final class TokenQuiz {
    private static final int LENGTH = 200_000;
    private static final int VOCABULARY = 512;

    private TokenQuiz() {
    }

    /** Prints the number of this name. */
    public static void main(String[] args) {
        QuizNumber.print(args[0], Map.of("encode", () -> encode(Profiler.quick().repeats(5))));
    }

    private static QuizNumber encode(Profiler profiler) {
        String text = LabText.generated(LENGTH);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        BpeTokenizer tokenizer = BpeTrainer.train(text, VOCABULARY);
        double seconds = profiler.measure("encode", () -> Sink.keep(tokenizer.encode(bytes))).seconds();
        return new QuizNumber(bytes.length / seconds, Format.bytes(bytes.length) + " of made-up words, encoded with 256 merges in " + Format.seconds(seconds)
                + ", the median of 5 measurements: " + Format.rate(bytes.length, seconds, "B") + ".");
    }
}
