package tinytorch.compress.prune;

import java.util.ArrayList;
import java.util.List;

import tinytorch.nn.ActivationLayer;
import tinytorch.nn.Dropout;
import tinytorch.nn.Flatten;
import tinytorch.nn.Identity;
import tinytorch.nn.Layer;
import tinytorch.nn.activation.LogSoftmax;
import tinytorch.nn.activation.Softmax;
import tinytorch.nn.network.Linear;
import tinytorch.nn.network.Sequential;
import tinytorch.nn.spatial.AdaptiveAvgPool2d;
import tinytorch.nn.spatial.AvgPool2d;
import tinytorch.nn.spatial.BatchNorm2d;
import tinytorch.nn.spatial.Conv2d;
import tinytorch.nn.spatial.MaxPool2d;
import tinytorch.tensor.Tracking;
import tinytorch.text.transformer.Gpt;

/**
 * Structured pruning: whole units, channels and heads are removed, not set to 0. What is left is an ordinary, smaller network: its shapes shrink, and with them its file and its time. ({@code
 * torch.nn.utils.prune.ln_structured} only sets them to 0.)
 */
public final class Structured {
    private Structured() {
    }

    /**
     * One call for any of MLP, CNN and GPT: a new network without this part of its hidden units, channels, or heads and feed-forward units. The given one is not changed, but layers without
     * parameters are used by both.
     *
     * <p>It says a little less than before: train it for a while ("fine-tuning"). Only where nothing but useless units went, those that are always 0 or that nobody reads, is the output the same at
     * once.
     *
     * @param network a {@link Sequential} of linear layers and convolutions, with norms, activations and pooling between them; or a {@link Gpt}, whose dropout is left out
     * @param part    of the units between any two layers that goes, from 0 to below 1
     * @throws IllegalArgumentException if the network is neither, or a layer between two others mixes units
     */
    public static Layer prune(Layer network, double part) {
        Layer smaller = Tracking.off(() -> switch (network) {
            case Gpt gpt -> GptPruning.prune(gpt, part, part);
            case Sequential sequential -> prune(sequential, part);
            default -> throw new IllegalArgumentException("Structured.prune: " + network.getClass().getSimpleName() + " is neither a Sequential nor a Gpt. "
                    + "Masks and PruningOptimizer prune any network, without making it smaller.");
        });
        return network.training() ? smaller.train() : smaller.eval();
    }

    /**
     * From the first pair of neighbours with weights to the last: choose which units between them stay ({@link Units#scores}, {@link Units#keep}), and put the two smaller layers in the places of the
     * old ones, and the smaller norm. The second layer of one pair is the first of the next: it loses columns, then rows. The last layer's outputs all stay, as do the network's inputs.
     *
     * <p>Worked example: an MLP 784-128-64-10 with part 0.5 becomes 784-64-32-10.
     */
    private static Sequential prune(Sequential network, double part) {
        List<Layer> layers = new ArrayList<>(network.layers());
        // tito:begin compress.shrink
        int from = -1;
        int norm = -1;
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            if (layer instanceof BatchNorm2d) {
                norm = i;
            } else if (hasUnits(layer)) {
                if (from >= 0) {
                    Units units = new Units(layers.get(from), norm < 0 ? null : (BatchNorm2d) layers.get(norm), layer);
                    int[] kept = Units.keep(units.scores(), part);
                    layers.set(from, units.fromWith(kept));
                    layers.set(i, units.toWith(kept));
                    if (norm >= 0) {
                        layers.set(norm, units.normWith(kept));
                    }
                }
                from = i;
                norm = -1;
            }
        }
        return new Sequential(layers.toArray(Layer[]::new));
        // tito:end
    }

    /** Whether a layer has weights with a row for each unit; if not, it must treat every unit by itself. */
    private static boolean hasUnits(Layer layer) {
        return switch (layer) {
            case Linear _, Conv2d _ -> true;
            case ActivationLayer a when !(a.activation() instanceof Softmax || a.activation() instanceof LogSoftmax) -> false;
            case BatchNorm2d _, MaxPool2d _, AvgPool2d _, AdaptiveAvgPool2d _, Flatten _, Dropout _, Identity _ -> false;
            default -> throw new IllegalArgumentException("Structured.prune: a " + layer.getClass().getSimpleName()
                    + " may mix units, so that none can be removed. There may be Linear, Conv2d, BatchNorm2d, pooling, element-wise activations, Dropout, Flatten and Identity.");
        };
    }
}
