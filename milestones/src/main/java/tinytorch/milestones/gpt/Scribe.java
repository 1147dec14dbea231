package tinytorch.milestones.gpt;

import java.io.PrintStream;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import tinytorch.data.SplitMix;
import tinytorch.milestones.program.UsageException;
import tinytorch.text.transformer.Gpt;
import tinytorch.text.transformer.Sampling;
import tinytorch.text.transformer.TextGenerator;

/**
 * Writes with a network, token after token, each one seen at once.
 *
 * @param network  the network
 * @param codec    its tokenizer
 * @param sampling how tokens are chosen
 */
record Scribe(Gpt network, Codec codec, Sampling sampling) {
    private static final int SPEED_TEXTS = 10;
    private static final double WARM_UP_SECONDS = 2;

    /** The tokens of a prompt; without one, a line's end: what comes next is the beginning of a line. */
    int[] prompt(String text) throws UsageException {
        try {
            return text.isEmpty() ? beginning() : codec.tokenizer().encode(text);
        } catch (IllegalArgumentException e) {
            throw new UsageException("this network can't read \"" + text + "\": " + e.getMessage().replaceFirst("\\.$", ""));
        }
    }

    /** The tokens that a text begins with if the user gives none: a line's end, or whatever token is the first. */
    int[] beginning() {
        try {
            return codec.tokenizer().encode("\n");
        } catch (IllegalArgumentException e) {
            return new int[] {0};
        }
    }

    /** Goes on after a prompt, and gives the new text. */
    String write(int[] prompt, int tokens, long seed, PrintStream out, BooleanSupplier stop) {
        StringBuilder text = new StringBuilder();
        IntFunction<String> decoder = codec.stream();
        new TextGenerator(network, sampling, SplitMix.of(seed)).stream(prompt, tokens, id -> {
            String piece = decoder.apply(id);
            text.append(piece);
            out.print(harmless(piece));
            out.flush();
            return !stop.getAsBoolean();
        });
        return text.toString();
    }

    /** Without the control characters that a terminal would obey: a network of bytes writes those too, before it has learned not to. */
    static String harmless(String text) {
        return text.replaceAll("[\\p{Cc}&&[^\\t\\r\\n]]", "\uFFFD");
    }

    /** Tokens a second: texts of a whole context from one token, one at a time, with a cache. */
    double speed() {
        long begun = System.nanoTime();
        while ((System.nanoTime() - begun) / 1e9 < WARM_UP_SECONDS) {
            whole();
        }
        long before = System.nanoTime();
        for (int i = 0; i < SPEED_TEXTS; i++) {
            whole();
        }
        return SPEED_TEXTS * (network.config().context() - 1) / ((System.nanoTime() - before) / 1e9);
    }

    private void whole() {
        new TextGenerator(network, new Sampling(1, 0), SplitMix.of(0)).generate(new int[] {0}, network.config().context() - 1, true, id -> { });
    }
}
