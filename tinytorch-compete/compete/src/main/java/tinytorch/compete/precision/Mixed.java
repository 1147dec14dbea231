package tinytorch.compete.precision;

import tinytorch.nn.Layer;
import tinytorch.nn.network.Linear;
import tinytorch.nn.spatial.Conv2d;

/**
 * Mixed precision: linear layers and convolutions, where the work is, compute with two bytes a number; norms, losses and the parameters themselves stay floats. ({@code torch.autocast}; Micikevicius and others,
 * "Mixed Precision Training", 2018.)
 *
 * <p>On this machine it saves no time: a core of today multiplies floats, so two bytes are rounded floats here, and rounding costs extra. What it shows is what learning does with such numbers.
 */
public final class Mixed {
    private Mixed() {
    }

    /**
     * A network that computes so, with the same parameters: whatever trains it trains the given one.
     *
     * @throws UnsupportedOperationException if a layer can't be built of others
     */
    public static Layer of(Layer network, Precision precision) {
        return switch (network) {
            case Linear linear -> new MixedLinear(linear, precision);
            case Conv2d conv -> new MixedConv2d(conv, precision);
            default -> network.with((_, child) -> of(child, precision));
        };
    }
}
