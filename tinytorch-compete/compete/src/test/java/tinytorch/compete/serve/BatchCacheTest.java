package tinytorch.compete.serve;

import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.TestTensors;
import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Values;

@Tag("compete.cache")
class BatchCacheTest {

    private static BatchCache written(BatchCache cache, int layer, int first, Tensor keys, Tensor values) {
        cache.write(layer, first, keys, values);
        return cache;
    }

    @Test
    void everySequenceGoesOnBehindItsOwnEnd() {
        BatchCache cache = new BatchCache(2, 4, new int[] {1}, 1);
        written(cache, 0, 0, tensor(shape(1, 1, 2, 1), 1, 2), tensor(shape(1, 1, 2, 1), 10, 20)).advance(0, 1, 2);
        written(cache, 0, 0, tensor(shape(2, 1, 1, 1), 3, 7), tensor(shape(2, 1, 1, 1), 30, 70)).advance(0, 2, 1);
        Check.call("BatchCache.lengths").because("slot 0 had two tokens, slot 1 none; both got one").equal(() -> cache.lengths(0, 2), new int[] {3, 1});
        Check.call("BatchCache.keys", "slot 0").gives(() -> values(cache.keys(0, 0, 1, 3)), Values.of(new double[] {1, 2, 3}, 1, 1, 3, 1));
        Check.call("BatchCache.values", "slot 0").gives(() -> values(cache.values(0, 0, 1, 3)), Values.of(new double[] {10, 20, 30}, 1, 1, 3, 1));
        Check.call("BatchCache.keys", "slot 1").because("its first token is at place 0, not behind the longer neighbour's").gives(() -> values(cache.keys(0, 1, 1, 1)),
                Values.of(new double[] {7}, 1, 1, 1, 1));
        Check.call("BatchCache.values", "slot 1").gives(() -> values(cache.values(0, 1, 1, 1)), Values.of(new double[] {70}, 1, 1, 1, 1));
    }

    @Test
    @LookAt("BatchCache.advance")
    void layersWriteTheSameTokensBeforeTheyAreCounted() {
        BatchCache cache = new BatchCache(3, 5, new int[] {2, 1}, 3);
        Tensor first = random(1, 2, 2, 2, 3);
        Tensor second = random(2, 2, 1, 2, 3);
        written(cache, 0, 1, first, first.neg());
        Check.call("BatchCache.length", "after one layer of two").because("the second layer writes to the same places").equal(() -> cache.length(1), 0);
        written(cache, 1, 1, second, second.neg()).advance(1, 2, 2);
        Check.call("BatchCache.lengths").because("slot 0 was not among them").equal(() -> cache.lengths(0, 3), new int[] {0, 2, 2});
        Check.call("BatchCache.keys", "layer 0").gives(() -> values(cache.keys(0, 1, 2, 2)), values(first));
        Check.call("BatchCache.keys", "layer 1").gives(() -> values(cache.keys(1, 1, 2, 2)), values(second));
        Check.call("BatchCache.values", "layer 1").gives(() -> values(cache.values(1, 1, 2, 2)), values(second.neg()));
    }

    @Test
    void readingCopiesNothing() {
        BatchCache cache = new BatchCache(2, 3, new int[] {1}, 2);
        Check.call("BatchCache.keys").because("a copy of the whole cache for every token would cost more than the token")
                .holds(cache.keys(0, 0, 2, 1).sharesStorageWith(cache.keys(0, 0, 2, 3)) && cache.values(0, 0, 1, 1).sharesStorageWith(cache.values(0, 1, 1, 3)), "views of one memory", "copies");
        Check.call("BatchCache.keys").equal(() -> cache.keys(0, 0, 2, 1).dims(), new int[] {2, 1, 1, 2});
    }

    @Test
    void readsEveryMemoryLayout() {
        Tensor keys = random(3, 2, 2, 2, 3);
        for (Tensor layout : TestTensors.layouts(keys)) {
            BatchCache cache = written(new BatchCache(2, 2, new int[] {2}, 3), 0, 0, layout, layout);
            Check.call("BatchCache.keys", "of a view").gives(() -> values(cache.keys(0, 0, 2, 2)), values(keys));
        }
    }

    @Test
    void aClearedSlotBeginsAnew() {
        BatchCache cache = new BatchCache(3, 4, new int[] {1}, 2);
        Tensor keys = random(3, 3, 1, 2, 2);
        written(cache, 0, 0, keys, keys).advance(0, 3, 2);
        cache.clear(1);
        Check.call("BatchCache.lengths", "after clear(1)").equal(() -> cache.lengths(0, 3), new int[] {2, 0, 2});
        Tensor fresh = random(4, 1, 1, 1, 2);
        written(cache, 0, 1, fresh, fresh);
        Check.call("BatchCache.keys", "slot 1").because("the first place is written again").gives(() -> values(cache.keys(0, 1, 1, 1)), values(fresh));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        BatchCache cache = new BatchCache(2, 3, new int[] {1}, 1);
        Tensor two = random(4, 2, 1, 2, 1);
        written(cache, 0, 0, two, two).advance(0, 2, 2);
        Check.call("BatchCache.write").refuses(ShapeException.class, () -> written(cache, 0, 0, two, two), "2 tokens more", "slot 0", "capacity of 3");
        Check.call("BatchCache.lengths").equal(() -> cache.lengths(0, 2), new int[] {2, 2});
    }
}
