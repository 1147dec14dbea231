package tinytorch.compete.serve;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;
import tinytorch.text.transformer.Gpt;
import tinytorch.text.transformer.GptConfig;
import tinytorch.text.transformer.Sampling;
import tinytorch.text.transformer.TextGenerator;

/** The given writer, which needs all of the cache: who comes, who stays and who goes. */
@Tag("compete.move")
class BatchWriterTest {
    private static final int CONTEXT = 8;
    private static final int[][] PROMPTS = {{3, 1, 4}, {5}, {9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3}, {1, 1}, {7}};
    private static final int[] COUNTS = {9, 2, 5, 20, 1};

    /** A cache of the right size in which nothing is yet; moving that is the first thing that must work. */
    private static Gpt model() {
        BatchCache empty = new BatchCache(2, CONTEXT, new int[] {2, 2}, 8);
        Check.call("BatchCache.move", 1, 0).equal(() -> moved(empty, 1, 0).length(0), 0);
        Gpt model = new Gpt(new GptConfig(11, CONTEXT, 2, 2, 16, true), new SplittableRandom(3));
        model.parameters().forEach((name, tensor) -> Tracking.off(() -> tensor.mulInPlace(Tensor.scalar(name.endsWith("weight") && tensor.rank() == 2 ? 8 : 1))));
        return model;
    }

    private static BatchCache moved(BatchCache cache, int from, int to) {
        cache.move(from, to);
        return cache;
    }

    @Test
    @LookAt("BatchCache.move")
    void everyTextIsWhatItWouldBeAlone() {
        Gpt model = model();
        int[][] expected = new int[PROMPTS.length][];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = new TextGenerator(model, Sampling.GREEDY, new SplittableRandom(1)).generate(PROMPTS[i], COUNTS[i], true, _ -> { });
        }
        for (int slots : new int[] {1, 2, 3, 8}) {
            BatchWriter writer = new BatchWriter(model, slots, new SlidingWindow(CONTEXT, CONTEXT), Sampling.GREEDY, new SplittableRandom(1));
            Check.call("BatchWriter.write", "5 texts, " + slots + " slots").because("who writes beside a text changes nothing about it; past the context as nanoGPT crops")
                    .equal(() -> writer.write(PROMPTS, COUNTS), expected);
        }
    }

    @Test
    void halfAWindowIsTheModelOnTheLastTokens() {
        Gpt model = model();
        SlidingWindow window = new SlidingWindow(CONTEXT, CONTEXT / 2);
        model.eval();
        int[] alone = {2, 7};
        int cached = 0;
        int read = 0;
        for (int i = 0; i < 20; i++) {
            SlidingWindow.Reading reading = window.next(alone.length, read, cached);
            cached = (reading.fresh() ? 0 : cached) + alone.length - reading.from();
            read = alone.length;
            float[] seen = new float[cached];
            for (int j = 0; j < cached; j++) {
                seen[j] = alone[alone.length - cached + j];
            }
            Tensor logits = Tracking.off(() -> model.next(Tensor.wrap(seen, 1, seen.length), java.util.List.of()));
            alone = java.util.Arrays.copyOf(alone, alone.length + 1);
            alone[alone.length - 1] = (int) logits.argmax(1).item();
        }
        int[] expected = alone;
        BatchWriter writer = new BatchWriter(model, 2, window, Sampling.GREEDY, new SplittableRandom(1));
        Check.call("BatchWriter.write", "[2, 7] and [5], 20 tokens, half of 8 kept").because("every token is what the model says about the last 4 to 8")
                .equal(() -> writer.write(new int[][] {{2, 7}, {5}}, new int[] {20, 3})[0], expected);
    }

    @Test
    void nothingToWriteIsRefused() {
        BatchWriter writer = new BatchWriter(model(), 2, new SlidingWindow(CONTEXT, CONTEXT), Sampling.GREEDY, new SplittableRandom(1));
        Check.call("BatchWriter.write", "no prompts").equal(() -> writer.write(new int[0][], new int[0]).length, 0);
        Check.call("BatchWriter.write", "0 tokens").because("a text that is never done would be written for ever").refuses(IllegalArgumentException.class, () -> writer.write(new int[][] {{1}}, new int[] {0}), "[0]");
        Check.call("BatchWriter.write", "an empty prompt").refuses(IllegalArgumentException.class, () -> writer.write(new int[][] {{1}, {}}, new int[] {1, 1}), "[1, 0] tokens");
        Check.call("BatchWriter.write", "two prompts, one count").refuses(IllegalArgumentException.class, () -> writer.write(new int[][] {{1}, {2}}, new int[] {1}), "[1]");
    }
}
