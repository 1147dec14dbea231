package tinytorch.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import tinytorch.text.transformer.Gpt;
import tinytorch.text.transformer.GptConfig;
import tinytorch.text.transformer.Sampling;
import tinytorch.text.transformer.TextGenerator;

/** Writing with the GPT of the milestone {@code tinygpt}: 60 characters after a prompt of 4, one at a time. */
public class Generation extends Bench {
    static final int[] PROMPT = {1, 2, 3, 4};
    static final int COUNT = 60;

    Gpt network;
    private TextGenerator writer;

    /** Makes the network. */
    @Setup
    public void make() {
        network = new Gpt(GptConfig.tiny(65), random);
        writer = new TextGenerator(network, new Sampling(1, 0, 1), random);
    }

    /** With the keys and values of the tokens before it kept. */
    @Benchmark
    public int[] cached(Tokens work) {
        work.tokens += COUNT;
        return writer.generate(PROMPT, COUNT, true, token -> { });
    }

    /** Reading everything again for each character. */
    @Benchmark
    public int[] uncached(Tokens work) {
        work.tokens += COUNT;
        return writer.generate(PROMPT, COUNT, false, token -> { });
    }
}
