package tinytorch.compete.serve;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;
import tinytorch.text.transformer.GptConfig;

@Tag("compete.memory")
class CacheMemoryTest {
    private static final CacheMemory GPT2 = new CacheMemory(GptConfig.gpt2(), 4);

    @Test
    void keysAndValuesOfAllLayersTokensAndSequences() {
        CacheMemory tiny = new CacheMemory(GptConfig.tiny(65), 4);
        Check.call("CacheMemory.bytes", "batch 1", "1 token").because("2 * 4 layers * 128 numbers * 4 bytes").equal(() -> tiny.bytes(1, 1), 4096L);
        Check.call("CacheMemory.bytes", "batch 3", "64 tokens").equal(() -> tiny.bytes(3, 64), 3L * 64 * 4096);
        Check.call("CacheMemory.bytes", "halves").equal(() -> new CacheMemory(GptConfig.tiny(65), 2).bytes(3, 64), 3L * 64 * 2048);
    }

    @Test
    void moreThanAnIntHolds() {
        Check.call("CacheMemory.bytes", "GPT-2, batch 32", "1024 tokens").because("count in long: 2^31 is nothing unusual").equal(() -> GPT2.bytes(32, 1024), 2_415_919_104L);
    }

    @Test
    void theWeightsWantMemoryToo() {
        Check.call("CacheMemory.sequences", "2 GiB", "1024 tokens").because("124,439,808 parameters of 4 bytes come first").equal(() -> GPT2.sequences(2L << 30, 1024), 21L);
        Check.call("CacheMemory.sequences", "2 GiB, halves in the cache", "1024 tokens").because("the weights stay floats")
                .equal(() -> new CacheMemory(GptConfig.gpt2(), 2).sequences(2L << 30, 1024), 43L);
        Check.call("CacheMemory.sequences", "2 GiB", "512 tokens").equal(() -> GPT2.sequences(2L << 30, 512), 43L);
    }

    @Test
    void withoutMemoryNobodyIsServed() {
        Check.call("CacheMemory.sequences", "100 MB", "1024 tokens").because("not even the weights fit; a number of readers is not negative").equal(() -> GPT2.sequences(100_000_000L, 1024), 0L);
    }
}
