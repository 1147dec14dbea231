package tinytorch.text.transformer;

import static tinytorch.tensor.TestTensors.values;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.testkit.Check;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("transformer.cache")
class DecoderTest {
    private static final Tolerance CACHED = new Tolerance(1e-5, 0);
    private static final int CONTEXT = 6;

    private final Gpt gpt = Cases.gpt(Cases.small(), 1);

    private static int[][] ids(int batch, int length) {
        SplittableRandom random = new SplittableRandom(batch);
        int[][] ids = new int[batch][length];
        for (int[] row : ids) {
            Arrays.setAll(row, _ -> random.nextInt(11));
        }
        return ids;
    }

    private Values next(Decoder decoder, int[][] ids, int length) {
        return Check.call("Decoder.next", "B " + ids.length, "length " + length).run(() -> values(Tracking.off(() -> decoder.next(ids, length))));
    }

    /** The logits after the last token of the window, by a forward pass of all of it. */
    private Values full(int[][] ids, int length) {
        int[][] window = new int[ids.length][];
        Arrays.setAll(window, row -> Arrays.copyOfRange(ids[row], Math.max(0, length - CONTEXT), length));
        return values(gpt.forward(Cases.ids(window)).select(1, -1));
    }

    @Test
    void cachedAndUncachedGiveTheLogitsOfAFullPass() {
        for (int batch : new int[] {1, 3}) {
            for (boolean cached : new boolean[] {false, true}) {
                int[][] ids = ids(batch, CONTEXT);
                Decoder decoder = new Decoder(gpt, batch, cached);
                for (int length = 2; length <= CONTEXT; length++) {
                    Values seen = next(decoder, ids, length);
                    int n = length;
                    Check.call("Decoder(cached " + cached + ").next", "B " + batch, "length " + length)
                            .because("a cache saves work and changes nothing").within(CACHED)
                            .gives(() -> seen, full(ids, n));
                }
            }
        }
    }

    @Test
    void pastTheContextTheWindowSlides() {
        for (boolean cached : new boolean[] {false, true}) {
            int[][] ids = ids(2, CONTEXT + 4);
            Decoder decoder = new Decoder(gpt, 2, cached);
            for (int length = CONTEXT - 1; length <= CONTEXT + 4; length++) {
                Values seen = next(decoder, ids, length);
                int n = length;
                Check.call("Decoder(cached " + cached + ").next", "length " + length + ", context " + CONTEXT)
                        .because("the last " + CONTEXT + " tokens are read from scratch, at positions 0 to 5").within(CACHED).gives(() -> seen, full(ids, n));
            }
        }
    }

    @Test
    void aPromptLongerThanTheContextIsCut() {
        for (boolean cached : new boolean[] {false, true}) {
            int[][] ids = ids(1, CONTEXT + 3);
            Values seen = next(new Decoder(gpt, 1, cached), ids, CONTEXT + 3);
            Check.call("Decoder(cached " + cached + ").next", "length " + (CONTEXT + 3)).because("its last tokens count").within(CACHED)
                    .gives(() -> seen, full(ids, CONTEXT + 3));
        }
    }

    @Test
    void aCacheSparesWhatWasReadBefore() {
        for (int length : new int[] {4, CONTEXT}) {
            int[][] ids = ids(1, length);
            int[][] changed = {ids[0].clone()};
            changed[0][0] = (changed[0][0] + 1) % 11;
            Decoder cached = new Decoder(gpt, 1, true);
            next(cached, ids, length - 1);
            Values seen = next(cached, changed, length);
            Check.call("Decoder(cached).next", "length " + length)
                    .because("the tokens before are in the caches: only the last is read, so a change of token 0 is not noticed")
                    .within(CACHED).gives(() -> seen, full(ids, length));
            Decoder uncached = new Decoder(gpt, 1, false);
            next(uncached, ids, length - 1);
            Values again = next(uncached, changed, length);
            Check.call("Decoder(without cache).next", "length " + length).because("everything is read each time").within(CACHED)
                    .gives(() -> again, full(changed, length));
        }
    }

    @Test
    void noGraphIsNeededAndNoneIsMade() {
        Tensor logits = Check.call("Decoder.next").run(() -> Tracking.off(() -> new Decoder(gpt, 1, true).next(ids(1, 2), 2)));
        Check.call("Decoder.next").equal(() -> List.of(logits.shape().toString(), logits.requiresGrad()), List.of("(1, 11)", false));
    }
}
