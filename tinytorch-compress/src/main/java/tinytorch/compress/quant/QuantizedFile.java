package tinytorch.compress.quant;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import tinytorch.nn.Layer;
import tinytorch.nn.network.Linear;
import tinytorch.nn.network.SafeTensors;
import tinytorch.nn.spatial.Conv2d;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.text.embedding.Embedding;

/**
 * A quantised network on disk, as {@code .safetensors}, where a byte is a byte:
 *
 * <pre>
 * 0.weight   I8  (out, in)                   or U8 (out, ceil(in / 2)): two numbers of four bits in each
 * 0.scale    F16 (out,)                      or (out, groups)
 * 0.bias     F16 (out,)                      as everything that is not quantised: the nearest halves
 * 0.input    F32 (2,)                        scale and zero point of the input, if it was calibrated
 * </pre>
 *
 * <p>A weight that two layers share is there once; the metadata says of whom the second has it.
 */
public final class QuantizedFile {
    private static final String TIED = "tied.";
    private static final String GROUP = "group";

    private QuantizedFile() {
    }

    /**
     * Writes a network that {@link Quantization} made.
     *
     * @param notes more metadata
     */
    public static void save(Path file, Layer network, Map<String, String> notes) throws IOException {
        SafeTensors content = content(network);
        Map<String, String> all = new LinkedHashMap<>(notes);
        all.putAll(content.metadata());
        SafeTensors.save(file, content.tensors(), content.types(), all);
    }

    /** What a file of such a network holds: tensors, their number types and, as metadata, {@code group} and for each layer that shares a weight {@code tied.PATH}, the path of the other. */
    public static SafeTensors content(Layer network) {
        QuantizedState state = state(network);
        Map<String, String> notes = new LinkedHashMap<>();
        state.tied().forEach((path, first) -> notes.put(TIED + path, first));
        if (state.group() > 0) {
            notes.put(GROUP, Integer.toString(state.group()));
        }
        return new SafeTensors(state.tensors(), state.types(), notes);
    }

    /** What a file of this network holds. */
    static QuantizedState state(Layer network) {
        QuantizedState state = new QuantizedState();
        fill(state, network);
        return state;
    }

    /**
     * Puts in the rest of the network's state, that is all that {@link Layer#stateDict} knows ({@link QuantizedState#numbers}), and every {@link Quantized} layer's parts under its path
     * ({@link Quantization#walk}, {@link QuantizedState#at}, {@link Quantized#store}).
     */
    private static void fill(QuantizedState state, Layer network) {
        // tito:begin compress.file
        network.stateDict().forEach(state::numbers);
        Quantization.walk("", network, (path, layer) -> {
            if (layer instanceof Quantized quantized) {
                state.at(path);
                quantized.store(state);
            }
            return layer;
        });
        // tito:end
    }

    /**
     * Reads a file: the network given says how layers are wired, the file what is in them.
     *
     * @param network a new network of the same kind: layers that were not quantised, such as norms, are its own afterwards
     * @return a quantised network, in eval mode
     * @throws IllegalArgumentException if the file's tensors are not those of this kind of network
     */
    public static Layer load(Path file, Layer network) throws IOException {
        SafeTensors content = SafeTensors.load(file);
        Map<String, Tensor> rest = new LinkedHashMap<>(content.tensors());
        Map<String, QuantizedWeight> weights = new HashMap<>();
        Layer small = Tracking.off(() -> Quantization.walk("", Folding.fold(network), (path, layer) -> {
            String source = content.metadata().getOrDefault(TIED + path, path);
            if (!content.tensors().containsKey(Paths.join(source, "scale")) || !layer.children().isEmpty()) {
                return layer;
            }
            QuantizedWeight weight = weights.computeIfAbsent(source, where -> weight(layer, content.metadata(), rest.remove(Paths.join(where, "weight")), rest.remove(Paths.join(where, "scale"))));
            Tensor bias = rest.remove(Paths.join(path, "bias"));
            QuantParameters input = input(rest.remove(Paths.join(path, "input")));
            return switch (layer) {
                case Embedding _ -> new QuantizedEmbedding(weight);
                case Linear _ -> new QuantizedLinear(weight, bias, input);
                case Conv2d c -> Quantization.convolution(c, weight, bias, input);
                default -> layer;
            };
        }));
        small.loadStateDict(rest);
        return small.eval();
    }

    private static QuantizedWeight weight(Layer layer, Map<String, String> notes, Tensor weight, Tensor scale) {
        if (scale.rank() == 1) {
            return QuantizedWeight.int8(weight, scale);
        }
        Tensor original = layer.parameters().get("weight");
        int columns = original.size() / original.dim(0);
        return QuantizedWeight.int4(weight, scale, columns, Integer.parseInt(notes.get(GROUP)));
    }

    private static QuantParameters input(Tensor numbers) {
        return numbers == null ? null : new QuantParameters(numbers.get(0), (int) numbers.get(1));
    }
}
