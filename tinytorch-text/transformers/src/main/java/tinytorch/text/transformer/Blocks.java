package tinytorch.text.transformer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import tinytorch.nn.Layer;
import tinytorch.nn.activation.GELU;
import tinytorch.nn.network.Linear;
import tinytorch.tensor.Tensor;
import tinytorch.text.attention.CausalSelfAttention;

/** The blocks of a GPT by number: what {@code ModuleList} is in PyTorch. */
final class Blocks extends Layer {
    private final List<TransformerBlock> blocks = new ArrayList<>();

    /** Blocks of these sizes. */
    Blocks(GptConfig config, List<BlockSize> sizes, RandomGenerator random) {
        for (int i = 0; i < config.layers(); i++) {
            blocks.add(child(Integer.toString(i), block(config, sizes.get(i), random)));
        }
    }

    private static TransformerBlock block(GptConfig config, BlockSize size, RandomGenerator random) {
        int width = config.width();
        int heads = size.heads() * (width / config.heads());
        CausalSelfAttention attention = new CausalSelfAttention(linear(config, width, 3 * heads), linear(config, heads, width), size.heads(),
                config.dropout(), random);
        FeedForward feedForward = new FeedForward(linear(config, width, size.hidden()), new GELU(config.gelu()), linear(config, size.hidden(), width),
                config.dropout(), random);
        return new TransformerBlock(new LayerNorm(width, config.bias(), LayerNorm.EPS), attention, new LayerNorm(width, config.bias(), LayerNorm.EPS),
                feedForward);
    }

    private static Linear linear(GptConfig config, int in, int out) {
        return new Linear(Tensor.zeros(out, in), config.bias() ? Tensor.zeros(out) : null);
    }

    private Blocks(List<TransformerBlock> others) {
        for (TransformerBlock block : others) {
            blocks.add(child(Integer.toString(blocks.size()), block));
        }
    }

    @Override
    public Blocks with(BiFunction<String, Layer, Layer> change) {
        List<TransformerBlock> others = new ArrayList<>();
        children().forEach((name, block) -> others.add((TransformerBlock) change.apply(name, block)));
        return new Blocks(others);
    }

    int size() {
        return blocks.size();
    }

    TransformerBlock get(int number) {
        return blocks.get(number);
    }

    @Override
    public Tensor forward(Tensor input) {
        Tensor x = input;
        for (TransformerBlock block : blocks) {
            x = block.forward(x);
        }
        return x;
    }
}
