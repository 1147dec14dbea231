package tinytorch.nn.spatial;

import static tinytorch.nn.spatial.Cases.layouts;
import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("spatial.conv")
class ConvolutionTest {
    private static final Convolution SAME = Convolution.square(Window.of(3).padding(1));

    @Test
    void aKernelIsMovedOverTheImage() {
        Convolution line = new Convolution(Window.of(1), Window.of(3).padding(1), 1);
        Tensor x = tensor(shape(1, 1, 1, 3), 1, 2, 3);
        Tensor weight = tensor(shape(1, 1, 1, 3), 10, 20, 30);
        check("Convolution.forward", x, weight).because("in the middle 10 * 1 + 20 * 2 + 30 * 3; at the ends one element is in the padding")
                .gives(() -> values(line.forward(List.of(x, weight))), Values.of(new double[] {80, 140, 80}, 1, 1, 1, 3));
    }

    @Test
    void theOutputsOfAnImageLieOneAfterTheOther() {
        Tensor x = tensor(shape(2, 2, 1, 2), 1, 2, 3, 4, 5, 6, 7, 8);
        Tensor weight = tensor(shape(3, 2, 1, 1), 1, 0, 0, 1, 10, 10);
        check("Convolution.forward", x, weight)
                .because("kernel 0 copies channel 0, kernel 1 channel 1, kernel 2 adds both times 10; then the next image")
                .gives(() -> values(Convolution.square(Window.of(1)).forward(List.of(x, weight))),
                        Values.of(new double[] {1, 2, 3, 4, 40, 60, 5, 6, 7, 8, 120, 140}, 2, 3, 1, 2));
    }

    @Test
    void theBiasOfAKernelIsAddedToEveryPixelOfItsChannel() {
        Tensor x = tensor(shape(2, 1, 1, 2), 1, 2, 3, 4);
        Tensor weight = tensor(shape(2, 1, 1, 1), 1, 10);
        check("Convolution.forward", x, weight).because("100 for channel 0, 1000 for channel 1, in every image")
                .gives(() -> values(Convolution.square(Window.of(1)).forward(List.of(x, weight, vector(100, 1000)))),
                        Values.of(new double[] {101, 102, 1010, 1020, 103, 104, 1030, 1040}, 2, 2, 1, 2));
    }

