package tinytorch.text.transformer;

/**
 * The size of a GPT.
 *
 * @param vocabulary how many tokens there are
 * @param context    the most tokens it looks at
 * @param layers     blocks
 * @param heads      attention heads in each; width is a multiple of it
 * @param width      numbers a token has inside
 * @param bias       whether linear layers and norms have one
 */
public record GptConfig(int vocabulary, int context, int layers, int heads, int width, boolean bias) {

    public GptConfig {
        if (vocabulary < 1 || context < 1 || layers < 1 || heads < 1 || width < 1 || width % heads != 0) {
            throw new IllegalArgumentException("GptConfig: all sizes must be 1 or more and the width a multiple of the heads, got vocabulary " + vocabulary
                    + ", context " + context + ", layers " + layers + ", heads " + heads + ", width " + width + ".");
        }
    }

    /** nanoGPT's setting for a CPU: 4 layers, 4 heads, width 128, context 64. */
    public static GptConfig tiny(int vocabulary) {
        return new GptConfig(vocabulary, 64, 4, 4, 128, true);
    }
}
