package tinytorch.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import tinytorch.data.SplitMix;
import tinytorch.nn.ActivationLayer;
import tinytorch.nn.Flatten;
import tinytorch.nn.Layer;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.network.Linear;
import tinytorch.nn.network.Sequential;
import tinytorch.nn.spatial.SmallResNet;
import tinytorch.nn.spatial.SmallVgg;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.text.transformer.Gpt;
import tinytorch.text.transformer.GptConfig;

/** Small submissions. */
final class Samples {
    private Samples() {
    }

    static byte[] mlp() {
        return mlp(16);
    }

    static byte[] mlp(int hidden) {
        SplitMix random = SplitMix.of(1);
        return SubmissionWriter.images(Task.MNIST, new Sequential(new Flatten(), new Linear(784, hidden, random), new ActivationLayer(new ReLU()), new Linear(hidden, 10, random)), null, Encoding.F32);
    }

    /** A linear layer behind the flattened image, kept so. */
    static byte[] small(Encoding encoding) {
        Sequential network = new Sequential(new Flatten(), new Linear(784, 10, SplitMix.of(4)));
        thin(network);
        return SubmissionWriter.images(Task.MNIST, network, null, encoding);
    }

    /** A layer that is done so many times with the same weight: little to store, much to do. */
    static byte[] repeated(int times) {
        SplitMix random = SplitMix.of(5);
        int width = 1_500;
        Parts parts = new Parts(SubmissionWriter.images(Task.MNIST, new Sequential(new Flatten(), new Linear(784, width, random), new Linear(width, width, random), new Linear(width, 10, random)), null,
                Encoding.F16));
        String last = "n2";
        for (int i = 0; i < times; i++) {
            parts.nodes().insert(parts.nodes().size() - 1, parts.node(2).deepCopy().put("name", "again" + i));
            parts.node(parts.nodes().size() - 2).putArray("inputs").add(last);
            last = "again" + i;
        }
        parts.node(parts.nodes().size() - 1).putArray("inputs").add(last);
        return parts.zip();
    }

    static byte[] gpt(int context) {
        return SubmissionWriter.text(new Gpt(new GptConfig(65, context, 1, 2, 8, true), SplitMix.of(2)), Task.ALPHABET, Encoding.F32);
    }

    /** All its logits are 0. */
    static byte[] ignorantGpt() {
        Gpt gpt = new Gpt(new GptConfig(65, 32, 1, 2, 8, true), SplitMix.of(2));
        Tensor table = gpt.stateDict().get("transformer.wte.weight");
        Tracking.off(() -> table.copyFrom(Tensor.zeros(table.dims())));
        return SubmissionWriter.text(gpt, Task.ALPHABET, Encoding.F32);
    }

    /** Every task, in every way to keep weights. */
    static List<byte[]> all() {
        List<byte[]> all = new ArrayList<>(List.of(mlp()));
        SplitMix random = SplitMix.of(3);
        for (Encoding encoding : Encoding.values()) {
            Layer convolutions = new SmallVgg(3, 32, new int[] {4, 8}, 10, random).eval();
            Layer residual = new SmallResNet(1, 10, random).eval();
            Gpt gpt = new Gpt(new GptConfig(65, 16, 1, 2, 16, true), random);
            Stream.of(convolutions, residual, gpt).forEach(Samples::thin);
            all.add(SubmissionWriter.images(Task.CIFAR10, convolutions, null, encoding));
            all.add(SubmissionWriter.images(Task.CIFAR10, residual, null, encoding));
            all.add(SubmissionWriter.text(gpt, Task.ALPHABET, encoding));
        }
        return all;
    }

    /** Sets three of four weights to 0, so that there is something to leave out. */
    private static void thin(Layer network) {
        Tracking.off(() -> {
            network.parameters().forEach((name, tensor) -> {
                for (int i = 0; name.endsWith("weight") && tensor.rank() > 1 && i < tensor.size(); i++) {
                    tensor.data()[i] = i % 4 == 0 ? tensor.data()[i] : 0;
                }
            });
            return network;
        });
    }
}