    @Test
    void aKernelSeesTheChannelsOfItsGroupAlone() {
        Tensor x = tensor(shape(2, 2, 1, 1), 1, 10, 100, 1000);
        Tensor weight = tensor(shape(4, 1, 1, 1), 2, 3, 4, 5);
        check("Convolution.forward, 2 groups", x, weight).because("kernels 0 and 1 see channel 0, kernels 2 and 3 see channel 1")
                .gives(() -> values(new Convolution(Window.of(1), Window.of(1), 2).forward(List.of(x, weight))),
                        Values.of(new double[] {2, 3, 40, 50, 200, 300, 4000, 5000}, 2, 4, 1, 1));
    }

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case c : Cases.of("conv")) {
            List<Tensor> inputs = inputs(c);
            check("Convolution.forward, " + c.name(), inputs.get(0), inputs.get(1)).because("torch.nn.functional.conv2d gives this")
                    .gives(() -> values(Cases.convolution(c).forward(inputs)), c.outputs().get(0));
        }
    }

    /** Input, weight and perhaps bias of a case. */
    static List<Tensor> inputs(Golden.Case c) {
        List<Tensor> inputs = new ArrayList<>(List.of(tensor(c.inputs().get(0))));
        c.inputs().subList(2, c.inputs().size()).forEach(values -> inputs.add(tensor(values)));
        return inputs;
    }

    @Test
    void agreesWithADoubleReference() {
        for (int size : new int[] {1, 2, 9, 17}) {
            Tensor x = random(1, 3, 5, size, size + 1);
            Tensor weight = random(2, 7, 5, 3, 3);
            double[] expected = Reference.convolution(SAME, Reference.doubles(x), x.dims(), Reference.doubles(weight), weight.dims(), null);
            check("Convolution.forward", x, weight).because("45 products for each output, in plain loops").within(Tolerance.ofSum(45))
                    .gives(() -> values(SAME.forward(List.of(x, weight))), Values.of(expected, 3, 7, size, size + 1));
        }
    }

    @Test
    void readsInputsOfEveryMemoryLayout() {
        Tensor x = random(1, 2, 2, 4, 5);
        Tensor weight = random(2, 3, 2, 3, 3);
        Tensor bias = random(3, 3);
        Values expected = check("Convolution.forward", x, weight).run(() -> values(SAME.forward(List.of(x, weight, bias))));
        for (Tensor view : layouts(x)) {
            check("Convolution.forward: input", view).because("a view must give what its contiguous copy gives")
                    .gives(() -> values(SAME.forward(List.of(view, weight, bias))), expected);
        }
        for (Tensor view : layouts(weight)) {
            check("Convolution.forward: weight", view).because("a view must give what its contiguous copy gives")
                    .gives(() -> values(SAME.forward(List.of(x, view, bias))), expected);
        }
        for (Tensor view : layouts(bias)) {
            check("Convolution.forward: bias", view).because("a view must give what its contiguous copy gives")
                    .gives(() -> values(SAME.forward(List.of(x, weight, view))), expected);
        }
    }

    @Test
    void noImagesGiveNoOutputs() {
        Tensor x = tensor(shape(0, 2, 4, 4));
        check("Convolution.forward", x).gives(() -> values(SAME.forward(List.of(x, random(1, 3, 2, 3, 3)))), Values.of(new double[0], 0, 3, 4, 4));
    }

    @Test
    void refusesShapesThatDoNotFit() {
        Tensor x = random(1, 2, 4, 5, 5);
        Tensor weight = random(2, 6, 4, 3, 3);
        check("Convolution.forward", x, weight).run(() -> SAME.forward(List.of(x, weight)));
        Tensor image = random(1, 4, 5, 5);
        check("Convolution.forward", image, weight)
                .refuses(ShapeException.class, () -> SAME.forward(List.of(image, weight)), "(N, C, H, W)", "(4, 5, 5)", "unsqueeze");
        Tensor five = random(1, 2, 5, 5, 5);
        check("Convolution.forward", five, weight)
                .refuses(ShapeException.class, () -> SAME.forward(List.of(five, weight)), "4 channels", "(2, 5, 5, 5)", "(6, 4, 3, 3)");
        Convolution grouped = new Convolution(SAME.height(), SAME.width(), 4);
        Tensor narrow = random(2, 6, 1, 3, 3);
        check("Convolution.forward, 4 groups", x, narrow).because("6 kernels can't be cut into 4 groups")
                .refuses(ShapeException.class, () -> grouped.forward(List.of(x, narrow)), "multiple of groups");
        Tensor bias = random(1, 4);
        check("Convolution.forward", weight, bias).refuses(ShapeException.class, () -> SAME.forward(List.of(x, weight, bias)), "bias", "(4,)");
        Tensor small = random(1, 1, 4, 2, 2);
        check("Convolution.forward", small, weight)
                .refuses(ShapeException.class, () -> Convolution.square(Window.of(3)).forward(List.of(small, weight)), "2 x 2", "window");
    }

    @Test
    void theLayerHasPyTorchsParametersAndTheirFirstValues() {
        Conv2d layer = new Conv2d(4, 6, new Convolution(Window.of(3), Window.of(5), 2), true, new SplittableRandom(1));
        Tensor x = random(1, 1, 4, 5, 5);
        check("Conv2d.forward", x).equal(() -> layer.forward(x).shape().toString(), "(1, 6, 3, 1)");
        Check.call("Conv2d.parameters").equal(() -> layer.parameters().keySet().toString(), "[weight, bias]");
        Check.call("Conv2d.weight").because("(out, in / groups, kh, kw)").equal(() -> layer.weight().shape().toString(), "(6, 2, 3, 5)");
        double bound = 1 / Math.sqrt(2 * 3 * 5);
        for (Tensor parameter : layer.parameters().values()) {
            double largest = Math.max(parameter.max().item(), -parameter.min().item());
            check("Conv2d parameter", parameter).because("uniform between +-1 / sqrt(fan-in), and the fan-in is 2 * 3 * 5")
                    .holds(largest <= bound && largest > bound / 2, "the largest is a little below " + bound, largest);
        }
        Conv2d without = new Conv2d(4, 6, Convolution.square(Window.of(3)), false, new SplittableRandom(1));
        Check.call("Conv2d without bias, parameters").equal(() -> without.parameters().keySet().toString(), "[weight]");
        check("Conv2d.forward", x).because("the layer asks for gradients of its weight").equal(() -> without.forward(x).requiresGrad(), true);
    }
}
