package tinytorch.model;

import java.util.Map;

import tinytorch.nn.activation.GELU;
import tinytorch.tensor.Tensor;
import tinytorch.text.transformer.Gpt;
import tinytorch.text.transformer.GptConfig;

/** The parts of a GPT as nodes, by the names that its state has. Blocks may have been pruned: their weights tell how large they are. */
final class GptLayers {
    private static final double EPSILON = 1e-5;

    private final SubmissionWriter writer;
    private final GptConfig config;
    private final Map<String, Tensor> state;

    GptLayers(SubmissionWriter writer, Gpt network) {
        this.writer = writer;
        this.config = network.config();
        this.state = network.stateDict();
    }

    void add(String ids) {
        Tensor table = state.get("transformer.wte.weight");
        String x = writer.weighted(new EmbeddingOp(), "transformer.wte", table, null, ids);
        x = writer.weighted(new PositionOp(), "transformer.wpe", state.get("transformer.wpe.weight"), null, x);
        for (int i = 0; i < config.layers(); i++) {
            x = block("transformer.h." + i + ".", x);
        }
        // The table is the last layer's weight too: the file has it once.
        writer.weighted(new LinearOp(), "transformer.wte", table, null, norm("transformer.ln_f", x));
    }

    private String block(String path, String x) {
        int width = state.get(path + "attn.c_attn.weight").dim(0) / 3;
        int heads = width / (config.width() / config.heads());
        String mixed = linear(path + "attn.c_attn", norm(path + "ln_1", x));
        String found = writer.node(new AttentionOp(heads), mixed);
        String middle = writer.node(new PairOp("add"), x, linear(path + "attn.c_proj", found));
        String wide = linear(path + "mlp.c_fc", norm(path + "ln_2", middle));
        String bent = writer.node(ActivationOp.of(new GELU(config.gelu())), wide);
        return writer.node(new PairOp("add"), middle, linear(path + "mlp.c_proj", bent));
    }

    private String norm(String path, String x) {
        return weighted(new LayerNormOp(EPSILON), path, x);
    }

    private String linear(String path, String x) {
        return weighted(new LinearOp(), path, x);
    }

    private String weighted(Operation operation, String path, String x) {
        return writer.weighted(operation, path, state.get(path + ".weight"), state.get(path + ".bias"), x);
    }
}
