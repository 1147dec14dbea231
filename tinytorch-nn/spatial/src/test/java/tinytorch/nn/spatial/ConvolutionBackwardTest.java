package tinytorch.nn.spatial;

import static tinytorch.nn.spatial.Cases.layouts;
import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.Tensor;
import tinytorch.testkit.CentralDifference;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

/** Calls backward with the inputs given: the output is not needed. */
@Tag("spatial.conv-backward")
class ConvolutionBackwardTest {
    private static final Convolution LINE = new Convolution(Window.of(1), Window.of(2), 1);

    private static List<Tensor> backward(Convolution convolution, Tensor g, Tensor... inputs) {
        for (Tensor input : inputs) {
            input.requiresGrad(true);
        }
        return convolution.backward(g, null, List.of(inputs));
    }

    @Test
    void aPixelGetsTheWeightsItMet() {
        Tensor g = tensor(shape(1, 1, 1, 2), 1, 100);
        Tensor x = tensor(shape(1, 1, 1, 3), 1, 2, 3);
        Tensor weight = tensor(shape(1, 1, 1, 2), 10, 20);
        check("Convolution.backward: input", g, x).because("the middle pixel met 20 at place 0 (gradient 1) and 10 at place 1 (gradient 100)")
                .gives(() -> values(backward(LINE, g, x, weight).get(0)), Values.of(new double[] {10, 1020, 2000}, 1, 1, 1, 3));
    }

    @Test
    void aWeightGetsThePixelsItMet() {
        Tensor g = tensor(shape(1, 1, 1, 2), 1, 100);
        Tensor x = tensor(shape(1, 1, 1, 3), 1, 2, 3);
        Tensor weight = tensor(shape(1, 1, 1, 2), 10, 20);
        check("Convolution.backward: weight", g, x).because("the first weight met 1 (gradient 1) and 2 (gradient 100)")
                .gives(() -> values(backward(LINE, g, x, weight).get(1)), Values.of(new double[] {201, 302}, 1, 1, 1, 2));
    }

    @Test
    void weightAndBiasAddUpOverImagesAndPlaces() {
        Tensor g = tensor(shape(2, 2, 1, 2), 1, 2, 10, 20, 3, 4, 30, 40);
        Tensor x = tensor(shape(2, 1, 1, 2), 1, 0, 0, 1);
        Tensor weight = tensor(shape(2, 1, 1, 1), 1, 1);
        Convolution point = Convolution.square(Window.of(1));
        check("Convolution.backward: bias", g).because("1 + 2 + 3 + 4, and 10 + 20 + 30 + 40")
                .gives(() -> values(backward(point, g, x, weight, vector(0, 0)).get(2)), Values.of(new double[] {10, 100}, 2));
        check("Convolution.backward: weight", g, x).because("1 * 1 of the first image and 4 * 1 of the second")
                .gives(() -> values(backward(point, g, x, weight, vector(0, 0)).get(1)), Values.of(new double[] {5, 50}, 2, 1, 1, 1));
    }

