package tinytorch.text.transformer;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tinytorch.autograd.Autograd;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;
import tinytorch.text.attention.KeyValueCache;
import tinytorch.train.CrossEntropyLoss;

@Tag("transformer.gpt")
class GptTest {
    private static final Tolerance CACHED = new Tolerance(1e-5, 0);

    /** How much the logits of two runs differ at most, token by token of the first sequence. */
    private static double difference(Tensor a, Tensor b, int token) {
        return a.narrow(1, token, 1).sub(b.narrow(1, token, 1)).abs().max().item();
    }

    @Test
    @LookAt("Transformer.hidden")
    void forwardLossAndEveryGradientAgreeWithPyTorch() {
        for (Golden.Case c : Cases.of("gpt")) {
            GptConfig config = new GptConfig(c.args().get("vocabulary").asInt(), c.args().get("context").asInt(), c.args().get("layers").asInt(),
                    c.args().get("heads").asInt(), c.args().get("width").asInt(), c.args().get("bias").asBoolean())
                    .withGelu(Cases.gelu(c.args().get("approximate").asString()).approximation());
            Map<String, Tensor> state = Cases.named(c, c.inputs(), 2);
            state.put("lm_head.weight", state.get("transformer.wte.weight"));
            Gpt gpt = Gpt.of(config, state, new SplittableRandom(1));
            Tensor ids = tensor(c.inputs().get(0));
            Tensor logits = check("Gpt.forward, " + c.name(), ids).run(() -> gpt.forward(ids));
            check("Gpt.forward, " + c.name(), ids).because("PyTorch gives this with the same weights").within(Cases.NETWORK)
                    .gives(() -> values(logits), c.outputs().get(0));
            Tensor loss = Tensor.apply(new CrossEntropyLoss(), logits.reshape(-1, config.vocabulary()), tensor(c.inputs().get(1)).reshape(-1));
            check("Gpt, " + c.name() + ": loss", ids).within(Cases.NETWORK).gives(() -> values(loss), c.outputs().get(1));
            Autograd.backward(loss);
            Map<String, Tensor> gradients = Cases.named(c, c.outputs(), 2);
            Check.call("Gpt.parameters, " + c.name()).equal(() -> gpt.parameters().keySet(), gradients.keySet());
            gpt.parameters().forEach((name, parameter) -> check("Gpt, " + c.name() + ": gradient of " + name, ids).because("PyTorch gives this")
                    .within(Cases.NETWORK)
                    .gives(() -> values(parameter.grad()), values(gradients.get(name))));
        }
    }

    @Test
    void noTokenLooksAhead() {
        Gpt gpt = Cases.gpt(Cases.small(), 1);
        Tensor before = Cases.ids(new int[] {1, 2, 3, 4, 5, 6});
        Tensor logits = check("Gpt.forward", before).run(() -> gpt.forward(before));
        for (int k = 1; k < 6; k++) {
            int[] ids = {1, 2, 3, 4, 5, 6};
            for (int i = k; i < 6; i++) {
                ids[i] = 10 - i;
            }
            Tensor changed = gpt.forward(Cases.ids(ids));
            int first = k;
            check("Gpt.forward, tokens from " + k + " on changed", before).because("logits up to token " + (k - 1) + " know nothing of what comes later")
                    .within(Tolerance.EXACT).gives(() -> values(changed.narrow(1, 0, first)), values(logits.narrow(1, 0, first)));
            check("Gpt.forward, tokens from " + k + " on changed", before).because("but the changed token itself is seen")
                    .holds(difference(changed, logits, k) > 1e-3, "other logits at token " + k, difference(changed, logits, k));
        }
    }

    @Test
    void theOrderOfThePastMatters() {
        Gpt gpt = Cases.gpt(Cases.small(), 2);
        Tensor ids = Cases.ids(new int[] {1, 2, 3, 4});
        Tensor logits = check("Gpt.forward", ids).run(() -> gpt.forward(ids));
        Tensor permuted = gpt.forward(Cases.ids(new int[] {3, 1, 2, 4}));
        check("Gpt.forward, the first three tokens in another order", ids)
                .because("without positions, attention to the past is a sum in which the order is lost")
                .holds(difference(logits, permuted, 3) > 1e-3, "other logits at the last token", difference(logits, permuted, 3));
    }

    @Test
    @LookAt("Transformer.hidden")
    void aRepeatedTokenIsNotTheSameEverywhere() {
        Gpt gpt = Cases.gpt(Cases.small(), 3);
        Tensor ids = Cases.ids(new int[] {7, 7, 7, 7, 7, 7});
        Tensor logits = check("Gpt.forward", ids).run(() -> gpt.forward(ids));
        for (int i = 1; i < 6; i++) {
            Tensor step = logits.narrow(1, i, 1).sub(logits.narrow(1, i - 1, 1)).abs().max();
            check("Gpt.forward, the same token six times", ids).because("each stands at another position")
                    .holds(step.item() > 1e-3, "other logits at token " + i + " than before it", step.item());
        }
    }

    @Test
    void sequencesOfABatchDoNotMix() {
        Gpt gpt = Cases.gpt(Cases.small(), 4);
        Tensor both = Cases.ids(new int[] {1, 2, 3}, new int[] {8, 1, 8});
        Tensor logits = check("Gpt.forward", both).run(() -> gpt.forward(both));
        for (int row = 0; row < 2; row++) {
            Tensor alone = both.narrow(0, row, 1);
            int which = row;
            check("Gpt.forward", alone).because("a sequence gets the same logits alone and in a batch").within(CACHED)
                    .gives(() -> values(gpt.forward(alone)), values(logits.narrow(0, which, 1)));
        }
    }

