package tinytorch.nn.network;

import tinytorch.nn.activation.Activation;
import tinytorch.nn.activation.LeakyReLU;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.activation.Sigmoid;
import tinytorch.nn.activation.Tanh;

/** By how much the weights before an activation have to be larger because the activation makes numbers smaller. */
public final class Gain {
    /** No activation: nothing to make up for. */
    public static final double LINEAR = 1;

    private Gain() {
    }

    /**
     * The gain recommended for an activation, as {@code torch.nn.init.calculate_gain}:
     *
     * <pre>
     * Sigmoid            1
     * Tanh               5/3
     * ReLU               sqrt(2)                     half of the numbers become 0, and with them half of the mean square
     * LeakyReLU(slope)   sqrt(2 / (1 + slope^2))
     * </pre>
     *
     * @throws IllegalArgumentException for any other activation (PyTorch knows no gain for them either); the message names it
     */
    public static double of(Activation activation) {
        // tito:begin networks.init
        return switch (activation) {
            case Sigmoid _ -> 1;
            case Tanh _ -> 5.0 / 3;
            case ReLU _ -> Math.sqrt(2);
            case LeakyReLU(float slope) -> Math.sqrt(2 / (1 + (double) slope * slope));
            default -> throw new IllegalArgumentException("Gain.of: no gain is known for " + activation + ". Give it as a number, such as sqrt(2).");
        };
        // tito:end
    }
}
