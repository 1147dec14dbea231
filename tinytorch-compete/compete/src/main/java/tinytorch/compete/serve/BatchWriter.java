package tinytorch.compete.serve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

import tinytorch.tensor.Tensor;
import tinytorch.text.transformer.Gpt;
import tinytorch.text.transformer.Sampling;

/**
 * Writes many texts with few slots: whenever one ends, the next one takes its place, in the middle of the others' writing ("continuous batching": Yu and others, "Orca", 2022). Nobody waits until the longest
 * text of a batch is done.
 *
 * <pre>
 * slots 2, texts a (3 tokens to write), b (1), c (2)
 * step 1   a b      b is done; c joins, and reads its prompt
 * step 2   a c
 * step 3   a c      both are done
 * </pre>
 *
 * <p>In every step each text reads exactly its last token, all together. What is before that, a prompt or what stays when the window slides, is read by each alone.
 */
public final class BatchWriter {
    private final BatchDecoder decoder;
    private final SlidingWindow window;
    private final Sampling sampling;
    private final RandomGenerator random;

    /** A text that is being written. */
    private static final class Text {
        private final int number;
        private int[] ids;
        /** How many tokens the model has read, from the beginning of the text. */
        private int read;
        private int left;

        Text(int number, int[] prompt, int count) {
            this.number = number;
            this.ids = prompt;
            this.left = count;
        }
    }

    /**
     * A writer.
     *
     * @param slots    how many texts at a time
     * @param window   for texts that get longer than the model's context, which it must have
     * @param sampling how tokens are chosen; every text draws from the same numbers, so what one draws depends on who writes beside it, unless it is greedy
     */
    public BatchWriter(Gpt model, int slots, SlidingWindow window, Sampling sampling, RandomGenerator random) {
        if (window.context() != model.config().context()) {
            throw new IllegalArgumentException("BatchWriter: the model's context is " + model.config().context() + ", the window's " + window.context() + ". Make one for this model.");
        }
        this.decoder = new BatchDecoder(model, slots);
        this.window = window;
        this.sampling = sampling;
        this.random = random;
    }

    /**
     * Goes on after each prompt.
     *
     * @param prompts each of one token or more
     * @param counts  how many tokens to write after each, 1 or more
     * @return each prompt with its new tokens
     */
    public int[][] write(int[][] prompts, int[] counts) {
        if (prompts.length != counts.length || Arrays.stream(prompts).anyMatch(prompt -> prompt.length == 0) || Arrays.stream(counts).anyMatch(count -> count < 1)) {
            throw new IllegalArgumentException("BatchWriter.write: every prompt has a token or more and every count is 1 or more, one for each, got prompts of "
                    + Arrays.toString(Arrays.stream(prompts).mapToInt(prompt -> prompt.length).toArray()) + " tokens and the counts " + Arrays.toString(counts) + ".");
        }
        int[][] texts = new int[prompts.length][];
        List<Text> active = new ArrayList<>();
        int next = 0;
        while (next < prompts.length || !active.isEmpty()) {
            while (next < prompts.length && active.size() < decoder.cache().slots()) {
                active.add(new Text(next, prompts[next], counts[next]));
                next++;
            }
            step(active);
            for (int slot = active.size() - 1; slot >= 0; slot--) {
                if (active.get(slot).left == 0) {
                    texts[active.get(slot).number] = active.get(slot).ids;
                    leave(active, slot);
                }
            }
        }
        return texts;
    }

    /** One token more for each. */
    private void step(List<Text> active) {
        float[] last = new float[active.size()];
        for (int slot = 0; slot < last.length; slot++) {
            Text text = active.get(slot);
            int length = text.ids.length;
            SlidingWindow.Reading reading = window.next(length, text.read, decoder.cache().length(slot));
            if (reading.fresh()) {
                decoder.cache().clear(slot);
            }
            if (reading.from() < length - 1) {
                decoder.next(slot, tokens(text.ids, reading.from(), length - 1));
            }
            text.read = length;
            last[slot] = text.ids[length - 1];
        }
        Tensor logits = decoder.next(0, Tensor.wrap(last, last.length, 1));
        for (int slot = 0; slot < last.length; slot++) {
            Text text = active.get(slot);
            text.ids = Arrays.copyOf(text.ids, text.ids.length + 1);
            text.ids[text.ids.length - 1] = sampling.choose(logits.data(), logits.position(slot, 0), logits.dim(1), random);
            text.left--;
        }
    }

    /** The last text takes the place of one that is done. */
    private void leave(List<Text> active, int slot) {
        int last = active.size() - 1;
        decoder.cache().move(last, slot);
        active.set(slot, active.get(last));
        active.remove(last);
        decoder.cache().clear(last);
    }

    private static Tensor tokens(int[] ids, int from, int to) {
        float[] part = new float[to - from];
        for (int i = from; i < to; i++) {
            part[i - from] = ids[i];
        }
        return Tensor.wrap(part, 1, part.length);
    }
}
