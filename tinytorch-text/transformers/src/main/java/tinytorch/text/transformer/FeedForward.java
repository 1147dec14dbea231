package tinytorch.text.transformer;

import tinytorch.nn.Layer;
import tinytorch.nn.activation.GELU;
import tinytorch.nn.network.Linear;
import tinytorch.tensor.Tensor;

/** Two linear layers with GELU between them, applied to every token by itself: {@code c_proj(gelu(c_fc(x)))}, with the names of GPT-2. */
public final class FeedForward extends Layer {
    private final Linear widen;
    private final GELU gelu;
    private final Linear narrow;

    /** With these layers, D to 4 D and back as a rule. */
    public FeedForward(Linear widen, GELU gelu, Linear narrow) {
        this.widen = child("c_fc", widen);
        this.gelu = gelu;
        this.narrow = child("c_proj", narrow);
    }

    @Override
    public Tensor forward(Tensor input) {
        return narrow.forward(Tensor.apply(gelu, widen.forward(input)));
    }
}
