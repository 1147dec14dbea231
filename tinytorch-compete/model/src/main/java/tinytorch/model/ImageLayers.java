package tinytorch.model;

import java.util.LinkedHashMap;
import java.util.Map;

import tinytorch.nn.ActivationLayer;
import tinytorch.nn.Dropout;
import tinytorch.nn.Flatten;
import tinytorch.nn.Identity;
import tinytorch.nn.Layer;
import tinytorch.nn.Residual;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.network.Linear;
import tinytorch.nn.network.Sequential;
import tinytorch.nn.spatial.AdaptiveAvgPool2d;
import tinytorch.nn.spatial.AvgPool2d;
import tinytorch.nn.spatial.BatchNorm2d;
import tinytorch.nn.spatial.Conv2d;
import tinytorch.nn.spatial.Convolution;
import tinytorch.nn.spatial.MaxPool2d;
import tinytorch.nn.spatial.ResidualBlock;
import tinytorch.nn.spatial.SmallResNet;
import tinytorch.nn.spatial.Window;
import tinytorch.tensor.Tensor;

/** The layers of an image network as nodes. */
final class ImageLayers {
    private final SubmissionWriter writer;
    /** Whether the images are vectors by now. */
    private boolean flat;

    ImageLayers(SubmissionWriter writer) {
        this.writer = writer;
    }

    /** Adds a layer that reads {@code x}; the name of what comes out, {@code x} itself if it does nothing. */
    String add(String path, Layer layer, String x) {
        Map<String, Tensor> own = layer.children().isEmpty() ? layer.stateDict() : Map.of();
        return switch (layer) {
            case Sequential sequential -> {
                String out = x;
                for (Map.Entry<String, Layer> child : sequential.children().entrySet()) {
                    out = add(Tensors.join(path, child.getKey()), child.getValue(), out);
                }
                yield out;
            }
            // A perceptron is often given its images as rows.
            case Linear _ -> writer.weighted(new LinearOp(), path, own.get("weight"), own.get("bias"), flattened(x));
            case Conv2d convolution -> writer.weighted(convolution(convolution.convolution()), path, own.get("weight"), own.get("bias"), x);
            case BatchNorm2d norm -> norm(path, norm, own, x);
            case ActivationLayer activation -> writer.node(ActivationOp.of(activation.activation()), x);
            case MaxPool2d pool -> writer.node(pool("max_pool2d", pool.window()), x);
            case AvgPool2d pool when pool.countPadding() || pool.window().padding() == 0 -> writer.node(pool("avg_pool2d", pool.window()), x);
            case AdaptiveAvgPool2d pool when pool.height() == pool.width() -> writer.node(new AdaptiveAvgPoolOp(pool.height()), x);
            case Flatten _ -> flattened(x);
            case Dropout _, Identity _ -> x;
            case Residual _ -> writer.node(new PairOp("add"), x, child(path, layer, "body", x));
            case ResidualBlock _ -> block(path, layer, x);
            case SmallResNet _ -> {
                String first = relu(child(path, layer, "bn1", child(path, layer, "conv1", x)));
                yield child(path, layer, "head", child(path, layer, "stages", first));
            }
            default -> throw new IllegalArgumentException("SubmissionWriter: the layer \"" + path + "\", " + layer + ", has no operation in a submission. Build the network of others.");
        };
    }

    private String child(String path, Layer layer, String name, String x) {
        return add(Tensors.join(path, name), layer.children().get(name), x);
    }

    private String flattened(String x) {
        if (flat) {
            return x;
        }
        flat = true;
        return writer.node(new FlattenOp(), x);
    }

    private String relu(String x) {
        return writer.node(ActivationOp.of(new ReLU()), x);
    }

    private String block(String path, Layer block, String x) {
        String hidden = relu(child(path, block, "bn1", child(path, block, "conv1", x)));
        String correction = child(path, block, "bn2", child(path, block, "conv2", hidden));
        String around = block.children().containsKey("downsample") ? child(path, block, "downsample", x) : x;
        return relu(writer.node(new PairOp("add"), correction, around));
    }

    private String norm(String path, BatchNorm2d norm, Map<String, Tensor> state, String x) {
        Map<String, Tensor> weights = new LinkedHashMap<>(state);
        weights.remove("num_batches_tracked");
        return writer.node(new BatchNorm2dOp(norm.eps()), path, weights, x);
    }

    private static Operation convolution(Convolution convolution) {
        Window window = convolution.height();
        Window across = convolution.width();
        if (window.stride() != across.stride() || window.padding() != across.padding() || window.dilation() != across.dilation()) {
            throw new IllegalArgumentException("SubmissionWriter: a convolution of a submission moves down as it moves across, got " + convolution + ".");
        }
        return new Conv2dOp(window.stride(), window.padding(), window.dilation(), convolution.groups());
    }

    private static Operation pool(String id, Window window) {
        if (window.dilation() != 1) {
            throw new IllegalArgumentException("SubmissionWriter: a pooling window of a submission has no gaps, got " + window + ".");
        }
        return new PoolOp(id, window.size(), window.stride(), window.padding());
    }
}
