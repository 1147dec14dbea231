package tinytorch.nn.spatial;

import java.util.function.BiFunction;
import java.util.random.RandomGenerator;

import tinytorch.nn.Identity;
import tinytorch.nn.Layer;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.network.Sequential;
import tinytorch.tensor.Tensor;

/**
 * Two 3 x 3 convolutions with a way around them: {@code relu(bn2(conv2(relu(bn1(conv1(x))))) + shortcut(x))}. (He, Zhang, Ren and Sun, "Deep Residual
 * Learning for Image Recognition", 2015; {@code BasicBlock} in torchvision, whose names these are.)
 *
 * <p>The way around is the input itself. Where the block changes the number of channels or the size, it is a 1 x 1 convolution with the block's
 * stride and a normalisation: {@code downsample.0.weight}, {@code downsample.1.weight}, ...
 */
public final class ResidualBlock extends Layer {
    private final Layer conv1;
    private final Layer bn1;
    private final Layer conv2;
    private final Layer bn2;
    private final Layer shortcut;

    /**
     * A block from images (N, in, H, W) to (N, out, H / stride, W / stride), rounded up.
     *
     * @param stride of the first convolution
     */
    public ResidualBlock(int in, int out, int stride, RandomGenerator random) {
        Window window = Window.of(3).padding(1);
        this.conv1 = child("conv1", new Conv2d(in, out, Convolution.square(window.stride(stride)), false, random));
        this.bn1 = child("bn1", new BatchNorm2d(out));
        this.conv2 = child("conv2", new Conv2d(out, out, Convolution.square(window), false, random));
        this.bn2 = child("bn2", new BatchNorm2d(out));
        this.shortcut = in == out && stride == 1 ? new Identity()
                : child("downsample", new Sequential(new Conv2d(in, out, Convolution.square(Window.of(1).stride(stride)), false, random),
                        new BatchNorm2d(out)));
    }

    /** The parts of another, with those of them that {@code change} replaces. */
    private ResidualBlock(ResidualBlock parts, BiFunction<String, Layer, Layer> change) {
        this.conv1 = child("conv1", change.apply("conv1", parts.conv1));
        this.bn1 = child("bn1", change.apply("bn1", parts.bn1));
        this.conv2 = child("conv2", change.apply("conv2", parts.conv2));
        this.bn2 = child("bn2", change.apply("bn2", parts.bn2));
        this.shortcut = parts.shortcut instanceof Identity ? parts.shortcut : child("downsample", change.apply("downsample", parts.shortcut));
    }

    @Override
    public ResidualBlock with(BiFunction<String, Layer, Layer> change) {
        return new ResidualBlock(this, change);
    }

    /** The formula above. The last ReLU comes after the sum: the correction that the convolutions make can be negative. */
    @Override
    public Tensor forward(Tensor input) {
        // tito:begin spatial.blocks
        Tensor hidden = Tensor.apply(new ReLU(), bn1.forward(conv1.forward(input)));
        Tensor correction = bn2.forward(conv2.forward(hidden));
        return Tensor.apply(new ReLU(), correction.add(shortcut.forward(input)));
        // tito:end
    }
}