    @Test
    void computesOnlyWhatIsWanted() {
        Tensor g = tensor(shape(1, 1, 1, 2), 1, 100);
        Tensor image = tensor(shape(1, 1, 1, 3), 1, 2, 3);
        Tensor weight = tensor(shape(1, 1, 1, 2), 10, 20).requiresGrad(true);
        Tensor bias = vector(0);
        Check check = check("Convolution.backward", g, image);
        List<Tensor> gradients = check.run(() -> LINE.backward(g, null, List.of(image, weight, bias)));
        check.because("nobody wants the gradient of an image").holds(gradients.get(0) == null, "null for the image", gradients.get(0));
        check.holds(gradients.get(2) == null, "null for a bias that wants none", gradients.get(2));
        check.gives(() -> values(gradients.get(1)), Values.of(new double[] {201, 302}, 1, 1, 1, 2));
        check.because("without a bias there are two inputs, so two gradients").equal(() -> LINE.backward(g, null, List.of(image, weight)).size(), 2);
    }

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case c : Cases.of("conv")) {
            Tensor g = tensor(c.inputs().get(1));
            Tensor[] inputs = ConvolutionTest.inputs(c).toArray(Tensor[]::new);
            List<Tensor> gradients = check("Convolution.backward, " + c.name(), g).run(() -> backward(Cases.convolution(c), g, inputs));
            for (int i = 0; i < inputs.length; i++) {
                Tensor gradient = gradients.get(i);
                check("Convolution.backward: " + List.of("input", "weight", "bias").get(i) + ", " + c.name(), g)
                        .because("torch.nn.functional.conv2d has this gradient")
                        .gives(() -> values(gradient), c.outputs().get(1 + i));
            }
        }
    }

    @Test
    void agreesWithCentralDifferences() {
        Convolution convolution = new Convolution(new Window(3, 2, 1, 1), new Window(2, 1, 1, 2), 2);
        int[] xs = {2, 4, 5, 4};
        int[] ws = {6, 2, 3, 2};
        double[] x = Reference.doubles(random(1, xs));
        double[] w = Reference.doubles(random(2, ws));
        double[] b = Reference.doubles(random(3, 6));
        double[] c = Reference.cotangent(4, 2 * 6 * 3 * 4);
        Tensor g = tensor(shape(2, 6, 3, 4), c);
        List<Tensor> gradients = check("Convolution.backward", g)
                .run(() -> backward(convolution, g, tensor(xs, x), tensor(ws, w), tensor(shape(6), b)));
        String why = "this is how much the outputs, weighted with a random gradient, change when a number is moved by a little";
        check("Convolution.backward: input", g).because(why).within(Tolerance.ofSum(36)).gives(() -> values(gradients.get(0)),
                Values.of(CentralDifference.gradient(v -> Reference.convolution(convolution, v, xs, w, ws, b), x, c), xs));
        check("Convolution.backward: weight", g).because(why).within(Tolerance.ofSum(36)).gives(() -> values(gradients.get(1)),
                Values.of(CentralDifference.gradient(v -> Reference.convolution(convolution, x, xs, v, ws, b), w, c), ws));
        check("Convolution.backward: bias", g).because(why).within(Tolerance.ofSum(36)).gives(() -> values(gradients.get(2)),
                Values.of(CentralDifference.gradient(v -> Reference.convolution(convolution, x, xs, w, ws, v), b, c), 6));
    }

    @Test
    void readsEveryMemoryLayout() {
        Convolution same = Convolution.square(Window.of(3).padding(1));
        Tensor x = random(1, 2, 2, 4, 3);
        Tensor weight = random(2, 3, 2, 3, 3);
        Tensor g = random(3, 2, 3, 4, 3);
        List<Tensor> expected = check("Convolution.backward", g, x).run(() -> backward(same, g, x, weight));
        for (int i = 0; i < layouts(g).size(); i++) {
            Tensor gradient = layouts(g).get(i);
            Tensor input = layouts(x).get(i);
            Tensor kernels = layouts(weight).get(i);
            List<Tensor> gradients = check("Convolution.backward", gradient, input).run(() -> backward(same, gradient, input, kernels));
            for (int j = 0; j < 2; j++) {
                Tensor one = gradients.get(j);
                Values wanted = values(expected.get(j));
                check("Convolution.backward: gradient " + j, gradient, input).because("views must give what their contiguous copies give")
                        .gives(() -> values(one), wanted);
            }
        }
    }

    @Test
    void leavesEverythingElseAsItWas() {
        Tensor x = random(1, 2, 2, 4, 4);
        Tensor weight = random(2, 3, 2, 3, 3);
        Tensor g = random(3, 2, 3, 2, 2);
        check("Convolution.backward", g, x).run(() -> backward(Convolution.square(Window.of(3)), g, x, weight));
        check("Convolution.backward", g).because("the gradient is not changed").gives(() -> values(g), values(random(3, 2, 3, 2, 2)));
        check("Convolution.backward", x).because("the input is not changed").gives(() -> values(x), values(random(1, 2, 2, 4, 4)));
        check("Convolution.backward", weight).because("moving the weight is the optimizer's part")
                .gives(() -> values(weight), values(random(2, 3, 2, 3, 3)));
        check("Convolution.backward", weight).because("gradients are returned; adding them to the parameters is autograd's part")
                .holds(weight.grad() == null, "the weight's grad is not touched", weight.grad());
    }
}
