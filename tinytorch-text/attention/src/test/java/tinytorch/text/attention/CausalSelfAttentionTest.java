package tinytorch.text.attention;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.nn.network.Linear;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("attention.self")
class CausalSelfAttentionTest {

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case c : Cases.of("self")) {
            Tensor x = Cases.leaf(c, 0);
            int width = x.dim(2);
            boolean bias = c.args().get("names").size() == 4;
            CausalSelfAttention layer = Cases.load(new CausalSelfAttention(Cases.linear(width, 3 * width, bias, 1), Cases.linear(width, width, bias, 3),
                    c.args().get("heads").asInt()), c, 2);
            Tensor present = Cases.flag(c, "present") ? tensor(c.inputs().getLast()) : null;
            Tensor y = check("CausalSelfAttention.forward, " + c.name(), x).run(() -> layer.forward(x, null, present));
            check("CausalSelfAttention.forward, " + c.name(), x).because("GPT-2's attention in PyTorch gives this").within(Cases.PRODUCTS)
                    .gives(() -> values(y), c.outputs().getFirst());
            List<Tensor> leaves = new ArrayList<>(List.of(x));
            leaves.addAll(layer.parameters().values());
            List<Tensor> gradients = Cases.gradients(y, tensor(c.inputs().get(1)), leaves.toArray(Tensor[]::new));
            for (int i = 0; i < gradients.size(); i++) {
                Tensor gradient = gradients.get(i);
                String name = i == 0 ? "the input" : List.copyOf(layer.parameters().keySet()).get(i - 1);
                check("gradient of " + name + ", " + c.name(), gradient).because("PyTorch has this gradient").within(new Tolerance(1e-4, 2e-5))
                        .gives(() -> values(gradient), c.outputs().get(1 + i));
            }
        }
    }

    @Test
    void laterTokensChangeNothingBefore() {
        CausalSelfAttention layer = Cases.attention(6, 3);
        Tensor x = random(1, 2, 5, 6);
        Tensor y = check("CausalSelfAttention.forward", x).run(() -> layer.forward(x));
        for (int k = 1; k < 5; k++) {
            Tensor changed = Tensor.concat(1, x.narrow(1, 0, k), random(2, 2, 5 - k, 6));
            Tensor z = layer.forward(changed);
            int first = k;
            check("CausalSelfAttention.forward, tokens from " + k + " on changed", x).because("no token looks ahead").within(Tolerance.EXACT)
                    .gives(() -> values(z.narrow(1, 0, first)), values(y.narrow(1, 0, first)));
            check("CausalSelfAttention.forward, tokens from " + k + " on changed", x).because("a token looks at itself")
                    .holds(largest(z.narrow(1, first, 1).sub(y.narrow(1, first, 1))) > 1e-3, "another output of token " + first, "the same");
        }
    }

    @Test
    void theOrderOfThePastMakesNoDifferenceButThePastDoes() {
        CausalSelfAttention layer = Cases.attention(4, 2);
        Tensor x = random(1, 1, 4, 4);
        Tensor swapped = x.indexSelect(1, 1, 0, 2, 3);
        Tensor other = Tensor.concat(1, random(7, 1, 1, 4), x.narrow(1, 1, 3));
        Tensor last = check("CausalSelfAttention.forward", x).run(() -> layer.forward(x).narrow(1, 3, 1));
        check("CausalSelfAttention.forward, tokens 0 and 1 swapped", x).because("positions are not attention's business: embeddings bring them")
                .gives(() -> values(layer.forward(swapped).narrow(1, 3, 1)), values(last));
        check("CausalSelfAttention.forward, token 0 changed", x).because("the last token looks at all before it")
                .holds(largest(layer.forward(other).narrow(1, 3, 1).sub(last)) > 1e-3, "another output of the last token", "the same");
    }

    @Test
    void queriesKeysAndValuesStandInThisOrder() {
        // Width 1: the query 0, the key 5 x, the value 2 x.
        CausalSelfAttention layer = new CausalSelfAttention(new Linear(Tensor.of(new float[] {0, 5, 2}, 3, 1), null),
                new Linear(Tensor.of(new float[] {1}, 1, 1), null), 1);
        Tensor x = tensor(shape(1, 3, 1), 1, 3, 8);
        check("CausalSelfAttention.forward", x).because("queries of 0 look at all keys alike: 2 times the mean so far, 1, 2 and 4")
                .gives(() -> values(layer.forward(x)), Values.of(new double[] {2, 4, 8}, 1, 3, 1));
    }

    @Test
    void cachedEqualsUncachedAtEveryStep() {
        int[][] splits = {{1, 1, 1, 1, 1, 1}, {6}, {3, 1, 2}, {1, 5}, {4, 1, 1}};
        for (int batch : new int[] {1, 2, 3}) {
            CausalSelfAttention layer = Cases.attention(8, 2);
            layer.eval();
            Tensor x = random(batch, batch, 6, 8);
            Tensor all = check("CausalSelfAttention.forward", x).run(() -> Tracking.off(() -> layer.forward(x)));
            for (int[] split : splits) {
                KeyValueCache cache = new KeyValueCache(batch, 2, 6, 4);
                int at = 0;
                for (int part : split) {
                    int from = at;
                    Tensor y = check("CausalSelfAttention.forward", x).run(() -> Tracking.off(() -> layer.forward(x.narrow(1, from, part), cache)));
                    check("CausalSelfAttention.forward, " + part + " tokens after " + from + " in the cache, batch of " + batch, x)
                            .because("a cache saves work and changes nothing").within(new Tolerance(1e-5, 1e-5))
                            .gives(() -> values(y), values(all.narrow(1, from, part)));
                    at += part;
                    Check.call("KeyValueCache.length").equal(cache::length, at);
                }
            }
        }
    }

    @Test
    void paddingIsNotLookedAt() {
        CausalSelfAttention layer = Cases.attention(4, 2);
        Tensor x = random(1, 1, 3, 4);
        Tensor padded = Tensor.concat(1, random(2, 1, 2, 4), x);
        Tensor present = tensor(shape(1, 5), 0, 0, 1, 1, 1);
        Tensor y = check("CausalSelfAttention.forward", padded, present).run(() -> layer.forward(padded, null, present));
        check("CausalSelfAttention.forward, two tokens of padding in front", padded).because("the others must not notice it")
                .gives(() -> values(y.narrow(1, 2, 3)), values(layer.forward(x)));
        Tensor bias = layer.parameters().get("c_proj.bias").expand(1, 2, 4);
        check("CausalSelfAttention.forward, two tokens of padding in front", padded)
                .because("padding in front sees nothing at all: attention gives it 0, of which c_proj makes its bias")
                .gives(() -> values(y.narrow(1, 0, 2)), values(bias));
    }

    @Test
    void paddingInFrontDoesNotPoisonTheGradients() {
        CausalSelfAttention layer = Cases.attention(4, 2);
        Tensor x = random(1, 2, 3, 4).requiresGrad(true);
        Tensor present = tensor(shape(2, 3), 0, 1, 1, 0, 0, 0);
        Tensor y = check("CausalSelfAttention.forward", x, present).run(() -> layer.forward(x, null, present));
        List<Tensor> leaves = new ArrayList<>(List.of(x));
        leaves.addAll(layer.parameters().values());
        for (Tensor gradient : Cases.gradients(y, random(2, 2, 3, 4), leaves.toArray(Tensor[]::new))) {
            check("gradient of " + gradient.shape(), x).because("one NaN would spoil all parameters with the next step")
                    .holds(Float.isFinite(gradient.sum().item()), "finite numbers", gradient);
        }
    }

    @Test
    void aCacheAndPaddingGoTogether() {
        CausalSelfAttention layer = Cases.attention(4, 2);
        Tensor x = random(1, 4, 4, 4).mul(0.25f);
        Tensor present = tensor(shape(4, 4), 1, 1, 1, 1, 0, 1, 1, 1, 0, 0, 1, 1, 1, 0, 1, 1);
        Tensor all = check("CausalSelfAttention.forward", x, present).run(() -> Tracking.off(() -> layer.forward(x, null, present)));
        KeyValueCache cache = new KeyValueCache(4, 2, 4, 2);
        Tracking.off(() -> layer.forward(x.narrow(1, 0, 3), cache, present.narrow(1, 0, 3)));
        check("CausalSelfAttention.forward, one token after 3 in the cache, with padding", x)
                .because("a single query needs no causal mask, but padding is still padding")
                .gives(() -> values(Tracking.off(() -> layer.forward(x.narrow(1, 3, 1), cache, present))), values(all.narrow(1, 3, 1)));
    }

    @Test
    void dropsInTrainingAlone() {
        CausalSelfAttention layer = Cases.dropping(8, 2, 0.5);
        Tensor x = random(1, 1, 4, 8);
        Values expected = check("CausalSelfAttention.forward", x).run(() -> values(Cases.attention(8, 2).forward(x)));
        Tensor first = check("CausalSelfAttention.forward with dropout", x).run(() -> layer.forward(x));
        check("CausalSelfAttention.forward with dropout", x).because("every call drops others").holds(largest(first.sub(layer.forward(x))) > 1e-3,
                "another output", "the same");
        int zeros = (int) first.eq(0).sum().item();
        check("CausalSelfAttention.forward with dropout", x).because("half of the 32 numbers of the result are dropped").holds(zeros > 4 && zeros < 28,
                "about 16 zeros", zeros);
        layer.eval();
        check("CausalSelfAttention.forward with dropout, in evaluation", x).because("nothing is dropped").gives(() -> values(layer.forward(x)), expected);
    }

    @Test
    void weightsAreDroppedBeforeTheyMeetTheValues() {
        CausalSelfAttention layer = Cases.dropping(4, 1, 0.5);
        layer.children().get("resid_dropout").eval();
        Tensor x = random(1, 1, 1, 4).expand(64, 1, 4);
        Tensor y = check("CausalSelfAttention.forward, weights dropped", x).run(() -> layer.forward(x));
        Tensor bias = layer.parameters().get("c_proj.bias");
        int nothing = 0;
        for (int b = 0; b < 64; b++) {
            nothing += largest(y.select(0, b).select(0, 0).sub(bias)) < 1e-6 ? 1 : 0;
        }
        check("CausalSelfAttention.forward, weights dropped", x)
                .because("a single token has one weight: where it is dropped, only the bias of c_proj is left, in about half of 64 sequences")
                .holds(nothing > 16 && nothing < 48, "16 to 48 times", nothing);
    }

    @Test
    void namesAreThoseOfGpt2() {
        Tensor x = random(1, 1, 2, 4);
        CausalSelfAttention layer = Cases.dropping(4, 2, 0.1);
        check("CausalSelfAttention.forward", x).run(() -> layer.forward(x));
        Check.call("CausalSelfAttention.stateDict").because("a state of PyTorch's is loaded by name; dropout has none")
                .equal(() -> List.copyOf(layer.stateDict().keySet()), List.of("c_attn.weight", "c_attn.bias", "c_proj.weight", "c_proj.bias"));
    }

    @Test
    void readsEveryMemoryLayout() {
        CausalSelfAttention layer = Cases.attention(4, 2);
        Tensor x = random(1, 2, 3, 4);
        Values expected = check("CausalSelfAttention.forward", x).run(() -> values(layer.forward(x)));
        for (Tensor layout : layouts(x)) {
            check("CausalSelfAttention.forward", layout).because("a view must give what its contiguous copy gives")
                    .gives(() -> values(layer.forward(layout)), expected);
        }
    }

    @Test
    void refusesWhatDoesNotFit() {
        CausalSelfAttention layer = Cases.attention(4, 2);
        Tensor x = random(1, 1, 2, 4);
        check("CausalSelfAttention.forward", x).run(() -> layer.forward(x));
        check("CausalSelfAttention.forward", x).refuses(ShapeException.class, () -> layer.forward(random(1, 2, 4)), "(2, 4)", "unsqueeze");
        check("CausalSelfAttention.forward", x).refuses(ShapeException.class, () -> layer.forward(random(1, 1, 2, 6)), "(B, T, 4)", "(1, 2, 6)");
        check("CausalSelfAttention", x).refuses(IllegalArgumentException.class, () -> Cases.attention(4, 3), "3 heads");
        check("CausalSelfAttention", x).refuses(IllegalArgumentException.class,
                () -> new CausalSelfAttention(Cases.linear(4, 8, true, 1), Cases.linear(4, 4, true, 1), 2), "Linear(4, 8)");
        check("CausalSelfAttention.lean", x).refuses(IllegalStateException.class, () -> Cases.dropping(4, 2, 0.1).lean(true), "dropout");
        check("CausalSelfAttention.forward, lean", x).refuses(IllegalArgumentException.class,
                () -> Cases.attention(4, 2).lean(true).forward(x, null, tensor(shape(1, 2), 1, 1)), "padding");
    }

    private static float largest(Tensor difference) {
        return difference.abs().max().item();
    }
}
