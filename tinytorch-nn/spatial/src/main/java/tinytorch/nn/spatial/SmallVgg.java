package tinytorch.nn.spatial;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

import tinytorch.nn.ActivationLayer;
import tinytorch.nn.Flatten;
import tinytorch.nn.Layer;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.network.Linear;
import tinytorch.nn.network.Sequential;

/**
 * A small network of the VGG kind: blocks of a 3 x 3 convolution, batch normalisation, 2 x 2 max pooling and ReLU, each with half the height and
 * width and more channels; then one linear layer. (Simonyan and Zisserman, "Very Deep Convolutional Networks for Large-Scale Image Recognition",
 * 2014; batch normalisation came a year later.)
 *
 * <p>{@code new SmallVgg(random)}, for CIFAR-10: (N, 3, 32, 32) to (N, 10), 113,962 parameters. The convolutions have no bias: the normalisation
 * behind them would take it away. Parameters are named as {@code torch.nn.Sequential} names them: {@code 0.weight}, {@code 1.weight}, {@code 1.bias},
 * {@code 4.weight}, ...
 */
public final class SmallVgg extends Sequential {

    /** Images of 3 x 32 x 32, blocks of 32, 64 and 128 channels, 10 classes. */
    public SmallVgg(RandomGenerator random) {
        this(3, 32, new int[] {32, 64, 128}, 10, random);
    }

    /**
     * A network for square images.
     *
     * @param channels of an image
     * @param size     height and width of an image, a multiple of 2 to the number of blocks
     * @param widths   the channels after each block
     * @param classes  how many numbers come out
     */
    public SmallVgg(int channels, int size, int[] widths, int classes, RandomGenerator random) {
        super(layers(channels, size, widths, classes, random));
    }

    /**
     * The layers in order: for every width a convolution to so many channels (3 x 3, padding 1, no bias), a normalisation, max pooling of 2 x 2 and a
     * {@link ReLU}; then a {@link Flatten} and a {@link Linear}. Make them in this order, so that a seed always gives the same network.
     *
     * <p>ReLU before the pooling would give the same numbers, bit for bit, and the same gradients: neither changes which number is larger. After it,
     * there is a quarter of the numbers to read and write.
     *
     * <p>Worked example: size 32 and widths 32, 64, 128 leave 4 x 4 pixels in 128 channels, so the linear layer has 2048 inputs.
     */
    private static Layer[] layers(int channels, int size, int[] widths, int classes, RandomGenerator random) {
        if (widths.length == 0 || size < 1 || size % (1 << widths.length) != 0) {
            throw new IllegalArgumentException("SmallVgg: " + widths.length + " blocks halve the size " + size
                    + " as often. Give one block or more, and a multiple of " + (1 << widths.length) + ".");
        }
        // tito:begin spatial.blocks
        List<Layer> layers = new ArrayList<>();
        int in = channels;
        for (int out : widths) {
            layers.add(new Conv2d(in, out, Convolution.square(Window.of(3).padding(1)), false, random));
            layers.add(new BatchNorm2d(out));
            layers.add(new MaxPool2d(2));
            layers.add(new ActivationLayer(new ReLU()));
            in = out;
        }
        int last = size >> widths.length;
        layers.add(new Flatten());
        layers.add(new Linear(in * last * last, classes, random));
        return layers.toArray(Layer[]::new);
        // tito:end
    }
}
