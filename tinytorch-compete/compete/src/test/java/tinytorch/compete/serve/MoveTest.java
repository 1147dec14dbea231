package tinytorch.compete.serve;

import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.values;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;

@Tag("compete.move")
class MoveTest {

    private static BatchCache filled(Tensor keys) {
        BatchCache cache = new BatchCache(3, 4, new int[] {1, 1}, 2);
        Check.call("BatchCache.move", 2, 0).run(() -> moved(cache, 2, 0));
        Check.call("BatchCache.lengths").because("nothing can be moved too").equal(() -> cache.lengths(0, 3), new int[3]);
        cache.write(0, 0, keys, keys.neg());
        cache.write(1, 0, keys.mul(2), keys.mul(3));
        cache.advance(0, 3, 2);
        return cache;
    }

    private static BatchCache moved(BatchCache cache, int from, int to) {
        cache.move(from, to);
        return cache;
    }

    @Test
    @LookAt("BatchCache.move")
    void theLastTakesThePlaceOfOneThatEnded() {
        Tensor keys = random(1, 3, 1, 2, 2);
        BatchCache cache = filled(keys);
        cache.advance(2, 1, 1);
        Check.call("BatchCache.move", 2, 0).run(() -> moved(cache, 2, 0));
        Check.call("BatchCache.lengths", "after move(2, 0)").because("slot 0 is as long as slot 2 was, and slot 2 is free").equal(() -> cache.lengths(0, 3), new int[] {3, 2, 0});
        Check.call("BatchCache.keys", "layer 0, slot 0").gives(() -> values(cache.keys(0, 0, 1, 2)), values(keys.narrow(0, 2, 1)));
        Check.call("BatchCache.values", "layer 0, slot 0").because("keys and values move").gives(() -> values(cache.values(0, 0, 1, 2)), values(keys.narrow(0, 2, 1).neg()));
        Check.call("BatchCache.keys", "layer 1, slot 0").because("in every layer").gives(() -> values(cache.keys(1, 0, 1, 2)), values(keys.narrow(0, 2, 1).mul(2)));
        Check.call("BatchCache.values", "layer 1, slot 0").gives(() -> values(cache.values(1, 0, 1, 2)), values(keys.narrow(0, 2, 1).mul(3)));
        Check.call("BatchCache.keys", "layer 0, slot 1").because("the others stay").gives(() -> values(cache.keys(0, 1, 1, 2)), values(keys.narrow(0, 1, 1)));
    }

    @Test
    void movingToItsOwnPlaceChangesNothing() {
        Tensor keys = random(2, 3, 1, 2, 2);
        BatchCache cache = filled(keys);
        cache.move(1, 1);
        Check.call("BatchCache.length", "after move(1, 1)").because("the last sequence may be the one that ends, or the only one").equal(() -> cache.length(1), 2);
        Check.call("BatchCache.keys", "slot 1").gives(() -> values(cache.keys(0, 1, 1, 2)), values(keys.narrow(0, 1, 1)));
    }
}
