package tinytorch.nn.spatial;

import java.util.function.BiFunction;
import java.util.random.RandomGenerator;

import tinytorch.nn.Flatten;
import tinytorch.nn.Layer;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.network.Linear;
import tinytorch.nn.network.Sequential;
import tinytorch.tensor.Tensor;

/**
 * The ResNets that He and others built for CIFAR-10 ("Deep Residual Learning for Image Recognition", section 4.2): a 3 x 3 convolution to 16
 * channels, three stages of {@link ResidualBlock}s with 16, 32 and 64 channels, each stage but the first at half the size, the average of every
 * channel, one linear layer. With n blocks a stage it has 6n + 2 layers with weights: n = 3 is ResNet-20. Where the shape changes, the way around is
 * a projection.
 *
 * <pre>
 * input    (N, 3, H, W)      any size: the average at the end makes it 1 x 1
 * output   (N, classes)
 * </pre>
 */
public final class SmallResNet extends Layer {
    private final Layer conv1;
    private final Layer bn1;
    private final Layer stages;
    private final Layer head;

    /**
     * A network for colour images.
     *
     * @param blocks a stage: 1 gives 8 layers, 3 give 20
     */
    public SmallResNet(int blocks, int classes, RandomGenerator random) {
        if (blocks < 1) {
            throw new IllegalArgumentException("SmallResNet: a stage needs one block or more, got " + blocks + ".");
        }
        this.conv1 = child("conv1", new Conv2d(3, 16, Convolution.square(Window.of(3).padding(1)), false, random));
        this.bn1 = child("bn1", new BatchNorm2d(16));
        this.stages = child("stages", new Sequential(stage(16, 16, 1, blocks, random), stage(16, 32, 2, blocks, random),
                stage(32, 64, 2, blocks, random)));
        this.head = child("head", new Sequential(new AdaptiveAvgPool2d(1), new Flatten(), new Linear(64, classes, random)));
    }

    /** The parts of another, with those of them that {@code change} replaces. */
    private SmallResNet(SmallResNet parts, BiFunction<String, Layer, Layer> change) {
        this.conv1 = child("conv1", change.apply("conv1", parts.conv1));
        this.bn1 = child("bn1", change.apply("bn1", parts.bn1));
        this.stages = child("stages", change.apply("stages", parts.stages));
        this.head = child("head", change.apply("head", parts.head));
    }

    @Override
    public SmallResNet with(BiFunction<String, Layer, Layer> change) {
        return new SmallResNet(this, change);
    }

    /**
     * So many blocks one after the other. The first goes from {@code in} to {@code out} channels with the stride; the others keep the shape:
     * {@code out} to {@code out}, stride 1.
     */
    private static Sequential stage(int in, int out, int stride, int blocks, RandomGenerator random) {
        // tito:begin spatial.blocks
        Layer[] layers = new Layer[blocks];
        for (int i = 0; i < blocks; i++) {
            layers[i] = i == 0 ? new ResidualBlock(in, out, stride, random) : new ResidualBlock(out, out, 1, random);
        }
        return new Sequential(layers);
        // tito:end
    }

    @Override
    public Tensor forward(Tensor input) {
        Tensor first = Tensor.apply(new ReLU(), bn1.forward(conv1.forward(input)));
        return head.forward(stages.forward(first));
    }
}
