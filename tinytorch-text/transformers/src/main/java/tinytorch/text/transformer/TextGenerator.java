package tinytorch.text.transformer;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;

/**
 * Writes token after token: each is chosen from what the model says may follow all before it.
 *
 * <pre>{@code
 * TextGenerator generator = new TextGenerator(gpt, new Sampling(0.8, 0, 0.95), new SplittableRandom(42)).stopAt(endOfText);
 * int[] text = generator.stream(tokenizer.encode("ROMEO:"), 500, id -> {
 *     System.out.print(tokenizer.decode(id));
 *     return !interrupted();
 * });
 * }</pre>
 *
 * <p>The same model, prompt and state of the random numbers give the same text. The model is in eval mode meanwhile, and in its old mode afterwards.
 */
public final class TextGenerator {
    private final Gpt model;
    private final Sampling sampling;
    private final RandomGenerator random;
    private int[] stops = {};

    /** Told each new token at once. */
    @FunctionalInterface
    public interface Listener {
        /** False if this sequence shall end here; the token stays in it. */
        boolean token(int sequence, int id);
    }

    /** A generator that chooses so. */
    public TextGenerator(Gpt model, Sampling sampling, RandomGenerator random) {
        this.model = model;
        this.sampling = sampling;
        this.random = random;
    }

    /** A text ends with any of these tokens, which stays in it; returns this generator. */
    public TextGenerator stopAt(int... tokens) {
        stops = tokens.clone();
        return this;
    }

    /**
     * Goes on after the prompt.
     *
     * @param prompt at least one token
     * @param count  how many tokens to write, if no stop token comes first
     * @param cached whether keys and values are kept: the same text in less time
     * @param each   told each new token at once
     * @return prompt and new tokens
     */
    public int[] generate(int[] prompt, int count, boolean cached, IntConsumer each) {
        return generate(new int[][] {prompt}, count, cached, (_, id) -> {
            each.accept(id);
            return true;
        })[0];
    }

    /** As {@link #generate(int[], int, boolean, IntConsumer)} with a cache, until {@code goOn} says no: it is told each new token at once. */
    public int[] stream(int[] prompt, int count, IntPredicate goOn) {
        return generate(new int[][] {prompt}, count, true, (_, id) -> goOn.test(id))[0];
    }

    /**
     * Goes on after several prompts at once, which may differ in length.
     *
     * @param count how many tokens to write after each, if it does not end before
     * @return each prompt with its new tokens
     * @throws IllegalArgumentException if a prompt is empty
     */
    public int[][] generate(int[][] prompts, int count, boolean cached, Listener each) {
        for (int[] prompt : prompts) {
            if (prompt.length == 0 || count < 0) {
                throw new IllegalArgumentException("TextGenerator: a prompt has one token or more and the count is not negative, got a prompt of "
                        + prompt.length + " and count " + count + ". Begin with a line break, or an end-of-text token.");
            }
        }
        return atRest(prompts, count, cached, each);
    }

    /**
     * {@link #write} with the model in eval mode and tracking off: no dropout, and no graph that holds every activation. Afterwards the model is in the mode
     * it was in before, also when something throws.
     */
    private int[][] atRest(int[][] prompts, int count, boolean cached, Listener each) {
        // tito:begin transformer.generate
        boolean training = model.training();
        model.eval();
        try {
            return Tracking.off(() -> write(prompts, count, cached, each));
        } finally {
            if (training) {
                model.train();
            }
        }
        // tito:end
    }

    /**
     * All sequences go ahead together, from the end of the shortest prompt on, one token a pass ({@link Decoder#next}). A sequence whose prompt is longer
     * reads its own next token where the others choose theirs, so no padding is needed: each gets what it would get alone.
     *
     * <p>A token is chosen from its sequence's row of logits ({@link Sampling#choose}), stored, and told to the listener, sequence by sequence in order. A
     * sequence is done after {@code count} new tokens, after a stop token, or when the listener says so; the others go on, and what the model says about
     * the one that is done is not looked at. The end is when all are done.
     *
     * @return each sequence up to its own end
     */
    private int[][] write(int[][] prompts, int count, boolean cached, Listener each) {
        // tito:begin transformer.generate
        int shortest = Arrays.stream(prompts).mapToInt(prompt -> prompt.length).min().orElse(0);
        int longest = Arrays.stream(prompts).mapToInt(prompt -> prompt.length).max().orElse(0);
        int[][] ids = new int[prompts.length][];
        int[] ends = new int[prompts.length];
        for (int row = 0; row < prompts.length; row++) {
            ids[row] = Arrays.copyOf(prompts[row], longest + count);
            ends[row] = prompts[row].length;
        }
        boolean[] done = new boolean[prompts.length];
        int open = count == 0 ? 0 : prompts.length;
        Decoder decoder = new Decoder(model, prompts.length, cached);
        for (int length = shortest; open > 0; length++) {
            Tensor logits = decoder.next(ids, length);
            for (int row = 0; row < prompts.length; row++) {
                if (done[row] || length < prompts[row].length) {
                    continue;
                }
                int id = sampling.choose(logits.data(), logits.position(row, 0), logits.dim(1), random);
                ids[row][length] = id;
                ends[row] = length + 1;
                boolean goOn = each.token(row, id);
                if (!goOn || isStop(id) || ends[row] == prompts[row].length + count) {
                    done[row] = true;
                    open--;
                }
            }
        }
        for (int row = 0; row < prompts.length; row++) {
            ids[row] = Arrays.copyOf(ids[row], ends[row]);
        }
        return ids;
        // tito:end
    }

    private boolean isStop(int id) {
        for (int stop : stops) {
            if (stop == id) {
                return true;
            }
        }
        return false;
    }
}
