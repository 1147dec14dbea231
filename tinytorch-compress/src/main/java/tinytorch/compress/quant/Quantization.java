package tinytorch.compress.quant;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

import tinytorch.nn.Layer;
import tinytorch.nn.network.Linear;
import tinytorch.nn.spatial.Conv2d;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.text.embedding.Embedding;

/**
 * One call makes a network of whole numbers of any of the course's networks: MLP, CNN, GPT. Every linear layer, convolution and embedding is replaced; normalisations after convolutions are
 * {@link Folding folded} into these. The result is for inference, in eval mode; the network itself is not changed. ({@code torch.ao.quantization.quantize_dynamic} and {@code prepare} with {@code convert}.)
 *
 * <pre>{@code
 * Gpt small = (Gpt) Quantization.int8(gpt);                                        // dynamic: each input by its own range
 * Layer small = Quantization.int8(cnn, () -> new Percentile(99.99), batches);      // static: calibrated on some inputs
 * Layer tiny = Quantization.int4(mlp, 32);                                         // weights alone, in groups of 32
 * QuantizedFile.save(file, small, Map.of());
 * }</pre>
 */
public final class Quantization {
    private Quantization() {
    }

    /** Bytes; each layer's input is quantised by the range that it has (dynamic). */
    public static Layer int8(Layer network) {
        Layer folded = Folding.fold(network);
        return replaced(folded, Int8Weight::of, path -> null);
    }

    /**
     * Bytes; each layer's input is quantised by the range that an observer of it saw on the samples (static). Nothing has to be looked through at run time, but an input beyond the range is cut
     * off. A normalisation's statistics and dropout don't see the samples: the network runs in eval mode.
     *
     * @param observer makes an observer for each layer
     * @param samples  inputs as the network will get them; some hundred are enough
     * @throws IllegalArgumentException if no sample reached a layer
     */
    public static Layer int8(Layer network, Supplier<Observer> observer, Iterable<Tensor> samples) {
        Layer folded = Folding.fold(network);
        Map<String, Observer> observers = new LinkedHashMap<>();
        Layer watched = walk("", folded, (path, layer) -> {
            if (!(layer instanceof Linear || layer instanceof Conv2d)) {
                return layer;
            }
            observers.put(path, observer.get());
            return new Observed(layer, observers.get(path));
        });
        watched.eval();
        Tracking.off(() -> {
            samples.forEach(watched::forward);
            return watched;
        });
        observers.forEach((path, seen) -> {
            if (seen.min() == 0 && seen.max() == 0) {
                throw new IllegalArgumentException("Quantization.int8: the layer \"" + path + "\" saw no number but 0. Give samples like the network's inputs.");
            }
        });
        return replaced(folded, Int8Weight::of, path -> observers.get(path).parameters(Scheme.AFFINE));
    }

    /**
     * Four bits a weight, with a scale for each group of so many neighbours; inputs stay as they are. Embeddings get bytes: few of their rows are read, and errors there reach all layers.
     *
     * @param group 32 or 64
     */
    public static Layer int4(Layer network, int group) {
        return replaced(Folding.fold(network), weight -> Int4Weight.of(weight, group), path -> null);
    }

    /**
     * Replaces layers in a tree: where {@code change} gives another layer that one is taken; else the children are looked at, and the layer is built of what became of them.
     *
     * @param path   of the layer
     * @param change of path and layer; the same layer to leave it
     */
    static Layer walk(String path, Layer layer, BiFunction<String, Layer, Layer> change) {
        // tito:begin compress.network
        Layer changed = change.apply(path, layer);
        return changed != layer ? changed : layer.with((name, child) -> walk(Paths.join(path, name), child, change));
        // tito:end
    }

    /** Every layer with a weight replaced. Layers that share one, as a GPT's embedding and its last layer do, share the new one too. */
    private static Layer replaced(Layer network, Function<Tensor, QuantizedWeight> quantize, Function<String, QuantParameters> inputs) {
        Map<Tensor, QuantizedWeight> done = new IdentityHashMap<>();
        Layer small = Tracking.off(() -> walk("", network, (path, layer) -> {
            Tensor bias = layer.children().isEmpty() ? layer.parameters().get("bias") : null;
            return switch (layer) {
                case Embedding e -> new QuantizedEmbedding(done.computeIfAbsent(e.weight(), Int8Weight::of));
                case Linear l -> new QuantizedLinear(done.computeIfAbsent(l.parameters().get("weight"), quantize), bias, inputs.apply(path));
                case Conv2d c -> convolution(c, quantize.apply(c.weight()), bias, inputs.apply(path));
                default -> layer;
            };
        }));
        return small.eval();
    }

    static Layer convolution(Conv2d original, QuantizedWeight weight, Tensor bias, QuantParameters input) {
        return QuantizedLayers.convolution(original.convolution(), original.weight().dims(), weight, bias, input);
    }

    /** Bytes of all quantised weights of a network, with their scales, by their layers' paths. */
    public static Map<String, Long> weightBytes(Layer network) {
        Map<String, Long> bytes = new LinkedHashMap<>();
        walk("", network, (path, layer) -> {
            if (layer instanceof Quantized quantized) {
                bytes.put(path, quantized.weightBytes());
            }
            return layer;
        });
        return bytes;
    }
}
