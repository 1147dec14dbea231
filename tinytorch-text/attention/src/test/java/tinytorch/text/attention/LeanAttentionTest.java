package tinytorch.text.attention;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Values;
import tinytorch.workbench.Profiler;

@Tag("attention.lean")
class LeanAttentionTest {

    static Tensor attend(Tensor q, Tensor k, Tensor v, boolean causal, int block) {
        return Tensor.apply(new LeanAttention(causal, block), q, k, v);
    }

    private static Values reference(Tensor q, Tensor k, Tensor v, boolean causal) {
        return Values.of(Reference.attend(Reference.doubles(q), Reference.doubles(k), Reference.doubles(v), q.dim(0) * q.dim(1), q.dim(2), k.dim(2),
                q.dim(3), v.dim(3), causal), q.dim(0), q.dim(1), q.dim(2), v.dim(3));
    }

    @Test
    @LookAt({"LeanForward.accumulate", "LeanForward.absorb", "LeanForward.finish"})
    void aLargerScoreScalesDownWhatWasAddedUp() {
        Tensor query = tensor(shape(1, 1, 1, 1), 1);
        Tensor keys = tensor(shape(1, 1, 2, 1), Math.log(2), Math.log(8));
        Tensor value = tensor(shape(1, 1, 2, 1), 10, 20);
        check("LeanAttention, one key a block", query, keys, value).because("(2 * 10 + 8 * 20) / (2 + 8) = 18, whichever comes first")
                .gives(() -> values(attend(query, keys, value, false, 1)), Values.of(new double[] {18}, 1, 1, 1, 1));
        check("LeanAttention, one key a block, the larger first", query, keys, value)
                .gives(() -> values(attend(query, keys.flip(2), value.flip(2), false, 1)), Values.of(new double[] {18}, 1, 1, 1, 1));
    }

    @Test
    @LookAt({"LeanForward.absorb", "LeanForward.accumulate"})
    void agreesWithADoubleReferenceForEverySizeOfBlocks() {
        for (int block : new int[] {1, 2, 3, 4, 64}) {
            for (int[] size : new int[][] {{1, 1}, {2, 2}, {3, 5}, {7, 7}, {4, 9}, {8, 8}}) {
                Tensor q = random(1, 2, 3, size[0], 4);
                Tensor k = random(2, 2, 3, size[1], 4);
                Tensor v = random(3, 2, 3, size[1], 2);
                for (boolean causal : new boolean[] {false, true}) {
                    check("LeanAttention, blocks of " + block + (causal ? ", causal" : ""), q, k, v).because("blocks change nothing but the order of sums")
                            .gives(() -> values(attend(q, k, v, causal, block)), reference(q, k, v, causal));
                }
            }
        }
    }

