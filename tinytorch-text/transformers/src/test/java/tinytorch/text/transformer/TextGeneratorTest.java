package tinytorch.text.transformer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;

@Tag("transformer.generate")
class TextGeneratorTest {
    private final Gpt gpt = Cases.gpt(Cases.small(), 3);

    private static TextGenerator greedy(Gpt gpt) {
        return new TextGenerator(gpt, Sampling.GREEDY, new SplittableRandom(1));
    }

    private static int[] write(TextGenerator generator, int count, int... prompt) {
        return Check.call("TextGenerator.generate", Arrays.toString(prompt), count).run(() -> generator.generate(prompt, count, true, _ -> { }));
    }

    /** Token by token with full passes of the window. */
    private int[] reference(int count, int... prompt) {
        int[] ids = prompt;
        for (int i = 0; i < count; i++) {
            int[] window = Arrays.copyOfRange(ids, Math.max(0, ids.length - 6), ids.length);
            float[] logits = gpt.forward(Cases.ids(window)).select(1, -1).toArray();
            ids = Arrays.copyOf(ids, ids.length + 1);
            ids[ids.length - 1] = Sampling.likeliest(logits, 0, logits.length);
        }
        return ids;
    }

    @Test
    void everyTokenFollowsFromAllBeforeIt() {
        for (boolean cached : new boolean[] {true, false}) {
            Check check = Check.call("TextGenerator.generate", "[1, 2]", 10, "cached " + cached);
            int[] text = check.run(() -> greedy(gpt).generate(new int[] {1, 2}, 10, cached, _ -> { }));
            check.because("greedy: the likeliest after the last 6 tokens, again and again").equal(() -> text, reference(10, 1, 2));
        }
    }

    @Test
    void cachedAndUncachedWriteTheSame() {
        for (long seed = 0; seed < 5; seed++) {
            long s = seed;
            Check.call("TextGenerator.generate, seed " + seed).because("a cache changes nothing, past the context too").equal(
                    () -> new TextGenerator(gpt, new Sampling(0.9, 8, 0.95), new SplittableRandom(s)).generate(new int[] {4, 5, 6}, 12, true, _ -> { }),
                    new TextGenerator(gpt, new Sampling(0.9, 8, 0.95), new SplittableRandom(s)).generate(new int[] {4, 5, 6}, 12, false, _ -> { }));
        }
    }

    @Test
    void theSeedDecides() {
        List<List<Integer>> texts = new ArrayList<>();
        for (long seed : new long[] {1, 1, 2}) {
            texts.add(list(write(new TextGenerator(gpt, new Sampling(1.5, 0), new SplittableRandom(seed)), 12, 1)));
        }
        Check.call("TextGenerator.generate, twice with seed 1").equal(() -> texts.get(0), texts.get(1));
        Check.call("TextGenerator.generate, seeds 1 and 2").holds(!texts.get(0).equals(texts.get(2)), "different texts", texts.get(0));
    }

    private static List<Integer> list(int... ids) {
        return Arrays.stream(ids).boxed().toList();
    }

    @Test
    void eachTokenIsToldAtOnce() {
        List<Integer> told = new ArrayList<>();
        int[] text = Check.call("TextGenerator.generate").run(() -> greedy(gpt).generate(new int[] {1, 2}, 4, true, told::add));
        Check.call("TextGenerator.generate: what the callback was told").because("the new tokens, without the prompt")
                .equal(() -> told, list(Arrays.copyOfRange(text, 2, 6)));
        Check.call("TextGenerator.generate", "[1, 2]", 0).because("nothing to write").equal(() -> write(greedy(gpt), 0, 1, 2), new int[] {1, 2});
    }

    @Test
    @LookAt("TextGenerator.write")
    void aStopTokenEndsTheText() {
        int[] free = write(greedy(gpt), 8, 1, 2);
        int stop = free[4];
        int at = 2;
        while (free[at] != stop) {
            at++;
        }
        int[] expected = Arrays.copyOf(free, at + 1);
        Check.call("TextGenerator.stopAt", stop).because("the stop token is the last of the text")
                .equal(() -> write(greedy(gpt).stopAt(99, stop), 8, 1, 2), expected);
        Check.call("TextGenerator.stopAt(1)", "prompt [1, 1]").because("a stop token in the prompt is the caller's")
                .equal(() -> write(greedy(gpt).stopAt(1), 1, 1, 1).length, 3);
    }

