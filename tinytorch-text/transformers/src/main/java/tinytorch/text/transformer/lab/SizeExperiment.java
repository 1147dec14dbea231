package tinytorch.text.transformer.lab;

import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import tinytorch.autograd.Autograd;
import tinytorch.tensor.Tensor;
import tinytorch.text.transformer.Gpt;
import tinytorch.text.transformer.GptConfig;
import tinytorch.text.transformer.TokenLoss;
import tinytorch.workbench.Format;
import tinytorch.workbench.Table;

/** Parameters, memory and time of a training step as width, depth or context doubles. Everything but the parameters' number is measured. */
final class SizeExperiment {
    private static final int VOCABULARY = 65;
    private static final int BATCH = 2;
    private static final int[][] LAYERS_WIDTH_CONTEXT = {{4, 64, 64}, {4, 32, 64}, {4, 128, 64}, {2, 64, 64}, {8, 64, 64}, {4, 64, 32}, {4, 64, 128},
            {4, 64, 256}};

    private SizeExperiment() {
    }

    static Table table() {
        Table table = new Table("A training step on " + BATCH + " sequences, vocabulary " + VOCABULARY, "L", "D", "T", "parameters", "take", "+Adam",
                "graph", "a token", "cache", "step", "rate");
        for (int[] size : LAYERS_WIDTH_CONTEXT) {
            GptConfig config = new GptConfig(VOCABULARY, size[2], size[0], 4, size[1], true);
            Gpt model = new Gpt(config, new SplittableRandom(1));
            Tensor ids = Tensor.zeros(BATCH, config.context());
            double seconds = Double.MAX_VALUE;
            double graph = 0;
            for (int i = 0; i < 2; i++) {
                model.zeroGrad();
                long before = used();
                long start = System.nanoTime();
                Tensor loss = Tensor.apply(new TokenLoss(), model.forward(ids), ids);
                long forward = System.nanoTime() - start;
                graph = used() - before;
                start = System.nanoTime();
                Autograd.backward(loss);
                seconds = Math.min(seconds, (forward + System.nanoTime() - start) / 1e9);
            }
            double tokens = BATCH * config.context();
            double bytes = 4.0 * model.parameterCount();
            table.row(config.layers(), config.width(), config.context(), Format.count(model.parameterCount()), Format.bytes(bytes), Format.bytes(4 * bytes),
                    Format.bytes(graph), Format.bytes(graph / tokens), Format.bytes(4.0 * config.cacheFloatsPerToken() * config.context()),
                            Format.seconds(seconds),
                    Format.rate(3 * tokens * config.operationsPerToken(config.context()), seconds, "FLOP"));
        }
        return table;
    }

    /** The memory that is in use, after the garbage has been collected. */
    private static long used() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
