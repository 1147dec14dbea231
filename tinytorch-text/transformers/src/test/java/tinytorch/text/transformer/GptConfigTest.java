package tinytorch.text.transformer;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;

@Tag("transformer.count")
class GptConfigTest {

    @Test
    @LookAt("GptConfig.parameterCount")
    void parametersAreCountedWithoutBuildingTheModel() {
        Check.call("GptConfig.tiny(65).parameterCount").because("8,320 + 8,192 + 4 * (196,608 + 256 + 1,408) + 256")
                .equal(() -> GptConfig.tiny(65).parameterCount(), 809_856L);
        Check.call("GptConfig(3, 2, 1, 1, 2, without bias).parameterCount").because("3 * 2 + 2 * 2 + (12 * 4 + 2 * 2) + 2")
                .equal(() -> new GptConfig(3, 2, 1, 1, 2, false).parameterCount(), 64L);
        Check.call("GptConfig.gpt2().parameterCount").because("the smallest GPT-2 has 124 million")
                .equal(() -> GptConfig.gpt2().parameterCount(), 124_439_808L);
        Check.call("GPT-2 XL").because("48 layers of width 1600")
                .equal(() -> new GptConfig(50257, 1024, 48, 25, 1600, true).parameterCount(), 1_557_611_200L);
        Check.call("GPT-3").because("96 layers of width 12,288: more than an int can hold")
                .equal(() -> new GptConfig(50257, 2048, 96, 96, 12288, true).parameterCount(), 174_604_259_328L);
        Check.call("118 layers of width 18,432").because("here a single matrix has more than an int can hold")
                .equal(() -> new GptConfig(256_000, 2048, 118, 48, 18_432, true).parameterCount(), 485_854_543_872L);
    }

    @Test
    void theModelHasAsManyAsWereCounted() {
        for (boolean bias : new boolean[] {true, false}) {
            GptConfig config = new GptConfig(7, 5, 3, 2, 6, bias);
            Check.call("GptConfig.parameterCount, " + config).because("the tensors of such a model have as many numbers")
                    .equal(config::parameterCount, Cases.state(config, 1).entrySet().stream().filter(e -> !e.getKey().equals("lm_head.weight"))
                            .mapToLong(e -> e.getValue().size()).sum());
        }
    }

    @Test
    void aTokenInTheCacheTakesAKeyAndAValueALayer() {
        Check.call("GptConfig.tiny(65).cacheFloatsPerToken").because("2 * 4 layers * 128").equal(() -> GptConfig.tiny(65).cacheFloatsPerToken(), 1024L);
        Check.call("GPT-3, cacheFloatsPerToken").because("9 MB a token")
                .equal(() -> new GptConfig(1, 1, 96, 96, 12288, true).cacheFloatsPerToken(), 2_359_296L);
    }

    @Test
    void operationsGrowWithTheTokensReadAtOnce() {
        Check.call("GptConfig.tiny(65).operationsPerToken(64)").because("2 * (786,432 + 8,320) + 131,072")
                .equal(() -> GptConfig.tiny(65).operationsPerToken(64), 1_720_576.0);
        Check.call("GptConfig.tiny(65).operationsPerToken(1)").because("attention meets one token: 4 * 4 * 128")
                .equal(() -> GptConfig.tiny(65).operationsPerToken(1), 1_591_552.0);
    }
}
