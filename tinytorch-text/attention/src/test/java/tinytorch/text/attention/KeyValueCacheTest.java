package tinytorch.text.attention;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Values;

@Tag("attention.cache")
class KeyValueCacheTest {

    private static KeyValueCache with(KeyValueCache cache, Tensor keys, Tensor values) {
        check("KeyValueCache.append", keys, values).run(() -> {
            cache.append(keys, values);
            return cache;
        });
        return cache;
    }

    @Test
    void aTokenComesBehindThoseThatAreThere() {
        KeyValueCache cache = new KeyValueCache(1, 1, 3, 2);
        with(cache, tensor(shape(1, 1, 1, 2), 1, 2), tensor(shape(1, 1, 1, 2), 10, 20));
        with(cache, tensor(shape(1, 1, 1, 2), 3, 4), tensor(shape(1, 1, 1, 2), 30, 40));
        Check.call("KeyValueCache.length").because("two tokens").equal(cache::length, 2);
        Check.call("KeyValueCache.keys").because("the first token stays first; the third place is not shown")
                .gives(() -> values(cache.keys()), Values.of(new double[] {1, 2, 3, 4}, 1, 1, 2, 2));
        Check.call("KeyValueCache.values").gives(() -> values(cache.values()), Values.of(new double[] {10, 20, 30, 40}, 1, 1, 2, 2));
    }

    @Test
    void severalTokensOfABatchAtOnce() {
        Tensor keys = random(1, 2, 3, 5, 4);
        Tensor values = random(2, 2, 3, 5, 4);
        KeyValueCache cache = new KeyValueCache(2, 3, 7, 4);
        int[] parts = {2, 1, 0, 2};
        int at = 0;
        for (int part : parts) {
            with(cache, keys.narrow(2, at, part), values.narrow(2, at, part));
            at += part;
            int length = at;
            Check.call("KeyValueCache.length", "after " + length + " tokens").equal(cache::length, length);
            Check.call("KeyValueCache.keys", "after " + length + " tokens").because("each sequence and head has its own")
                    .gives(() -> values(cache.keys()), values(keys.narrow(2, 0, length)));
            Check.call("KeyValueCache.values", "after " + length + " tokens").gives(() -> values(cache.values()), values(values.narrow(2, 0, length)));
        }
    }

    @Test
    void readingCopiesNothing() {
        KeyValueCache cache = with(new KeyValueCache(1, 2, 4, 3), random(1, 1, 2, 2, 3), random(2, 1, 2, 2, 3));
        Check.call("KeyValueCache.keys").because("a view: a copy for every token would cost as much as the square that is saved")
                .holds(cache.keys().data() == cache.keys().data() && cache.values().data() == cache.values().data(), "views of one memory", "copies");
    }

    @Test
    void whatIsInItIsACopy() {
        Tensor keys = random(1, 1, 1, 2, 2);
        Values before = values(keys);
        KeyValueCache cache = with(new KeyValueCache(1, 1, 2, 2), keys, random(2, 1, 1, 2, 2));
        keys.fill(0);
        Check.call("KeyValueCache.keys").because("whoever appended may go on using the memory").gives(() -> values(cache.keys()), before);
    }

    @Test
    @LookAt("KeyValueCache.crop")
    void clearingBeginsAnew() {
        KeyValueCache cache = with(new KeyValueCache(1, 1, 2, 1), tensor(shape(1, 1, 2, 1), 1, 2), tensor(shape(1, 1, 2, 1), 3, 4));
        cache.clear();
        Check.call("KeyValueCache.length", "cleared").equal(cache::length, 0);
        Check.call("KeyValueCache.keys", "cleared").equal(() -> cache.keys().shape().toString(), "(1, 1, 0, 1)");
        with(cache, tensor(shape(1, 1, 1, 1), 5), tensor(shape(1, 1, 1, 1), 6));
        Check.call("KeyValueCache.keys", "cleared, then filled").gives(() -> values(cache.keys()), Values.of(new double[] {5}, 1, 1, 1, 1));
        Check.call("KeyValueCache.capacity").equal(cache::capacity, 2);
    }

