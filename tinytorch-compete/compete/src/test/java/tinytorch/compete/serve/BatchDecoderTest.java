package tinytorch.compete.serve;

import static tinytorch.tensor.TestTensors.values;

import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.compress.prune.Structured;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.text.transformer.Gpt;
import tinytorch.text.transformer.GptConfig;

@Tag("compete.decode")
class BatchDecoderTest {
    private static final Tolerance SUMS = Tolerance.ofSum(16);

    private static Gpt model() {
        Gpt model = new Gpt(new GptConfig(11, 12, 2, 2, 16, true), new SplittableRandom(3));
        model.parameters().forEach((name, tensor) -> Tracking.off(() -> tensor.mulInPlace(Tensor.scalar(name.endsWith("weight") && tensor.rank() == 2 ? 8 : 1))));
        return model;
    }

    private static Tensor ids(int rows, double... ids) {
        return tinytorch.tensor.TestTensors.tensor(new int[] {rows, ids.length / rows}, ids);
    }

    /** What the model says when it reads a text alone, without any cache. */
    private static Tensor alone(Gpt model, double... ids) {
        model.eval();
        return Tracking.off(() -> model.next(ids(1, ids), List.of()));
    }

    @Test
    @LookAt({"BatchDecoder.read", "BatchDecoder.attend"})
    void aPromptIsReadAsTheModelReadsIt() {
        Gpt model = model();
        Tensor expected = alone(model, 3, 1, 4, 1, 5);
        Check.call("BatchDecoder.next", "one prompt of 5 tokens").within(SUMS).gives(() -> values(new BatchDecoder(model, 3).next(1, ids(1, 3, 1, 4, 1, 5))), values(expected));
    }

    @Test
    @LookAt("BatchDecoder.read")
    void sequencesOfDifferentLengthsGetWhatTheyWouldGetAlone() {
        Gpt model = model();
        BatchDecoder decoder = new BatchDecoder(model, 3);
        Check.call("BatchDecoder.next", "three prompts of 5, 1 and 2 tokens, one after the other").run(() -> {
            decoder.next(0, ids(1, 3, 1, 4, 1, 5));
            decoder.next(1, ids(1, 9));
            return decoder.next(2, ids(1, 2, 6));
        });
        Tensor expected = Tensor.concat(0, alone(model, 3, 1, 4, 1, 5, 7), alone(model, 9, 8), alone(model, 2, 6, 10));
        Check.call("BatchDecoder.next", "one token more for each").within(SUMS).because("each stands at a position of its own, and sees its own tokens alone")
                .gives(() -> values(decoder.next(0, ids(3, 7, 8, 10))), values(expected));
        Check.call("BatchCache.lengths").equal(() -> decoder.cache().lengths(0, 3), new int[] {6, 2, 3});
        Tensor again = Tensor.concat(0, alone(model, 9, 8, 0), alone(model, 2, 6, 10, 0));
        Check.call("BatchDecoder.next", "slots 1 and 2 alone").within(SUMS).gives(() -> values(decoder.next(1, ids(2, 0, 0))), values(again));
        Check.call("BatchCache.lengths").because("slot 0 was not asked").equal(() -> decoder.cache().lengths(0, 3), new int[] {6, 3, 4});
    }

    @Test
    void whoComesIntoAUsedSlotSeesNothingOfItsLastUser() {
        Gpt model = model();
        BatchDecoder decoder = new BatchDecoder(model, 2);
        Check.call("BatchDecoder.next").run(() -> decoder.next(0, ids(2, 1, 2, 3, 4, 5, 6, 7, 8)));
        decoder.cache().clear(0);
        Tensor expected = Tensor.concat(0, alone(model, 9), alone(model, 5, 6, 7, 8, 9));
        Check.call("BatchDecoder.next", "slot 0 begins anew beside a longer neighbour").within(SUMS).gives(() -> values(decoder.next(0, ids(2, 9, 9))), values(expected));
    }

    @Test
    void severalTokensOfSeveralSequencesAtOnce() {
        Gpt model = model();
        BatchDecoder decoder = new BatchDecoder(model, 2);
        Check.call("BatchDecoder.next").run(() -> decoder.next(0, ids(1, 1, 2)));
        Tensor expected = Tensor.concat(0, alone(model, 1, 2, 3, 4, 5), alone(model, 6, 7, 8));
        Check.call("BatchDecoder.next", "3 tokens each").within(SUMS).gives(() -> values(decoder.next(0, ids(2, 3, 4, 5, 6, 7, 8))), values(expected));
    }

    @Test
    void aPrunedModelHasFewerHeads() {
        Gpt half = (Gpt) Structured.prune(model(), 0.5);
        BatchDecoder decoder = new BatchDecoder(half, 1);
        Check.call("BatchDecoder.next", "a model with one head of two").within(SUMS).because("E, the numbers of all heads, is what c_proj reads, and not the model's width")
                .gives(() -> values(decoder.next(0, ids(1, 3, 1, 4))), values(alone(half, 3, 1, 4)));
    }
}
