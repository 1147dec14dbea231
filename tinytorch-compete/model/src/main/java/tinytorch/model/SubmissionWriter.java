package tinytorch.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tinytorch.compress.quant.Folding;
import tinytorch.compress.quant.Quantization;
import tinytorch.compress.quant.QuantizedFile;
import tinytorch.nn.Layer;
import tinytorch.nn.network.SafeTensors;
import tinytorch.nn.spatial.Normalize;
import tinytorch.tensor.Tensor;
import tinytorch.text.transformer.Gpt;

/**
 * Packs a trained network of the library as a submission:
 *
 * <pre>{@code
 * byte[] zip = SubmissionWriter.images(Task.CIFAR10, network, Normalize.CIFAR10, Encoding.INT8);
 * byte[] zip = SubmissionWriter.text(gpt, tokenizer.characters(), Encoding.F16);
 * }</pre>
 *
 * <p>The network may be pruned, folded or both. It is not changed.
 */
public final class SubmissionWriter {
    private static final int GROUP = 32;
    private static final String INPUT = "x";

    private final List<Node> nodes = new ArrayList<>();
    private final Tensors tensors;

    private SubmissionWriter(Tensors tensors) {
        this.tensors = tensors;
    }

    /**
     * An image network.
     *
     * @param network   of linear layers, convolutions, normalisations, pooling, activations, {@code Residual}, {@code ResidualBlock} and {@code SmallResNet}
     * @param normalize what was done to its images; {@code null} if nothing
     * @throws IllegalArgumentException if a layer has no operation in the format; the message names it
     */
    public static byte[] images(Task task, Layer network, Normalize normalize, Encoding encoding) {
        return switch (encoding) {
            case INT8 -> images(task, network, Quantization.int8(network), normalize);
            case INT4 -> images(task, network, Quantization.int4(network, GROUP), normalize);
            default -> images(task, network, normalize, new Tensors(encoding, null));
        };
    }

    /** As {@link #images(Task, Layer, Normalize, Encoding)}, with the weights that {@link Quantization} made of the same network: the way to give calibrated ranges. */
    public static byte[] images(Task task, Layer network, Layer quantised, Normalize normalize) {
        return images(task, Folding.fold(network), normalize, new Tensors(Encoding.F16, QuantizedFile.content(quantised)));
    }

    private static byte[] images(Task task, Layer network, Normalize normalize, Tensors tensors) {
        SubmissionWriter writer = new SubmissionWriter(tensors);
        String x = normalize == null ? INPUT : writer.normalize(normalize);
        new ImageLayers(writer).add("", network, x);
        return writer.pack(task, null);
    }

    /**
     * A GPT of characters.
     *
     * @param alphabet the characters of its tokens, in their order
     */
    public static byte[] text(Gpt network, String alphabet, Encoding encoding) {
        return switch (encoding) {
            case INT8 -> text(network, alphabet, new Tensors(Encoding.F16, content(Quantization.int8(network))));
            case INT4 -> text(network, alphabet, new Tensors(Encoding.F16, content(Quantization.int4(network, GROUP))));
            default -> text(network, alphabet, new Tensors(encoding, null));
        };
    }

    private static SafeTensors content(Layer quantised) {
        return QuantizedFile.content(quantised);
    }

    private static byte[] text(Gpt network, String alphabet, Tensors tensors) {
        SubmissionWriter writer = new SubmissionWriter(tensors);
        new GptLayers(writer, network).add(INPUT);
        return writer.pack(Task.TINYGPT, new Graph.Text(alphabet, network.config().context()));
    }

    /** {@code (x - mean) / deviation} is a normalisation whose variance is known. */
    private String normalize(Normalize normalize) {
        int channels = normalize.mean().size();
        float[] mean = new float[channels];
        float[] variance = new float[channels];
        for (int c = 0; c < channels; c++) {
            mean[c] = normalize.mean().get(c);
            variance[c] = normalize.deviation().get(c) * normalize.deviation().get(c);
        }
        Map<String, Tensor> weights = new LinkedHashMap<>();
        weights.put("running_mean", Tensor.wrap(mean, channels));
        weights.put("running_var", Tensor.wrap(variance, channels));
        return node(new BatchNorm2dOp(1e-12), "normalize", weights, INPUT);
    }

    /**
     * Adds a node.
     *
     * @param path    of the layer, in front of its weights' names
     * @param weights by their roles; those that are {@code null} are not there
     * @return its name
     */
    String node(Operation operation, String path, Map<String, Tensor> weights, String... inputs) {
        Map<String, String> names = new LinkedHashMap<>();
        weights.forEach((role, tensor) -> {
            if (tensor != null) {
                names.put(role, tensors.add(Tensors.join(path, role), tensor));
            }
        });
        String range = operation.takes().contains("input") ? tensors.input(path) : null;
        if (range != null) {
            names.put("input", range);
        }
        String name = "n" + nodes.size();
        nodes.add(new Node(name, operation, List.of(inputs), names));
        return name;
    }

    /** Adds a node without weights. */
    String node(Operation operation, String... inputs) {
        return node(operation, "", Map.of(), inputs);
    }

    /** Adds a node that has the weight of a layer, and its bias if there is one. */
    String weighted(Operation operation, String path, Tensor weight, Tensor bias, String input) {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        weights.put("weight", weight);
        weights.put("bias", bias);
        return node(operation, path, weights, input);
    }

    private byte[] pack(Task task, Graph.Text text) {
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("SubmissionWriter: the network has no layer that does anything.");
        }
        Graph graph = new Graph(task, INPUT, nodes.getLast().name(), text, nodes, tensors.packed());
        return new Archive(GraphWriter.write(graph), tensors.safeTensors()).zip();
    }
}
