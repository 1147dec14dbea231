package tinytorch.text.transformer;

import java.util.Map;

import tinytorch.nn.activation.GELU;

/**
 * The size and kind of a GPT: {@code GPTConfig} in nanoGPT.
 *
 * @param vocabulary how many tokens there are: V
 * @param context    the most tokens it looks at: T
 * @param layers     blocks: L
 * @param heads      attention heads in each; the width is a multiple of it
 * @param width      numbers a token has inside: D
 * @param bias       whether linear layers and norms have one; GPT-2 has, newer models have not
 * @param dropout    the probability that a number is dropped in training, after the embeddings, in attention and at the end of both parts of a block
 * @param gelu       exact, or by tanh as GPT-2 was trained with
 */
public record GptConfig(int vocabulary, int context, int layers, int heads, int width, boolean bias, double dropout, GELU.Approximation gelu) {

    public GptConfig {
        if (vocabulary < 1 || context < 1 || layers < 1 || heads < 1 || width < 1 || width % heads != 0) {
            throw new IllegalArgumentException("GptConfig: all sizes must be 1 or more and the width a multiple of the heads, got vocabulary " + vocabulary
                    + ", context " + context + ", layers " + layers + ", heads " + heads + ", width " + width + ".");
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("GptConfig: dropout is a probability from 0 to below 1, got " + dropout + ". Try 0, or 0.1 for small data.");
        }
    }

    /** Without dropout, with exact GELU. */
    public GptConfig(int vocabulary, int context, int layers, int heads, int width, boolean bias) {
        this(vocabulary, context, layers, heads, width, bias, 0, GELU.Approximation.NONE);
    }

    /** nanoGPT's setting for a CPU: 4 layers, 4 heads, width 128, context 64. */
    public static GptConfig tiny(int vocabulary) {
        return new GptConfig(vocabulary, 64, 4, 4, 128, true);
    }

    /** The smallest GPT-2: 12 layers, 12 heads, width 768, context 1024, 124 million parameters. */
    public static GptConfig gpt2() {
        return new GptConfig(50257, 1024, 12, 12, 768, true, 0, GELU.Approximation.TANH);
    }

    /**
     * The size that a file of weights tells beside them: the other way round of {@link #notes}, without dropout and with exact GELU.
     *
     * @throws IllegalArgumentException if a size is missing or no whole number
     */
    public static GptConfig of(Map<String, String> notes) {
        return new GptConfig(number(notes, "vocabulary"), number(notes, "context"), number(notes, "layers"), number(notes, "heads"), number(notes, "width"),
                Boolean.parseBoolean(notes.get("bias")));
    }

    private static int number(Map<String, String> notes, String name) {
        try {
            return Integer.parseInt(notes.getOrDefault(name, ""));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("it does not say its " + name, e);
        }
    }

    /** The size as texts, for a file of weights. */
    public Map<String, String> notes() {
        return Map.of("vocabulary", Integer.toString(vocabulary), "context", Integer.toString(context), "layers", Integer.toString(layers), "heads", Integer.toString(heads),
                "width", Integer.toString(width), "bias", Boolean.toString(bias));
    }

    /** The same with this dropout. */
    public GptConfig withDropout(double probability) {
        return new GptConfig(vocabulary, context, layers, heads, width, bias, probability, gelu);
    }

    /** The same with this GELU. */
    public GptConfig withGelu(GELU.Approximation approximation) {
        return new GptConfig(vocabulary, context, layers, heads, width, bias, dropout, approximation);
    }

    /**
     * How many numbers a GPT of this size learns, without building it:
     *
     * <pre>
     * tokens and positions     V D + T D                     the last layer shares the table of the tokens: it adds nothing
     * each of L blocks         4 D^2 + 8 D^2                 attention D to 3 D and D to D; feed-forward D to 4 D and back
     *                          + 2 D                         scales of its two norms
     *                          + 4 D + 5 D + 2 D             with bias: of attention, of the feed-forward part, of the norms
     * the last norm            D, with bias 2 D
     * </pre>
     *
     * <p>Worked example: V = 65, T = 64, L = 4, D = 128 with bias: {@code 8,320 + 8,192 + 4 * (196,608 + 256 + 1,408) + 256 = 809,856}. A {@code long},
     * because 2^31 is reached by models of no unusual size.
     */
    public long parameterCount() {
        // tito:begin transformer.count
        long d = width;
        long block = 12 * d * d + 2 * d + (bias ? 11 * d : 0);
        return vocabulary * d + context * d + layers * block + (bias ? 2 * d : d);
        // tito:end
    }

    /**
     * Floats that one token takes in the key-value caches of all layers: a key and a value of D numbers in each.
     *
     * <p>Worked example: L = 4, D = 128: 1024 floats, 4 KiB. A whole context of 64 tokens takes 256 KiB.
     */
    public long cacheFloatsPerToken() {
        // tito:begin transformer.count
        return 2L * layers * width;
        // tito:end
    }

    /**
     * Floating-point operations of one forward pass for each token when n tokens are read at once: 2 for every weight of a matrix product, and in
     * attention, where every token meets n keys and n values (masked or not), {@code 2 n D + 2 n D} a layer. Lookups, norms and GELU are left out.
     *
     * <pre>
     * 2 (L 12 D^2 + V D) + L 4 n D
     * </pre>
     *
     * <p>Worked example: V = 65, L = 4, D = 128, n = 64: {@code 2 * (786,432 + 8,320) + 131,072 = 1,720,576}. A training step takes about three times
     * as many: backward makes two products of each.
     */
    public double operationsPerToken(int n) {
        // tito:begin transformer.count
        double d = width;
        return 2 * (layers * 12 * d * d + vocabulary * d) + layers * 4.0 * n * d;
        // tito:end
    }
}