    @Test
    @LookAt("Transformer.hidden")
    void cachedLogitsEqualFullOnesAtEveryStepAndBatchSize() {
        Gpt gpt = Cases.gpt(Cases.small(), 5);
        SplittableRandom random = new SplittableRandom(5);
        for (int batch : new int[] {1, 2, 5}) {
            Tensor ids = Tensor.zeros(batch, 6);
            for (int i = 0; i < ids.size(); i++) {
                ids.set(random.nextInt(11), i / 6, i % 6);
            }
            Tensor full = check("Gpt.forward", ids).run(() -> Tracking.off(() -> gpt.forward(ids)));
            for (int[] steps : new int[][] {{1, 1, 1, 1, 1, 1}, {3, 1, 2}, {6}}) {
                List<KeyValueCache> caches = gpt.caches(batch);
                int at = 0;
                for (int step : steps) {
                    int from = at;
                    check("Gpt.forward with caches, " + step + " tokens after " + at, ids)
                            .because("keys and values of the tokens before are in the caches").within(CACHED)
                            .gives(() -> values(Tracking.off(() -> gpt.forward(ids.narrow(1, from, step), caches))), values(full.narrow(1, from, step)));
                    at += step;
                }
            }
            check("Gpt.forward", ids).because("a model that ignores its input would pass all of this")
                    .holds(full.max(false, 1).sub(full.min(false, 1)).abs().max().item() > 1e-2, "logits that differ from token to token", full);
        }
    }

    @Test
    void onlyTheLogitsOfTheLastTokenAreComputedForWriting() {
        Gpt gpt = Cases.gpt(Cases.small(), 6);
        Tensor ids = Cases.ids(new int[] {1, 2, 3}, new int[] {4, 5, 6});
        Values next = check("Gpt.next", ids).run(() -> values(gpt.next(ids, List.of())));
        check("Gpt.next", ids).within(CACHED).gives(() -> next, values(gpt.forward(ids).select(1, -1)));
    }

    @Test
    void theTableOfTheTokensIsTheLastLayer() {
        Gpt gpt = Cases.gpt(Cases.small(), 7);
        Tensor ids = Cases.ids(new int[] {1, 2});
        check("Gpt.forward", ids).equal(() -> gpt.forward(ids).shape().toString(), "(1, 2, 11)");
        Check.call("Gpt.stateDict").because("one tensor under two names")
                .holds(gpt.stateDict().get("lm_head.weight") == gpt.stateDict().get("transformer.wte.weight"),
                "lm_head.weight is transformer.wte.weight", "two tensors");
        Autograd.backward(gpt.forward(ids).narrow(2, 10, 1).sum());
        Tensor gradient = gpt.parameters().get("transformer.wte.weight").grad();
        check("Gpt: gradient of wte", ids).because("row 1 was looked up, row 10 was a logit, row 5 was neither")
                .holds(gradient.select(0, 1).abs().max().item() > 0
                && gradient.select(0, 10).abs().max().item() > 0 && gradient.select(0, 5).abs().max().item() == 0, "rows 1 and 10 only", gradient);
    }

    @Test
    @LookAt("Transformer.hidden")
    void dropoutIsOffInEvaluation() {
        Map<String, Tensor> state = Cases.state(Cases.small(), 8);
        Gpt gpt = Gpt.of(Cases.small().withDropout(0.5), state, new SplittableRandom(1));
        Tensor ids = Cases.ids(new int[] {1, 2, 3});
        Tensor first = check("Gpt.forward, dropout 1/2", ids).run(() -> gpt.forward(ids));
        check("Gpt.forward, dropout 1/2", ids).because("other numbers are dropped each time")
                .holds(difference(first, gpt.forward(ids), 2) > 0, "other logits", "the same");
        state.replaceAll((name, tensor) -> name.contains("c_proj") ? Tensor.zeros(tensor.dims()) : tensor);
        Gpt silent = Gpt.of(Cases.small().withDropout(0.5), state, new SplittableRandom(1));
        check("Gpt.forward, dropout 1/2, blocks that write nothing", ids).because("numbers are dropped after the embeddings, too")
                .holds(difference(silent.forward(ids), silent.forward(ids), 2) > 0, "other logits", "the same");
        gpt.eval();
        check("Gpt.forward in eval mode", ids).because("nothing is dropped").within(CACHED)
                .gives(() -> values(gpt.forward(ids)), values(Cases.gpt(Cases.small(), 8).forward(ids)));
    }

    @Test
    void moreTokensThanTheContextAreRefused() {
        Gpt gpt = Cases.gpt(Cases.small(), 9);
        Tensor six = Cases.ids(new int[] {1, 2, 3, 4, 5, 6});
        check("Gpt.forward", six).equal(() -> gpt.forward(six).shape().toString(), "(1, 6, 11)");
        Tensor seven = Cases.ids(new int[] {1, 2, 3, 4, 5, 6, 7});
        check("Gpt.forward", seven).refuses(ShapeException.class, () -> gpt.forward(seven), "6 tokens", "(1, 7)");
        List<KeyValueCache> caches = gpt.caches(1);
        Tracking.off(() -> gpt.forward(six, caches));
        Tensor one = Cases.ids(new int[] {1});
        check("Gpt.forward after six tokens", one).refuses(ShapeException.class, () -> Tracking.off(() -> gpt.forward(one, caches)), "after 6");
        check("Gpt.forward", six).refuses(ShapeException.class, () -> gpt.forward(six.select(0, 0)), "(B, T)");
    }
}
