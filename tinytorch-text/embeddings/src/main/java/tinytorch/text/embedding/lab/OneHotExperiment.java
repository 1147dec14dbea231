package tinytorch.text.embedding.lab;

import java.util.List;
import java.util.SplittableRandom;
import tinytorch.tensor.Tensor;
import tinytorch.text.embedding.Lookup;
import tinytorch.workbench.Format;
import tinytorch.workbench.Measurement;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Table;

/** The lookup against what it is equal to: a product of one-hot rows with the table. */
final class OneHotExperiment {
    private static final int TOKENS = 768;
    private static final int DIM = 128;

    private OneHotExperiment() {
    }

    static Table table(Profiler profiler) {
        Table table = new Table("Vectors of length " + DIM + " for " + TOKENS + " tokens: one-hot rows times the table against a lookup", "rows",
                "one-hot", "its memory", "lookup", "faster", "difference");
        for (int count : new int[] {65, 1_000, 8_192}) {
            Tensor weight = Tensor.randn(new SplittableRandom(1), count, DIM);
            Tensor ids = Tensor.of(new Zipf(count).draw(TOKENS, new SplittableRandom(2)));
            Measurement product = profiler.measure("one-hot", () -> oneHot(ids, count).matmul(weight));
            Measurement lookup = profiler.measure("lookup", () -> new Lookup().forward(List.of(ids, weight)));
            Tensor difference = oneHot(ids, count).matmul(weight).sub(new Lookup().forward(List.of(ids, weight))).abs();
            table.row(count, Format.seconds(product.wall().min()), Format.bytes(4.0 * TOKENS * count), Format.seconds(lookup.wall().min()),
                    Format.times(product.wall().min() / lookup.wall().min()), Format.number(difference.max().item()));
        }
        return table;
    }

    static Tensor oneHot(Tensor ids, int count) {
        Tensor rows = Tensor.zeros(ids.size(), count);
        for (int i = 0; i < ids.size(); i++) {
            rows.data()[i * count + (int) ids.data()[i]] = 1;
        }
        return rows;
    }
}
