package tinytorch.nn.spatial;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.autograd.Autograd;
import tinytorch.nn.Layer;
import tinytorch.nn.network.CrossEntropy;
import tinytorch.optim.SGD;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;

@Tag("spatial.blocks")
class BlocksTest {
    private static final Tolerance NORMALISED = new Tolerance(5e-5, 5e-5);

    private static String classes(List<Layer> layers) {
        return layers.stream().map(layer -> layer.getClass().getSimpleName()).toList().toString();
    }

    @Test
    void aBlockOfZerosIsTheWayAroundIt() {
        ResidualBlock block = new ResidualBlock(2, 2, 1, new SplittableRandom(1));
        BatchNormTest.set(block.parameters().get("bn2.weight"), Tensor.scalar(0));
        Tensor x = random(1, 2, 2, 4, 4);
        check("ResidualBlock.forward", x).because("without a correction the output is relu(x)")
                .gives(() -> values(block.forward(x)), values(x.maximum(0)));
    }

    @Test
    void theCorrectionCanBeNegative() {
        ResidualBlock block = new ResidualBlock(1, 1, 1, new SplittableRandom(1));
        BatchNormTest.set(block.parameters().get("bn2.weight"), Tensor.scalar(0));
        BatchNormTest.set(block.parameters().get("bn2.bias"), Tensor.scalar(-1));
        Tensor x = Tensor.full(3, 1, 1, 2, 2);
        check("ResidualBlock.forward", x).because("3 - 1: the last ReLU comes after the sum")
                .gives(() -> values(block.forward(x)), values(Tensor.full(2, 1, 1, 2, 2)));
    }

    @Test
    void aBlockAgreesWithPyTorch() {
        for (Golden.Case c : Cases.of("block")) {
            ResidualBlock block = Cases.load(new ResidualBlock(c.args().get("in").asInt(), c.args().get("out").asInt(),
                    c.args().get("stride").asInt(), new SplittableRandom(1)), c);
            if (!c.args().get("train").asBoolean()) {
                block.eval();
            }
            Tensor x = tensor(c.inputs().getFirst());
            check("ResidualBlock.forward, " + c.name(), x).because("the block of torchvision gives this").within(NORMALISED)
                    .gives(() -> values(block.forward(x)), c.output());
        }
    }

    @Test
    void aSmallVggIsBlocksAndALinearLayer() {
        SmallVgg network = Check.call("SmallVgg").run(() -> new SmallVgg(1, 8, new int[] {2, 3}, 5, new SplittableRandom(1)));
        Check.call("SmallVgg(8 x 8, blocks of 2 and 3 channels)").equal(() -> classes(network.layers()),
                "[Conv2d, BatchNorm2d, MaxPool2d, ActivationLayer, Conv2d, BatchNorm2d, MaxPool2d, ActivationLayer, Flatten, Linear]");
        Check.call("SmallVgg.parameters").because("as torch.nn.Sequential names them; a convolution before a normalisation has no bias")
                .equal(() -> network.parameters().keySet().toString(),
                "[0.weight, 1.weight, 1.bias, 4.weight, 5.weight, 5.bias, 9.weight, 9.bias]");
        Check.call("SmallVgg, linear layer").because("3 channels of 2 x 2 pixels are left")
                .equal(() -> network.parameters().get("9.weight").shape().toString(), "(5, 12)");
        Tensor x = random(1, 2, 1, 8, 8);
        check("SmallVgg.forward", x).equal(() -> network.forward(x).shape().toString(), "(2, 5)");
    }

    @Test
    void theNetworkForCifarHas113962Parameters() {
        Check.call("SmallVgg.parameterCount").because("the same network in PyTorch has as many")
                .equal(() -> new SmallVgg(new SplittableRandom(1)).parameterCount(), 113_962L);
    }

    @Test
    @LookAt("SmallVgg.layers")
    void aSmallVggAgreesWithPyTorch() {
        for (Golden.Case c : Cases.of("vgg")) {
            int[] widths = c.args().get("widths").valueStream().mapToInt(node -> node.asInt()).toArray();
            SmallVgg fresh = Check.call("SmallVgg").run(() -> new SmallVgg(c.args().get("channels").asInt(), c.args().get("size").asInt(), widths,
                    c.args().get("classes").asInt(), new SplittableRandom(1)));
            SmallVgg network = Cases.load(fresh, c);
            if (!c.args().get("train").asBoolean()) {
                network.eval();
            }
            Tensor x = tensor(c.inputs().getFirst());
            check("SmallVgg.forward, " + c.name(), x).because("torch.nn.Sequential of the same layers gives this").within(NORMALISED)
                    .gives(() -> values(network.forward(x)), c.output());
        }
    }

    @Test
    void leNetReadsDigits() {
        LeNet network = Check.call("LeNet").run(() -> new LeNet(10, new SplittableRandom(1)));
        Check.call("LeNet").equal(() -> classes(network.layers()),
                "[Conv2d, ActivationLayer, AvgPool2d, Conv2d, ActivationLayer, AvgPool2d, Flatten, "
                + "Linear, ActivationLayer, Linear, ActivationLayer, Linear]");
        Check.call("LeNet.parameterCount").equal(network::parameterCount, 61_706L);
        Tensor x = random(1, 2, 1, 28, 28);
        check("LeNet.forward", x).equal(() -> network.forward(x).shape().toString(), "(2, 10)");
    }

    @Test
    @LookAt("SmallResNet.stage")
    void aSmallResNetTakesImagesOfAnySize() {
        SmallResNet network = Check.call("SmallResNet").run(() -> new SmallResNet(1, 10, new SplittableRandom(1)));
        Check.call("SmallResNet(1).parameterCount").because("8 layers with weights").equal(network::parameterCount, 78_042L);
        Check.call("SmallResNet(3).parameterCount").because("ResNet-20, with projections")
                .equal(() -> new SmallResNet(3, 10, new SplittableRandom(1)).parameterCount(), 272_474L);
        for (int size : new int[] {8, 11}) {
            Tensor x = random(1, 2, 3, size, size);
            check("SmallResNet.forward", x).equal(() -> network.forward(x).shape().toString(), "(2, 10)");
        }
    }

    /** Stripes that run down (class 0) or across (class 1), shifted at random. */
    @Test
    void aSmallVggLearnsToTellStripesApart() {
        SplittableRandom random = new SplittableRandom(3);
        SmallVgg network = Check.call("SmallVgg").run(() -> new SmallVgg(1, 8, new int[] {4, 4}, 2, random));
        Tensor x = Tensor.zeros(32, 1, 8, 8);
        Tensor classes = Tensor.zeros(32);
        for (int n = 0; n < 32; n++) {
            int shift = random.nextInt(2);
            classes.set(n % 2, n);
            for (int i = 0; i < 64; i++) {
                x.set(((n % 2 == 0 ? i % 8 : i / 8) + shift) % 2, n, 0, i / 8, i % 8);
            }
        }
        SGD optimizer = new SGD(network.parameters(), 0.1);
        float first = 0;
        float last = 0;
        for (int step = 0; step < 15; step++) {
            network.zeroGrad();
            Tensor loss = Tensor.apply(new CrossEntropy(), network.forward(x), classes);
            Autograd.backward(loss);
            optimizer.step();
            first = step == 0 ? loss.item() : first;
            last = loss.item();
        }
        Check.call("15 steps of training").because("convolutions, normalisations and pooling hand their gradients on, so the loss falls")
                .holds(last < 0.1 && last < first, "a loss below 0.1", "from " + first + " to " + last);
    }
}