    @Test
    void theListenerMayEndTheText() {
        int[] free = write(greedy(gpt), 8, 1, 2);
        int[] left = {3};
        Check.call("TextGenerator.stream").because("the listener said no at the third token, which stays")
                .equal(() -> greedy(gpt).stream(new int[] {1, 2}, 8, _ -> --left[0] > 0), Arrays.copyOf(free, 5));
    }

    @Test
    @LookAt("TextGenerator.write")
    void aBatchWritesWhatEachPromptWouldGetAlone() {
        int[][] prompts = {{1, 2}, {7}, {3, 4, 5, 6, 7, 8, 9}, {1, 2}};
        List<String> told = new ArrayList<>();
        int[][] texts = Check.call("TextGenerator.generate", "4 prompts of 2, 1, 7 and 2 tokens")
                .run(() -> greedy(gpt).generate(prompts, 5, true, (row, id) -> told.add(row + ":" + id)));
        for (int row = 0; row < prompts.length; row++) {
            int which = row;
            Check.call("TextGenerator.generate: sequence " + row).because("every sequence reads its own prompt and writes 5 tokens, whatever the others do")
                    .equal(() -> texts[which], write(greedy(gpt), 5, prompts[row]));
        }
        Check.call("TextGenerator.generate: told").because("20 new tokens; the shortest prompt goes ahead")
                .equal(() -> List.of(told.size(), told.getFirst().charAt(0)), List.of(20, '1'));
    }

    @Test
    @LookAt("TextGenerator.write")
    void sequencesEndOnTheirOwn() {
        int[][] prompts = {{1, 2}, {3, 4}, {5, 6}};
        int[][] free = Check.call("TextGenerator.generate").run(() -> greedy(gpt).generate(prompts, 6, true, (_, _) -> true));
        int[] counts = new int[3];
        int[][] texts = greedy(gpt).generate(prompts, 6, false, (row, _) -> ++counts[row] <= row);
        for (int row = 0; row < 3; row++) {
            int which = row;
            Check.call("TextGenerator.generate: sequence " + row).because("its listener said no at token " + (row + 1) + "; the others went on")
                    .equal(() -> texts[which], Arrays.copyOf(free[row], 2 + row + 1));
        }
        Check.call("TextGenerator.generate", "no prompts").equal(() -> greedy(gpt).generate(new int[0][], 6, true, (_, _) -> true).length, 0);
    }

    @Test
    @LookAt("TextGenerator.atRest")
    void theModelIsAtRestMeanwhileAndBackInItsModeAfterwards() {
        Gpt dropping = Gpt.of(Cases.small().withDropout(0.5), Cases.state(Cases.small(), 3), new SplittableRandom(9));
        int[] text = write(greedy(dropping), 10, 1, 2);
        Check.call("TextGenerator.generate, dropout 1/2").because("nothing is dropped while it writes").equal(() -> text, reference(10, 1, 2));
        Check.call("TextGenerator.generate").because("it was being trained").holds(dropping.training(), "train mode again", "eval mode");
        Check.call("TextGenerator.generate").refuses(IllegalStateException.class, () -> greedy(dropping).stream(new int[] {1}, 3, _ -> {
            throw new IllegalStateException("from the listener");
        }), "from the listener");
        Check.call("TextGenerator.generate, after an exception").holds(dropping.training(), "train mode again", "eval mode");
        dropping.eval();
        write(greedy(dropping), 1, 1);
        Check.call("TextGenerator.generate").because("it was at rest before").holds(!dropping.training(), "eval mode still", "train mode");
    }

    @Test
    void emptyPromptsAreRefused() {
        Check.call("TextGenerator.generate", "[1]", 1).equal(() -> write(greedy(gpt), 1, 1).length, 2);
        Check.call("TextGenerator.generate", "[]").refuses(IllegalArgumentException.class, () -> greedy(gpt).generate(new int[0], 3, true,
                _ -> { }), "prompt");
        Check.call("TextGenerator.generate", "[1]", -1).refuses(IllegalArgumentException.class, () -> greedy(gpt).generate(new int[] {1}, -1, true,
                _ -> { }), "count");
    }
}
