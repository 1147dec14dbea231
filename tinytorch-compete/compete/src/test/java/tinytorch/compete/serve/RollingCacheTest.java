package tinytorch.compete.serve;

import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.values;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.text.attention.Attention;
import tinytorch.text.embedding.RotaryPositions;

@Tag("compete.rolling")
class RollingCacheTest {
    private static final int WINDOW = 4;
    private static final Tolerance TURNED = new Tolerance(2e-5, 2e-5);

    private final RotaryPositions positions = new RotaryPositions(64, 6);
    private final Tensor queries = random(1, 1, 2, 11, 6);
    private final Tensor keys = random(2, 1, 2, 11, 6);
    private final Tensor values = random(3, 1, 2, 11, 6);

    /** The window read anew, its oldest token at position 0. */
    private Tensor anew(int token) {
        int from = Math.max(0, token - WINDOW + 1);
        int count = token - from + 1;
        return Attention.attend(positions.rotate(queries.narrow(2, token, 1), token - from), positions.rotate(keys.narrow(2, from, count), 0), values.narrow(2, from, count), null);
    }

    @Test
    @LookAt("RollingCache.roll")
    void everyTokenSeesTheWindowBeforeIt() {
        RollingCache cache = new RollingCache(2, WINDOW, positions);
        for (int t = 0; t < 11; t++) {
            int token = t;
            Tensor expected = anew(t);
            Check.call("RollingCache.next", "token " + t + ", window " + WINDOW).within(TURNED).because("as if the last tokens were read anew from position 0: rotations depend on distances alone")
                    .gives(() -> values(cache.next(queries.narrow(2, token, 1), keys.narrow(2, token, 1), values.narrow(2, token, 1))), values(expected));
        }
        Check.call("RollingCache.count").equal(cache::count, 11);
    }

    @Test
    @LookAt("RollingCache.roll")
    void aWindowOfOneSeesItself() {
        RollingCache cache = new RollingCache(2, 1, positions);
        for (int t = 0; t < 3; t++) {
            int token = t;
            Check.call("RollingCache.next", "token " + t + ", window 1").because("one key has the whole weight")
                    .gives(() -> values(cache.next(queries.narrow(2, token, 1), keys.narrow(2, token, 1), values.narrow(2, token, 1))), values(values.narrow(2, t, 1)));
        }
    }

    @Test
    void oneTokenAtATime() {
        RollingCache cache = new RollingCache(2, WINDOW, positions);
        Tensor one = random(5, 1, 2, 1, 6);
        Check.call("RollingCache.next", one.shape()).gives(() -> values(cache.next(one, one, one)), values(one));
        Tensor two = random(4, 1, 2, 2, 6);
        Check.call("RollingCache.next", two.shape()).refuses(ShapeException.class, () -> cache.next(two, two, two), "one token at a time");
        Check.call("RollingCache.count").because("a refused call changes nothing").equal(cache::count, 1);
    }
}
