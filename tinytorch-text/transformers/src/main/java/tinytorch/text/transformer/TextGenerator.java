package tinytorch.text.transformer;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.text.attention.KeyValueCache;

/** Writes token after token: each is chosen from what the model says may follow all before it. */
public final class TextGenerator {
    private final Gpt model;
    private final Sampling sampling;
    private final RandomGenerator random;

    /** A generator that chooses so. */
    public TextGenerator(Gpt model, Sampling sampling, RandomGenerator random) {
        this.model = model;
        this.sampling = sampling;
        this.random = random;
    }

    /**
     * Goes on after the prompt.
     *
     * @param prompt at least one token
     * @param count  how many tokens to write
     * @param cached whether keys and values are kept
     * @param each   told each new token at once
     * @return prompt and new tokens
     */
    public int[] generate(int[] prompt, int count, boolean cached, IntConsumer each) {
        model.eval();
        int context = model.config().context();
        int[] ids = Arrays.copyOf(prompt, prompt.length + count);
        List<KeyValueCache> caches = cached ? model.caches(1) : List.of();
        int seen = 0;
        for (int length = prompt.length; length < ids.length; length++) {
            if (!cached || length > context) {
                caches.forEach(KeyValueCache::clear);
                seen = Math.max(0, length - context);
            }
            Tensor logits = logits(ids, seen, length, caches);
            seen = length;
            int vocabulary = logits.dim(-1);
            ids[length] = sampling.choose(logits.data(), logits.position(0, logits.dim(1) - 1, 0), vocabulary, random);
            each.accept(ids[length]);
        }
        return ids;
    }

    private Tensor logits(int[] ids, int from, int to, List<KeyValueCache> caches) {
        float[] part = new float[to - from];
        for (int i = 0; i < part.length; i++) {
            part[i] = ids[from + i];
        }
        return Tracking.off(() -> model.forward(Tensor.of(part, 1, part.length), caches));
    }
}