    @Test
    void croppingGoesBackToABeginning() {
        KeyValueCache cache = with(new KeyValueCache(1, 1, 3, 1), tensor(shape(1, 1, 3, 1), 1, 2, 3), tensor(shape(1, 1, 3, 1), 4, 5, 6));
        Check.call("KeyValueCache.crop", 1).equal(() -> cropped(cache, 1).length(), 1);
        with(cache, tensor(shape(1, 1, 1, 1), 9), tensor(shape(1, 1, 1, 1), 8));
        Check.call("KeyValueCache.keys", "cropped to 1, then one more").because("the second token is another now, the third is gone")
                .gives(() -> values(cache.keys()), Values.of(new double[] {1, 9}, 1, 1, 2, 1));
        Check.call("KeyValueCache.crop", 3).refuses(IllegalArgumentException.class, () -> cropped(cache, 3), "2 tokens", "not 3");
        Check.call("KeyValueCache.crop", -1).refuses(IllegalArgumentException.class, () -> cropped(cache, -1), "not -1");
    }

    private static KeyValueCache cropped(KeyValueCache cache, int tokens) {
        cache.crop(tokens);
        return cache;
    }

    @Test
    void readsEveryMemoryLayout() {
        Tensor keys = random(1, 2, 2, 3, 4);
        for (Tensor layout : layouts(keys)) {
            KeyValueCache cache = with(new KeyValueCache(2, 2, 5, 4), layout, layout);
            Check.call("KeyValueCache.keys", "of a view").gives(() -> values(cache.keys()), values(keys));
        }
    }

    @Test
    void aFullCacheRefusesMoreAndStaysAsItWas() {
        KeyValueCache cache = with(new KeyValueCache(1, 1, 2, 1), tensor(shape(1, 1, 1, 1), 1), tensor(shape(1, 1, 1, 1), 2));
        Tensor two = random(1, 1, 1, 2, 1);
        check("KeyValueCache.append", two, two).refuses(ShapeException.class, () -> appended(cache, two, two), "2 tokens more", "the 1", "capacity of 2");
        Check.call("KeyValueCache.length").because("a refused call changes nothing").equal(cache::length, 1);
    }

    @Test
    void otherShapesAreRefused() {
        KeyValueCache cache = new KeyValueCache(2, 3, 4, 5);
        Tensor fits = random(1, 2, 3, 1, 5);
        with(cache, fits, fits);
        for (Tensor wrong : new Tensor[] {random(1, 1, 3, 1, 5), random(1, 2, 2, 1, 5), random(1, 2, 3, 1, 4), random(1, 3, 1, 5)}) {
            check("KeyValueCache.append", wrong, fits).refuses(ShapeException.class, () -> appended(cache, wrong, fits), wrong.shape().toString(), "(2, 3, 4, 5)");
            check("KeyValueCache.append", fits, wrong).refuses(ShapeException.class, () -> appended(cache, fits, wrong), wrong.shape().toString());
        }
        Tensor two = random(1, 2, 3, 2, 5);
        check("KeyValueCache.append", fits, two).refuses(ShapeException.class, () -> appended(cache, fits, two), "every key needs a value");
    }

    @Test
    void aGradientIsNotLostSilently() {
        KeyValueCache cache = new KeyValueCache(1, 1, 4, 1);
        Tensor wanted = random(1, 1, 1, 1, 1).requiresGrad(true);
        with(cache, random(2, 1, 1, 1, 1), random(3, 1, 1, 1, 1));
        check("KeyValueCache.append", wanted, wanted).refuses(IllegalStateException.class, () -> appended(cache, wanted, wanted), "Tracking.off");
        Check.call("KeyValueCache.append", "with tracking off").equal(() -> Tracking.off(() -> appended(cache, wanted, wanted).length()), 2);
    }

    /** Appends, with whatever exception comes. */
    private static KeyValueCache appended(KeyValueCache cache, Tensor keys, Tensor values) {
        cache.append(keys, values);
        return cache;
    }
}
