package tinytorch.compete.serve;

import tinytorch.text.transformer.GptConfig;

/**
 * How much memory the cache of a model takes: what decides how many readers one machine can serve.
 *
 * @param config          of the model
 * @param bytesPerNumber  4 for floats, 2 for halves, 1 for bytes
 */
public record CacheMemory(GptConfig config, int bytesPerNumber) {

    public CacheMemory {
        if (bytesPerNumber < 1) {
            throw new IllegalArgumentException("CacheMemory: a number takes 1 byte or more, got " + bytesPerNumber + ". Try 4.");
        }
    }

    /**
     * Bytes for so many sequences of so many tokens each: keys and values, in every layer, of every token. {@link GptConfig#cacheFloatsPerToken} counts the numbers of one token.
     *
     * <pre>
     * 2 * layers * width * batch * tokens * bytesPerNumber
     * </pre>
     *
     * <p>Worked example: GPT-2 small (12 layers of width 768), 32 sequences of 1024 tokens in floats: 2 * 12 * 768 * 32 * 1024 * 4 = 2,415,919,104, more than 2^31: count in {@code long}.
     */
    public long bytes(int batch, int tokens) {
        // tito:begin compete.memory
        return config.cacheFloatsPerToken() * bytesPerNumber * batch * tokens;
        // tito:end
    }

    /**
     * How many sequences of so many tokens fit into a memory that holds the model's weights as well: what is left after {@link GptConfig#parameterCount} floats of 4 bytes, divided by what one sequence
     * takes, rounded down. 0 if not even the weights fit.
     *
     * <p>Worked example: GPT-2 small has 124,439,808 parameters, 497,759,232 bytes. Of 2 GiB, 1,649,724,416 are left; a sequence of 1024 tokens takes 75,497,472 in floats: 21 fit, in halves 43.
     */
    public long sequences(long memory, int tokens) {
        // tito:begin compete.memory
        long left = memory - 4 * config.parameterCount();
        return Math.max(0, left) / bytes(1, tokens);
        // tito:end
    }
}
