package tinytorch.compete.precision;

import tinytorch.nn.Layer;
import tinytorch.nn.network.Linear;
import tinytorch.nn.spatial.Conv2d;

/**
 * Mixed precision: linear layers and convolutions, where the work is, compute with two bytes a number; norms, losses and the parameters themselves stay floats. ({@code torch.autocast}; Micikevicius and others,
 * "Mixed Precision Training", 2018.)
 *
 * <p>{@code torch.autocast} goes further in two things: what lies between such layers (activations, residual sums, pooling) stays in two bytes there and is in floats here, and it rounds every matrix product,
 * also those of queries with keys and of attention's weights with values.
 *
 * <p>On this machine it saves no time: a core of today multiplies floats, so two bytes are rounded floats here, and rounding costs extra. What it shows is what learning does with such numbers.
 */
public final class Mixed {
    private Mixed() {
    }

    /**
     * A network that computes so, with the same parameters and in the same mode: whatever trains it trains the given one.
     *
     * @throws UnsupportedOperationException if a layer can't be built of others
     */
    public static Layer of(Layer network, Precision precision) {
        Layer mixed = mixed(network, precision);
        return network.training() ? mixed : mixed.eval();
    }

    private static Layer mixed(Layer layer, Precision precision) {
        return switch (layer) {
            case Linear linear -> new MixedLinear(linear, precision);
            case Conv2d conv -> new MixedConv2d(conv, precision);
            default -> layer.with((_, child) -> mixed(child, precision));
        };
    }
}
