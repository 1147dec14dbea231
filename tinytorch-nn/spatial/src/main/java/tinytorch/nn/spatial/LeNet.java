package tinytorch.nn.spatial;

import java.util.random.RandomGenerator;

import tinytorch.nn.ActivationLayer;
import tinytorch.nn.Flatten;
import tinytorch.nn.Layer;
import tinytorch.nn.activation.Tanh;
import tinytorch.nn.network.Linear;
import tinytorch.nn.network.Sequential;

/**
 * LeNet-5, which read the digits on cheques from 1995 on. (LeCun, Bottou, Bengio and Haffner, "Gradient-Based Learning Applied to Document
 * Recognition", 1998.) As it is built today: every kernel of the second convolution sees all channels, pooling has no weights, and the last layer is
 * linear.
 *
 * <pre>
 * (N, 1, 28, 28)  conv 5x5, padding 2, tanh  (N, 6, 28, 28)   average 2x2  (N, 6, 14, 14)
 *                 conv 5x5, tanh             (N, 16, 10, 10)  average 2x2  (N, 16, 5, 5)
 *                 linear to 120, tanh, linear to 84, tanh, linear to the classes
 * </pre>
 *
 * 61,706 parameters for 10 classes: a digit's image costs more multiplications than one of an MLP with as many weights, because each weight of a
 * kernel is used at every place.
 */
public final class LeNet extends Sequential {

    /** A network for grey images of 28 x 28 pixels, such as those of MNIST. */
    public LeNet(int classes, RandomGenerator random) {
        super(layers(classes, random));
    }

    /**
     * The layers of the table above, in their order: 12, with a {@link Tanh} as a layer and a {@link Flatten} before the first {@link Linear}. All
     * have biases.
     */
    private static Layer[] layers(int classes, RandomGenerator random) {
        // tito:begin spatial.blocks
        return new Layer[] {
            new Conv2d(1, 6, Window.of(5).padding(2), random), new ActivationLayer(new Tanh()), new AvgPool2d(2),
            new Conv2d(6, 16, Window.of(5), random), new ActivationLayer(new Tanh()), new AvgPool2d(2),
            new Flatten(), new Linear(16 * 5 * 5, 120, random), new ActivationLayer(new Tanh()),
            new Linear(120, 84, random), new ActivationLayer(new Tanh()), new Linear(84, classes, random)};
        // tito:end
    }
}
