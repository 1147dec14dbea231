package tinytorch.nn.spatial;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.counting;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.Tensor;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("spatial.direct")
class DirectConvolutionTest {

    private static void gives(String why, Convolution convolution, Tensor x, Tensor weight, Tensor bias, double[] expected, int... shape) {
        check("DirectConvolution.convolve", x, weight).because(why)
                .gives(() -> values(DirectConvolution.convolve(convolution, x, weight, bias)), Values.of(expected, shape));
    }

    @Test
    void aKernelIsMovedOverTheImage() {
        gives("the window sees 1, 2 and then 2, 3: 10 * 1 + 20 * 2 = 50 and 10 * 2 + 20 * 3 = 80", new Convolution(Window.of(1), Window.of(2), 1),
                tensor(shape(1, 1, 1, 3), 1, 2, 3), tensor(shape(1, 1, 1, 2), 10, 20), null, new double[] {50, 80}, 1, 1, 1, 2);
        gives("the kernel is not turned around: its upper left number meets the upper left pixel", Convolution.square(Window.of(2)),
                tensor(shape(1, 1, 2, 2), 1, 2, 3, 4), tensor(shape(1, 1, 2, 2), 1000, 100, 10, 1), null, new double[] {1234}, 1, 1, 1, 1);
    }

    @Test
    void outsideOfTheImageIsZero() {
        gives("at place 0 the kernel's first element is in the padding: 20 * 1 + 30 * 2 = 80",
                new Convolution(Window.of(1), Window.of(3).padding(1), 1),
                tensor(shape(1, 1, 1, 3), 1, 2, 3), tensor(shape(1, 1, 1, 3), 10, 20, 30), null, new double[] {80, 140, 80}, 1, 1, 1, 3);
        gives("up and down as well", new Convolution(Window.of(3).padding(1), Window.of(1), 1),
                tensor(shape(1, 1, 3, 1), 1, 2, 3), tensor(shape(1, 1, 3, 1), 10, 20, 30), null, new double[] {80, 140, 80}, 1, 1, 3, 1);
    }

    @Test
    void strideSkipsPlacesAndDilationSkipsPixels() {
        gives("every second place", new Convolution(Window.of(1), Window.of(2).stride(2), 1),
                tensor(shape(1, 1, 1, 5), 1, 2, 3, 4, 5), tensor(shape(1, 1, 1, 2), 10, 1), null, new double[] {12, 34}, 1, 1, 1, 2);
        gives("the elements are two pixels apart", new Convolution(Window.of(1), Window.of(2).dilation(2), 1),
                tensor(shape(1, 1, 1, 5), 1, 2, 3, 4, 5), tensor(shape(1, 1, 1, 2), 10, 1), null, new double[] {13, 24, 35}, 1, 1, 1, 3);
    }

    @Test
    void channelsAreAddedUpAndEveryKernelMakesOne() {
        gives("kernel 0 sees 1 * 10 + 2 * 100, kernel 1 sees 1 * 3 + 2 * 4", Convolution.square(Window.of(1)),
                tensor(shape(1, 2, 1, 1), 1, 2), tensor(shape(2, 2, 1, 1), 10, 100, 3, 4), null, new double[] {210, 11}, 1, 2, 1, 1);
    }

    @Test
    void theBiasIsAddedOnceAtEveryPlace() {
        gives("not once for each channel or element", new Convolution(Window.of(1), Window.of(2), 1),
                tensor(shape(1, 2, 1, 3), 1, 1, 1, 1, 1, 1), tensor(shape(2, 2, 1, 2), 1, 1, 1, 1, 2, 2, 2, 2), vector(100, 1000),
                new double[] {104, 104, 1008, 1008}, 1, 2, 1, 2);
    }

    @Test
    void aKernelSeesTheChannelsOfItsGroupAlone() {
        gives("kernels 0 and 1 see channel 0, kernels 2 and 3 see channel 1", new Convolution(Window.of(1), Window.of(1), 2),
                tensor(shape(1, 2, 1, 1), 1, 10), tensor(shape(4, 1, 1, 1), 2, 3, 4, 5), null, new double[] {2, 3, 40, 50}, 1, 4, 1, 1);
    }

    @Test
    void everyImageIsTreatedByItself() {
        Tensor x = counting(3, 1, 1, 2).narrow(0, 1, 2);
        gives("the images begin inside of a larger array: mind the offset", new Convolution(Window.of(1), Window.of(2), 1), x,
                tensor(shape(1, 1, 1, 2), 10, 1), null, new double[] {23, 45}, 2, 1, 1, 1);
    }

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case c : Cases.of("conv")) {
            Tensor x = tensor(c.inputs().get(0));
            Tensor weight = tensor(c.inputs().get(2));
            Tensor bias = c.inputs().size() > 3 ? tensor(c.inputs().get(3)) : null;
            check("DirectConvolution.convolve, " + c.name(), x, weight).because("torch.nn.functional.conv2d gives this")
                    .gives(() -> values(DirectConvolution.convolve(Cases.convolution(c), x, weight, bias)), c.outputs().get(0));
        }
    }

    @Test
    void addsUpInDoublePrecision() {
        Tensor x = random(1, 1, 16, 9, 9);
        Tensor weight = random(2, 1, 16, 9, 9);
        Convolution convolution = Convolution.square(Window.of(9));
        double[] expected = Reference.convolution(convolution, Reference.doubles(x), x.dims(), Reference.doubles(weight), weight.dims(), null);
        check("DirectConvolution.convolve", x, weight).because("1296 products in a float sum lose digits; in a double one the result is rounded once")
                .within(new Tolerance(0, 1e-7))
                .gives(() -> values(DirectConvolution.convolve(convolution, x, weight, null)), Values.of(expected, 1, 1, 1, 1));
    }
}
