package tinytorch.text.embedding.lab;

import java.util.SplittableRandom;
import tinytorch.nn.network.Initializer;
import tinytorch.text.embedding.Embedding;
import tinytorch.workbench.Format;
import tinytorch.workbench.Measurement;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Table;

/** What tables of several sizes take, and which part of a GPT they are. */
final class MemoryExperiment {
    private static final int LAYERS = 4;

    private MemoryExperiment() {
    }

    /** Blocks of a GPT have 12 dim^2 weights each: 4 dim^2 for attention, 8 dim^2 for the feed-forward layer. */
    static Table table(Profiler profiler) {
        Table table = new Table("Tables of vectors, and their part of a GPT of " + LAYERS + " blocks of that width", "tokens", "rows", "dim", "memory",
                "with Adam", "untied", "tied");
        row(table, profiler, "characters", 65, 128);
        row(table, profiler, "small BPE", 1_000, 128);
        row(table, profiler, "BPE", 8_192, 256);
        row(table, profiler, "GPT-2's", 50_257, 128);
        row(table, profiler, "GPT-2's", 50_257, 768);
        return table;
    }

    private static void row(Table table, Profiler profiler, String tokens, int count, int dim) {
        SplittableRandom random = new SplittableRandom(1);
        Measurement made = profiler.measure("table", () -> new Embedding(count, dim, Initializer.zeros(), random));
        double own = (double) count * dim;
        double blocks = LAYERS * 12.0 * dim * dim;
        table.row(tokens, count, dim, Format.bytes(made.allocatedBytes()), Format.bytes(4 * made.allocatedBytes()),
                Format.percent(2 * own / (2 * own + blocks)), Format.percent(own / (own + blocks)));
    }
}
