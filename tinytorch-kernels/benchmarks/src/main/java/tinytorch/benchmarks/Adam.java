package tinytorch.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** The optimizer of {@link GptStep} by itself: 0.8 million parameters in 52 tensors, most of them small. */
public class Adam extends Bench {
    static final int BATCH = 12;

    private GptStep gpt;

    /** Makes the network and runs one step, so that there are gradients. */
    @Setup
    public void make() {
        gpt = new GptStep();
        gpt.batch = BATCH;
        gpt.make();
        gpt.step(new Tokens());
    }

    /** A step of AdamW, on the gradients of the last backward. */
    @Benchmark
    public void step(Parameters work) {
        work.parameters += gpt.network.parameterCount();
        gpt.optimizer.step();
    }
}
