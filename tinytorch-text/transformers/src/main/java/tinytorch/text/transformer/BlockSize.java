package tinytorch.text.transformer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import tinytorch.tensor.Tensor;

/**
 * How much of a block there is: all that the size of the GPT says, or what pruning left of it (module 16).
 *
 * @param heads  of its attention; each is as wide as those of the whole GPT
 * @param hidden units of its feed-forward part
 */
record BlockSize(int heads, int hidden) {

    /** Whole blocks. */
    static List<BlockSize> whole(GptConfig config) {
        return Collections.nCopies(config.layers(), new BlockSize(config.heads(), 4 * config.width()));
    }

    /** Those of a saved state: the rows of its weights tell. Where they tell nothing that can be, the block is whole, and loading the state will say what is wrong. */
    static List<BlockSize> of(GptConfig config, Map<String, Tensor> state) {
        List<BlockSize> sizes = new ArrayList<>();
        BlockSize whole = whole(config).getFirst();
        for (int i = 0; i < config.layers(); i++) {
            String block = "transformer.h." + i + ".";
            int heads = rows(state, block + "attn.c_attn.weight") / 3 / (config.width() / config.heads());
            int hidden = rows(state, block + "mlp.c_fc.weight");
            sizes.add(new BlockSize(heads == 0 ? whole.heads() : heads, hidden == 0 ? whole.hidden() : hidden));
        }
        return sizes;
    }

    private static int rows(Map<String, Tensor> state, String name) {
        Tensor weight = state.get(name);
        return weight == null || weight.rank() != 2 ? 0 : weight.dim(0);
    }
}
