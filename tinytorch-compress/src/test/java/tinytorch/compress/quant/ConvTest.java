package tinytorch.compress.quant;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.nn.spatial.Convolution;
import tinytorch.nn.spatial.Window;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("compress.conv")
class ConvTest {
    private static final Tolerance SUMS = new Tolerance(1e-4, 1e-4);

    /** A layer on an image of whole vectors, before a test needs anything that quantises numbers one by one. */
    @BeforeEach
    void onOnes() {
        QuantizedConv2d layer = new QuantizedConv2d(Convolution.square(Window.of(1)), Bytes.weight(1, 1, 1), null, new QuantParameters(1, 0));
        check("QuantizedConv2d.forward", Tensor.ones(1, 1, 8, 8)).run(() -> layer.forward(Tensor.ones(1, 1, 8, 8)));
    }

    /** Against module 10's convolution of what is left of input and kernels. */
    private static void agrees(Convolution convolution, int n, int in, int out, int height, int width, QuantParameters input, boolean biased) {
        Tensor x = random(n + out, n, in, height, width).add(input == null ? 1.5f : 0);
        int kh = convolution.height().size();
        int kw = convolution.width().size();
        int[] kernels = {out, in / convolution.groups(), kh, kw};
        Int8Weight weight = Bytes.weight(in, out, in / convolution.groups() * kh * kw);
        Tensor bias = biased ? random(out, out) : null;
        check("QuantizedConv2d.forward", x).run(() -> new QuantizedConv2d(convolution, weight, bias, new QuantParameters(1, 0)).forward(x));
        Tensor rounded = input == null ? Bytes.rounded(x) : Bytes.rounded(x, input);
        Tensor left = weight.dequantize().reshape(kernels);
        Tensor expected = biased ? Tensor.apply(convolution, rounded, left, bias) : Tensor.apply(convolution, rounded, left);
        check("QuantizedConv2d(" + convolution + ", " + out + " kernels).forward", x).because("the convolution of what is left of input and kernels").within(SUMS)
                .gives(() -> values(new QuantizedConv2d(convolution, weight, bias, input).forward(x)), values(expected));
    }

    @Test
    void oneByOneIsALinearLayer() {
        Tensor x = tensor(new int[] {1, 2, 1, 2}, 1, 2, 3, 4);
        Int8Weight weight = Int8Weight.read(tensor(new int[] {1, 2}, 127, 127), tensor(new int[] {1}, 1));
        QuantizedConv2d layer = new QuantizedConv2d(Convolution.square(Window.of(1)), weight, tensor(new int[] {1}, 10), new QuantParameters(1, -3));
        check("QuantizedConv2d.forward", x).because("127 * (1 + 3) + 10 and 127 * (2 + 4) + 10").gives(() -> values(layer.forward(x)), Values.of(new double[] {518, 772}, 1, 1, 1, 2));
    }

    @Test
    void paddingIsTheZeroPoint() {
        Tensor x = tensor(new int[] {1, 1, 1, 1}, 5);
        Int8Weight weight = Int8Weight.read(Tensor.ones(1, 9).mul(127), tensor(new int[] {1}, 1));
        QuantizedConv2d layer = new QuantizedConv2d(Convolution.square(Window.of(3).padding(1)), weight, null, new QuantParameters(1, -100));
        check("QuantizedConv2d.forward", x).because("eight pixels around it are 0, whose byte is -100").gives(() -> values(layer.forward(x)), Values.of(new double[] {635}, 1, 1, 1, 1));
    }

    @Test
    void windowsOfEveryKind() {
        agrees(Convolution.square(Window.of(3).padding(1)), 2, 3, 8, 8, 8, null, false);
        agrees(Convolution.square(Window.of(3)), 1, 2, 5, 7, 9, null, true);
        agrees(Convolution.square(Window.of(3).padding(1).stride(2)), 2, 4, 7, 9, 6, null, true);
        agrees(new Convolution(Window.of(1), Window.of(5).padding(2).dilation(2), 1), 1, 3, 6, 5, 11, new QuantParameters(0.03f, 17), true);
        agrees(Convolution.square(Window.of(5)), 3, 1, 12, 14, 13, null, true);
    }

    @Test
    @LookAt({"BytePatches.pad", "QuantizedConv2d.image"})
    void groupsSeeTheirOwnChannels() {
        Window window = Window.of(3).padding(1);
        agrees(new Convolution(window, window, 2), 2, 4, 14, 6, 6, null, true);
        agrees(new Convolution(window, window, 5), 1, 5, 5, 8, 5, null, false);
    }

    @Test
    void morePlacesThanAPanelHas() {
        agrees(Convolution.square(Window.of(3).padding(1)), 1, 2, 9, 17, 19, null, true);
    }

    @Test
    void readsEveryMemoryLayout() {
        Tensor x = random(1, 2, 3, 5, 4);
        QuantizedConv2d layer = new QuantizedConv2d(Convolution.square(Window.of(3).padding(1)), Bytes.weight(2, 6, 27), null, new QuantParameters(0.02f, 9));
        Tensor expected = check("QuantizedConv2d.forward", x).run(() -> layer.forward(x));
        for (Tensor view : layouts(x)) {
            check("QuantizedConv2d.forward", view).because("a view must give what its contiguous copy gives").within(Tolerance.EXACT).gives(() -> values(layer.forward(view)), values(expected));
        }
    }

    @Test
    void refusesOtherChannels() {
        QuantizedConv2d layer = new QuantizedConv2d(Convolution.square(Window.of(1)), Bytes.weight(1, 4, 3), null, new QuantParameters(0.02f, 9));
        check("QuantizedConv2d.forward", random(1, 1, 3, 2, 2)).run(() -> layer.forward(random(1, 1, 3, 2, 2)));
        check("QuantizedConv2d.forward", random(1, 1, 2, 2, 2)).refuses(ShapeException.class, () -> layer.forward(random(1, 1, 2, 2, 2)), "(N, 3, H, W)", "(1, 2, 2, 2)");
    }
}
