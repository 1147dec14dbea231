package tinytorch.text.embedding.lab;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import tinytorch.tensor.Tensor;
import tinytorch.text.embedding.Lookup;
import tinytorch.workbench.Format;
import tinytorch.workbench.Measurement;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Sink;
import tinytorch.workbench.lab.QuizNumber;

/** The numbers of {@code tito quiz 12}. */
public final class EmbeddingQuiz {
    private static final int ROWS = 2_000;
    private static final int DIM = 128;
    private static final int TOKENS = 256;

    private EmbeddingQuiz() {
    }

    /** Prints the number of this name. */
    public static void main(String[] args) {
        QuizNumber.print(args[0], Map.of("lookup", () -> lookup(Profiler.quick().repeats(3))));
    }

    private static QuizNumber lookup(Profiler profiler) {
        Tensor table = Tensor.randn(new SplittableRandom(1), ROWS, DIM);
        Tensor ids = Tensor.of(new Zipf(ROWS).draw(TOKENS, new SplittableRandom(2)));
        Tensor oneHot = OneHotExperiment.oneHot(ids, ROWS);
        Measurement product = profiler.measure("product", () -> Sink.keep(oneHot.matmul(table)));
        Measurement lookup = profiler.measure("lookup", () -> Sink.keep(new Lookup().forward(List.of(ids, table))));
        return new QuizNumber(lookup.speedup(product), "the product took " + Format.seconds(product.seconds()) + ", the lookup " + Format.seconds(lookup.seconds()) + ", medians of 3 measurements: "
                + Format.times(lookup.speedup(product)) + ".");
    }
}