    @Test
    void moreQueriesThanKeysAreFineIfAllMayBeSeen() {
        Tensor q = random(1, 1, 2, 5, 3);
        Tensor k = random(2, 1, 2, 2, 3);
        check("LeanAttention", q, k, k).gives(() -> values(attend(q, k, k, false, 2)), reference(q, k, k, false));
    }

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case c : Cases.of("attention")) {
            Tensor q = tensor(c.inputs().get(0));
            if (q.rank() == 4 && (c.inputs().size() == 4 || Cases.flag(c, "causal"))) {
                Tensor k = tensor(c.inputs().get(1));
                Tensor v = tensor(c.inputs().get(2));
                check("LeanAttention.attend, " + c.name(), q, k, v).because("PyTorch gives this").within(Cases.PRODUCTS)
                        .gives(() -> values(LeanAttention.attend(q, k, v, Cases.flag(c, "causal"))), c.outputs().get(1));
                check("LeanAttention, blocks of 2, " + c.name(), q, k, v).because("PyTorch gives this").within(Cases.PRODUCTS)
                        .gives(() -> values(attend(q, k, v, Cases.flag(c, "causal"), 2)), c.outputs().get(1));
            }
        }
    }

    @Test
    void neitherLargeNorSmallScoresOverflow() {
        Tensor query = tensor(shape(1, 1, 2, 1), 1e3, -1e3);
        Tensor keys = tensor(shape(1, 1, 3, 1), 1, 2, 2);
        Tensor value = tensor(shape(1, 1, 3, 1), 1, 3, 5);
        check("LeanAttention, one key a block", query, keys, value).because("scores of 1000 and 2000, then of -1000 and -2000")
                .gives(() -> values(attend(query, keys, value, false, 1)), Values.of(new double[] {4, 1}, 1, 1, 2, 1));
    }

    @Test
    @LookAt("LeanForward.absorb")
    void nothingToSeeIsZeroAndNanStaysVisible() {
        Tensor query = random(1, 1, 1, 2, 3);
        Tensor none = random(2, 1, 1, 0, 3);
        check("LeanAttention", query, none, none).because("without keys there is nothing to look at")
                .gives(() -> values(attend(query, none, none, false, 2)), Values.of(new double[6], 1, 1, 2, 3));
        Tensor broken = tensor(shape(1, 1, 3, 1), 1, Double.NaN, 1);
        Tensor one = tensor(shape(1, 1, 3, 1), 1, 1, 1);
        check("LeanAttention, causal", one, broken, one).because("a broken key must not be hidden from those that see it, and breaks no other")
                .gives(() -> values(attend(one, broken, one, true, 2)), Values.of(new double[] {1, Double.NaN, Double.NaN}, 1, 1, 3, 1));
        Tensor first = tensor(shape(1, 1, 3, 1), Double.NaN, 1, 1);
        check("LeanAttention, causal", one, first, one).because("a NaN is not nothing: all see the first key")
                .gives(() -> values(attend(one, first, one, true, 2)), Values.of(new double[] {Double.NaN, Double.NaN, Double.NaN}, 1, 1, 3, 1));
        Tensor far = tensor(shape(1, 1, 3, 1), Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, 5);
        check("LeanAttention, causal", one, far, one).because("scores of -infinity have the weight 0, as in plain attention, until another comes")
                .gives(() -> values(attend(one, far, one, true, 2)), Values.of(new double[] {0, 0, 1}, 1, 1, 3, 1));
    }

    @Test
    @LookAt("LeanForward.finish")
    void backwardFindsTheLogarithmOfTheSum() {
        Tensor query = tensor(shape(1, 1, 2, 1), 1, 1);
        Tensor keys = tensor(shape(1, 1, 3, 1), Math.log(2), Math.log(8), Math.log(10));
        LeanAttention attention = new LeanAttention(true, 1);
        check("LeanAttention.forward", query, keys, keys).run(() -> attention.forward(List.of(query, keys, keys)));
        Check.call("LeanAttention: what forward keeps", query.shape(), keys.shape()).because("query 0 sees 2 and 8, query 1 10 more: ln 10 and ln 20")
                .gives(() -> Values.of(attention.logSums(), 2), Values.of(new double[] {Math.log(10), Math.log(20)}, 2));
        Tensor none = tensor(shape(1, 1, 0, 1));
        LeanAttention blind = new LeanAttention(false, 2);
        blind.forward(List.of(query, none, none));
        Check.call("LeanAttention: what forward keeps", query.shape(), none.shape()).because("score - infinity is -infinity, of which exp is 0")
                .equal(blind::logSums, new float[] {Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY});
    }

    @Test
    @LookAt("LeanForward.accumulate")
    void readsEveryMemoryLayout() {
        Tensor q = random(1, 2, 2, 5, 3);
        Tensor k = random(2, 2, 2, 5, 3);
        Tensor v = random(3, 2, 2, 5, 3);
        for (int i = 0; i < layouts(q).size(); i++) {
            Tensor query = layouts(q).get(i);
            Tensor key = layouts(k).get(i);
            Tensor value = layouts(v).get(i);
            check("LeanAttention", query, key, value).because("a view must give what its contiguous copy gives")
                    .gives(() -> values(attend(query, key, value, true, 2)), reference(q, k, v, true));
        }
    }

    @Test
    void theLayerGivesTheSameBothWays() {
        Tensor heads = random(1, 2, 2, 70, 4);
        check("LeanAttention.attend", heads, heads, heads).run(() -> LeanAttention.attend(heads, heads, heads, true));
        CausalSelfAttention layer = Cases.attention(8, 2);
        Tensor x = random(1, 2, 70, 8);
        Tensor lean = check("CausalSelfAttention.lean(true).forward", x).run(() -> layer.lean(true).forward(x));
        Tensor plain = layer.lean(false).forward(x);
        check("CausalSelfAttention.forward, lean and plain", x).within(Cases.PRODUCTS).gives(() -> values(lean), values(plain));
        layer.lean(true);
        KeyValueCache cache = new KeyValueCache(2, 2, 70, 4);
        Tracking.off(() -> layer.forward(x.narrow(1, 0, 67), cache));
        check("CausalSelfAttention.forward, lean, 3 tokens after 67 in the cache", x).within(Cases.PRODUCTS)
                .gives(() -> values(Tracking.off(() -> layer.forward(x.narrow(1, 67, 3), cache))), values(plain.narrow(1, 67, 3)));
    }

    @Test
    void allWeightsAreNeverInMemory() {
        Tensor x = random(1, 1, 1, 512, 4);
        check("LeanAttention.attend", x, x, x).run(() -> LeanAttention.attend(x, x, x, true));
        double bytes = Profiler.quick().repeats(1).measure("lean", () -> LeanAttention.attend(x, x, x, true)).allocatedBytes();
        Check.call("LeanAttention.attend", x.shape()).because("512 x 512 weights are 1 MiB, two blocks and the output some 40 KiB")
                .holds(bytes < 1 << 19, "less than half of all weights", (long) bytes + " bytes");
    }

    @Test
    void shapesThatDoNotFitAreRefused() {
        Tensor q = random(1, 2, 3, 4, 5);
        check("LeanAttention.attend", q, q, q).equal(() -> LeanAttention.attend(q, q, q, true).shape().toString(), "(2, 3, 4, 5)");
        for (int[] dims : List.of(shape(1, 3, 4, 5), shape(2, 1, 4, 5), shape(2, 3, 4, 6), shape(3, 4, 5))) {
            Tensor wrong = random(1, dims);
            check("LeanAttention.attend", q, wrong, wrong).refuses(ShapeException.class, () -> LeanAttention.attend(q, wrong, wrong, false),
                    q.shape().toString(), wrong.shape().toString());
        }
        Tensor fewer = random(1, 2, 3, 3, 5);
        check("LeanAttention.attend", q, q, fewer).refuses(ShapeException.class, () -> LeanAttention.attend(q, q, fewer, false), "value");
        check("LeanAttention.attend, causal", q, fewer, fewer).refuses(ShapeException.class, () -> LeanAttention.attend(q, fewer, fewer, true), "causal");
    }
}
