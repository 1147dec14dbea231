package tinytorch.text.attention.lab;

import java.util.SplittableRandom;

import tinytorch.nn.network.Linear;
import tinytorch.tensor.Tensor;
import tinytorch.text.attention.CausalSelfAttention;
import tinytorch.text.attention.KeyValueCache;
import tinytorch.workbench.Format;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Table;

/**
 * One more token of a text, the N-th, through a layer of 2 heads of 32 numbers: with all tokens computed anew, or with the keys and values of the
 * others in a cache.
 */
final class CacheExperiment {
    private static final int WIDTH = 64;
    private static final int HEADS = 2;

    private CacheExperiment() {
    }

    /** With tracking off. */
    static Table table() {
        Table table = new Table("One more token, the N-th", "N", "without cache", "time x", "with cache", "time x", "faster", "cache holds");
        CausalSelfAttention layer = new CausalSelfAttention(new Linear(WIDTH, 3 * WIDTH, new SplittableRandom(1)),
                new Linear(WIDTH, WIDTH, new SplittableRandom(2)), HEADS);
        layer.eval();
        double before = 0;
        double cachedBefore = 0;
        for (int n : LengthExperiment.LENGTHS) {
            Tensor x = Tensor.randn(new SplittableRandom(3), 1, n, WIDTH);
            Profiler profiler = Profiler.quick().repeats(n < 1024 ? 5 : n < 2048 ? 2 : 1);
            double all = profiler.measure("all", () -> layer.forward(x)).wall().min();
            Tensor last = x.narrow(1, n - 1, 1);
            KeyValueCache cache = new KeyValueCache(1, HEADS, n, WIDTH / HEADS);
            layer.forward(x, cache);
            double one = profiler.repeats(21).measure("one", () -> {
                cache.crop(n - 1);
                return layer.forward(last, cache);
            }).wall().min();
            table.row(n, Format.seconds(all), before == 0 ? "-" : Format.times(all / before), Format.seconds(one),
                    cachedBefore == 0 ? "-" : Format.times(one / cachedBefore), Format.times(all / one), Format.bytes(2.0 * 4 * n * WIDTH));
            before = all;
            cachedBefore = one;
        }
        return table;
    }
}
