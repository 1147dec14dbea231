package tinytorch.benchmarks;

import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import tinytorch.autograd.Autograd;
import tinytorch.optim.AdamW;
import tinytorch.optim.GradientClipping;
import tinytorch.optim.Moments;
import tinytorch.optim.ParameterGroup;
import tinytorch.tensor.Tensor;
import tinytorch.text.transformer.Gpt;
import tinytorch.text.transformer.GptConfig;
import tinytorch.train.CrossEntropyLoss;

/** A training step of the milestone {@code tinygpt} (4 layers, 4 heads, width 128, context 64, 65 characters). */
public class GptStep extends Bench {
    private static final int CHARACTERS = 65;

    /** Sequences a step; the milestone's are 12. */
    @Param({"4", "12", "48", "96"})
    public int batch;

    private final CrossEntropyLoss loss = new CrossEntropyLoss();
    Gpt network;
    AdamW optimizer;
    Tensor tokens;
    Tensor targets;

    /** Makes the network and a batch of random characters. */
    @Setup
    public void make() {
        network = new Gpt(GptConfig.tiny(CHARACTERS), random);
        optimizer = new AdamW(List.of(ParameterGroup.of(network.parameters(), 1e-3).weightDecay(0.1)), new Moments(0.9, 0.99, 1e-8));
        int context = network.config().context();
        tokens = ids(CHARACTERS, batch, context);
        targets = ids(CHARACTERS, batch * context);
    }

    /** Forward, loss, backward, clipping and a step of AdamW; its loss. */
    @Benchmark
    public float step(Tokens work) {
        work.tokens += tokens.size();
        return pool.use(() -> {
            optimizer.zeroGrad();
            Tensor value = Tensor.apply(loss, network.forward(tokens).reshape(-1, CHARACTERS), targets);
            Autograd.backward(value);
            GradientClipping.byNorm(network.parameters().values(), 1);
            optimizer.step();
            return value.item();
        });
    }
}
