package tinytorch.text.embedding.lab;

import java.util.List;
import java.util.SplittableRandom;
import tinytorch.tensor.Tensor;
import tinytorch.text.embedding.Lookup;
import tinytorch.text.embedding.SparseGradient;
import tinytorch.workbench.Format;
import tinytorch.workbench.Measurement;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Table;

/** From the gradient of what was looked up to a changed table: by a gradient as large as the table, and by the rows that have one. */
final class GradientExperiment {
    private static final int TOKENS = 768;
    private static final int DIM = 128;
    private static final float RATE = 1e-6f;

    private GradientExperiment() {
    }

    static Table table(Profiler profiler) {
        Table table = new Table("Gradient and step of a table, " + TOKENS + " tokens, vectors of length " + DIM, "rows", "touched", "dense", "allocated",
                "sparse", "allocated", "coalesced", "faster");
        for (int count : new int[] {65, 1_000, 8_192, 50_257, 131_072}) {
            Tensor weight = Tensor.zeros(count, DIM);
            Tensor ids = Tensor.of(new Zipf(count).draw(TOKENS, new SplittableRandom(1)));
            Tensor g = Tensor.randn(new SplittableRandom(2), TOKENS, DIM);
            List<Tensor> inputs = List.of(ids, weight);
            Measurement dense = profiler.measure("dense", () -> {
                Tensor gradient = new Lookup().backward(g, null, inputs).get(1);
                return weight.subInPlace(gradient.mulInPlace(Tensor.scalar(RATE)));
            });
            Measurement sparse = profiler.measure("sparse", () -> step(SparseGradient.of(ids, g, count, Lookup.NO_PADDING), weight));
            Measurement coalesced = profiler.measure("coalesced", () -> step(SparseGradient.of(ids, g, count, Lookup.NO_PADDING).coalesce(), weight));
            table.row(count, SparseGradient.of(ids, g, count, Lookup.NO_PADDING).coalesce().ids().length, Format.seconds(dense.wall().min()),
                    Format.bytes(dense.allocatedBytes()), Format.seconds(sparse.wall().min()), Format.bytes(sparse.allocatedBytes()),
                    Format.seconds(coalesced.wall().min()), Format.times(dense.wall().min() / sparse.wall().min()));
        }
        return table;
    }

    private static Tensor step(SparseGradient gradient, Tensor table) {
        gradient.descend(table, RATE);
        return table;
    }
}
