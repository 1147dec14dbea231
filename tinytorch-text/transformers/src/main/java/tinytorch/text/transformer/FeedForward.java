package tinytorch.text.transformer;

import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import tinytorch.nn.Dropout;
import tinytorch.nn.Layer;
import tinytorch.nn.activation.GELU;
import tinytorch.nn.network.LinearMap;
import tinytorch.tensor.Tensor;

/**
 * Two linear layers with GELU between them, applied to every token by itself: {@code c_proj(gelu(c_fc(x)))}, with the names of GPT-2. Attention moves
 * information between tokens; here it is worked on. Two thirds of a block's weights are here.
 *
 * <pre>
 * input      (..., D)
 * c_fc       D -> 4 D as a rule
 * c_proj     4 D -> D
 * output     (..., D)
 * </pre>
 */
public final class FeedForward extends Layer {
    private final LinearMap widen;
    private final GELU gelu;
    private final LinearMap narrow;
    private final Dropout dropout;

    /** With these layers and without dropout. */
    public FeedForward(LinearMap widen, GELU gelu, LinearMap narrow) {
        this(widen, gelu, narrow, 0, null);
    }

    /**
     * With these layers.
     *
     * @param dropout the probability that a number of the output is dropped in training; 0 for none
     * @param random  where the choices come from; not needed without dropout
     */
    public FeedForward(LinearMap widen, GELU gelu, LinearMap narrow, double dropout, RandomGenerator random) {
        this(widen, gelu, narrow, dropout == 0 ? null : new Dropout(dropout, random));
    }

    private FeedForward(LinearMap widen, GELU gelu, LinearMap narrow, Dropout dropout) {
        if (widen.out() != narrow.in() || narrow.out() != widen.in()) {
            throw new IllegalArgumentException("FeedForward: c_fc must lead to c_proj and c_proj back, got " + widen + " and " + narrow + ".");
        }
        this.widen = child("c_fc", widen);
        this.gelu = gelu;
        this.narrow = child("c_proj", narrow);
        this.dropout = dropout == null ? null : child("dropout", dropout);
    }

    @Override
    public FeedForward with(BiFunction<String, Layer, Layer> change) {
        return new FeedForward((LinearMap) change.apply("c_fc", widen), gelu, (LinearMap) change.apply("c_proj", narrow), dropout);
    }

    /**
     * {@code dropout(c_proj(gelu(c_fc(x))))}. GELU has no layer of its own: {@link Tensor#apply}.
     *
     * <p>Worked example: c_fc = [[1], [-1]] and c_proj = [[1, 1]] without biases: x = 1 gives {@code gelu(1) + gelu(-1) = 0.8413 - 0.1587 = 0.6827}.
     */
    @Override
    public Tensor forward(Tensor input) {
        // tito:begin transformer.block
        Tensor output = narrow.forward(Tensor.apply(gelu, widen.forward(input)));
        return dropout == null ? output : dropout.forward(output);
        // tito:end
    }
}
