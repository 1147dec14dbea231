package tinytorch.nn.network;

import java.util.Arrays;
import java.util.random.RandomGenerator;

import tinytorch.nn.ActivationLayer;
import tinytorch.nn.Layer;
import tinytorch.nn.activation.Activation;

/**
 * A multi-layer perceptron: linear layers with an activation between any two, none after the last, so that its outputs can be any
 * numbers ("logits"). {@code new MLP(new int[] {784, 128, 10}, new ReLU(), random)} takes 784 numbers and gives 10, through one
 * hidden layer of 128; it is {@code Sequential(Linear(784, 128), ReLU, Linear(128, 10))}, with parameters {@code 0.weight},
 * {@code 0.bias}, {@code 2.weight}, {@code 2.bias}, as {@code torchvision.ops.MLP} and any {@code nn.Sequential} name them.
 */
public final class MLP extends Sequential {

    /** Makes a linear layer between two sizes. */
    @FunctionalInterface
    interface LinearMaker {
        Linear make(int in, int out);
    }

    /** A network whose weights and biases start as PyTorch's do: see {@link Linear#Linear(int, int, RandomGenerator)}. */
    public MLP(int[] sizes, Activation activation, RandomGenerator random) {
        super(layers(sizes, activation, (in, out) -> new Linear(in, out, random)));
    }

    /** A network whose weights are initialised so and whose biases are 0. */
    public MLP(int[] sizes, Activation activation, Initializer weights, RandomGenerator random) {
        super(layers(sizes, activation, (in, out) -> new Linear(in, out, weights, random)));
    }

    /**
     * The layers between these sizes: a linear layer from each size to the next, made in this order (so that a seed always gives the
     * same network), and an {@link ActivationLayer} between any two of them. n sizes give n - 1 linear layers and n - 2
     * activations.
     *
     * <p>Worked example: sizes 2, 8, 4, 1 give {@code linear(2, 8), activation, linear(8, 4), activation, linear(4, 1)}.
     *
     * @param sizes  at least two: that of the input first, that of the output last
     * @param linear makes a linear layer
     */
    static Layer[] layers(int[] sizes, Activation activation, LinearMaker linear) {
        if (sizes.length < 2) {
            throw new IllegalArgumentException("MLP: sizes " + Arrays.toString(sizes) + " must hold the size of the input and that of the output at least.");
        }
        // tito:begin networks.mlp
        Layer[] layers = new Layer[2 * sizes.length - 3];
        for (int i = 0; i + 1 < sizes.length; i++) {
            layers[2 * i] = linear.make(sizes[i], sizes[i + 1]);
            if (i + 2 < sizes.length) {
                layers[2 * i + 1] = new ActivationLayer(activation);
            }
        }
        return layers;
        // tito:end
    }
}
