package tinytorch.contest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tinytorch.data.Cifar10;
import tinytorch.data.Mnist;
import tinytorch.data.SplitMix;
import tinytorch.milestones.cnn.Model;
import tinytorch.model.Task;
import tinytorch.nn.Layer;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.network.MLP;
import tinytorch.nn.spatial.Normalize;
import tinytorch.nn.spatial.SmallVgg;
import tinytorch.tensor.Tensor;

/**
 * Which of the course's image networks has these weights: the one whose state has the same names and shapes. So every file that a milestone or a lab ever
 * wrote is understood, whatever its notes say; and networks that lost units by pruning too, because widths are read from the shapes.
 */
final class Architectures {
    private Architectures() {
    }

    /** The network with these weights, in eval mode; empty if it is none that the course has. */
    static Optional<Contender> of(Map<String, Tensor> state) {
        return Stream.of(mlp(state), vgg(state), photographs(Model.RESNET), photographs(Model.LENET)).flatMap(Optional::stream)
                .filter(candidate -> fits(candidate.network().stateDict(), state)).findFirst()
                .map(candidate -> {
                    candidate.network().loadStateDict(state);
                    return candidate;
                });
    }

    private static boolean fits(Map<String, Tensor> wanted, Map<String, Tensor> state) {
        return wanted.keySet().equals(state.keySet())
                && wanted.entrySet().stream().allMatch(entry -> Arrays.equals(entry.getValue().dims(), state.get(entry.getKey()).dims()));
    }

    private static Optional<Contender> photographs(Model model) {
        return Optional.of(photographs(model.make(SplitMix.of(0))));
    }

    private static Contender photographs(Layer network) {
        return new Contender.Images(Task.CIFAR10, network, Normalize.CIFAR10);
    }

    /** A perceptron has linear layers at 0, 2, 4 ... and activations between. */
    private static Optional<Contender> mlp(Map<String, Tensor> state) {
        List<Integer> sizes = widths(state, 2, 2);
        if (sizes.isEmpty()) {
            return Optional.empty();
        }
        sizes.addFirst(state.get("0.weight").dim(1));
        return sizes.getFirst() == Mnist.SHAPE.size() ? Optional.of(new Contender.Images(Task.MNIST, new MLP(array(sizes), new ReLU(), SplitMix.of(0)), null)) : Optional.empty();
    }

    /** A {@link SmallVgg} has convolutions at 0, 4, 8 ... and a linear layer at the end. */
    private static Optional<Contender> vgg(Map<String, Tensor> state) {
        List<Integer> widths = widths(state, 4, 4);
        Tensor last = state.get((4 * widths.size() + 1) + ".weight");
        if (widths.isEmpty() || last == null) {
            return Optional.empty();
        }
        int channels = state.get("0.weight").dim(1);
        boolean digits = channels == Mnist.SHAPE.dim(0);
        int size = (digits ? Mnist.SHAPE : Cifar10.SHAPE).dim(1);
        if (size % (1 << widths.size()) != 0) {
            return Optional.empty();
        }
        Layer network = new SmallVgg(channels, size, array(widths), last.dim(0), SplitMix.of(0));
        return Optional.of(digits ? new Contender.Images(Task.MNIST, network, null) : photographs(network));
    }

    /** The first lengths of the weights of this rank at 0, {@code step}, 2 {@code step} ..., as far as there are any. */
    private static List<Integer> widths(Map<String, Tensor> state, int step, int rank) {
        List<Integer> widths = new ArrayList<>();
        for (int i = 0; state.get(i + ".weight") instanceof Tensor weight && weight.rank() == rank; i += step) {
            widths.add(weight.dim(0));
        }
        return widths;
    }

    private static int[] array(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }
}
