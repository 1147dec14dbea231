package tinytorch.compress.lab;

import java.util.Locale;
import java.util.Map;

import tinytorch.workbench.Format;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Sink;
import tinytorch.workbench.lab.QuizNumber;

/** The numbers of {@code tito quiz 16}. */
public final class CompressionQuiz {
    private static final int SIZE = 1 << 27;
    private static final double PARAMETERS = 7e9;
    private static final double BITS = 4.5;

    private CompressionQuiz() {
    }

    /** Prints the number of this name. */
    public static void main(String[] args) {
        QuizNumber.print(args[0], Map.of("tokens", () -> tokens(Profiler.quick().repeats(5))));
    }

    private static QuizNumber tokens(Profiler profiler) {
        byte[] from = new byte[SIZE];
        byte[] to = new byte[SIZE];
        double seconds = profiler.measure("copy", () -> {
            System.arraycopy(from, 0, to, 0, SIZE);
            Sink.keep(to);
        }).seconds();
        double bandwidth = 2.0 * SIZE / seconds;
        double model = PARAMETERS * BITS / 8;
        return new QuizNumber(bandwidth / model, String.format(Locale.ROOT, "a copy of 128 MiB reads and writes %s. 7 * 10^9 * 4.5 bits are %s: at most %.2f tokens/s on one core.",
                Format.rate(2.0 * SIZE, seconds, "B"), Format.bytes(model), bandwidth / model));
    }
}
