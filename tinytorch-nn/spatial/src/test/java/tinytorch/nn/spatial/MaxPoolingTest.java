package tinytorch.nn.spatial;

import static tinytorch.nn.spatial.Cases.layouts;
import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.CentralDifference;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("spatial.pool")
class MaxPoolingTest {
    private static final Window PAIR = Window.of(2).stride(2);
    private static final MaxPooling LINE = new MaxPooling(Window.of(1), Window.of(2));

    private static Tensor forward(MaxPooling pooling, Tensor x) {
        return pooling.forward(List.of(x));
    }

    private static Tensor backward(MaxPooling pooling, Tensor g, Tensor x) {
        return pooling.backward(g, null, List.of(x)).getFirst();
    }

    @Test
    void keepsTheLargestOfEveryWindow() {
        Tensor x = tensor(shape(1, 1, 2, 4), 1, 5, 2, 3, 4, 0, 9, 8);
        check("MaxPooling.forward, 2 x 2", x).because("of 1, 5, 4, 0 and of 2, 3, 9, 8").gives(() -> values(forward(new MaxPooling(PAIR, PAIR), x)),
                Values.of(new double[] {5, 9}, 1, 1, 1, 2));
        Tensor line = tensor(shape(1, 1, 1, 4), 3, 5, 4, 1);
        check("MaxPooling.forward, 1 x 2, stride 1", line).because("windows may overlap")
                .gives(() -> values(forward(LINE, line)), Values.of(new double[] {5, 5, 4}, 1, 1, 1, 3));
    }

    @Test
    void thePaddingNeverWins() {
        Tensor x = tensor(shape(1, 1, 1, 2), -3, -5);
        MaxPooling padded = new MaxPooling(Window.of(3).padding(1), Window.of(3).padding(1));
        check("MaxPooling.forward, padding 1", x).because("the padding is -infinity, not 0: all pixels may be negative")
                .gives(() -> values(forward(padded, x)), Values.of(new double[] {-3, -3}, 1, 1, 1, 2));
    }

    @Test
    void everyChannelOfEveryImageByItself() {
        Tensor x = tensor(shape(2, 2, 1, 2), 1, 2, 30, 40, 6, 5, 80, 70);
        check("MaxPooling.forward", x).gives(() -> values(forward(LINE, x)), Values.of(new double[] {2, 40, 6, 80}, 2, 2, 1, 1));
    }

    @Test
    void notANumberStays() {
        Tensor x = tensor(shape(1, 1, 1, 4), 1, Double.NaN, 2, 3);
        check("MaxPooling.forward", x).because("hiding it would hide the error")
                .gives(() -> values(forward(LINE, x)), Values.of(new double[] {Double.NaN, Double.NaN, 3}, 1, 1, 1, 3));
    }

    @Test
    void theGradientGoesToTheLargest() {
        Tensor x = tensor(shape(1, 1, 2, 4), 1, 5, 2, 3, 4, 0, 9, 8);
        Tensor g = tensor(shape(1, 1, 1, 2), 10, 20);
        check("MaxPooling.backward, 2 x 2", g, x).because("the others had no influence")
                .gives(() -> values(backward(new MaxPooling(PAIR, PAIR), g, x)),
                Values.of(new double[] {0, 10, 0, 0, 0, 0, 20, 0}, 1, 1, 2, 4));
    }

    @Test
    void gradientsOfOverlappingWindowsAddUp() {
        Tensor x = tensor(shape(1, 1, 1, 4), 3, 5, 4, 1);
        Tensor g = tensor(shape(1, 1, 1, 3), 1, 10, 100);
        check("MaxPooling.backward, 1 x 2, stride 1", g, x).because("5 was the largest of two windows").gives(() -> values(backward(LINE, g, x)),
                Values.of(new double[] {0, 11, 100, 0}, 1, 1, 1, 4));
    }

    @Test
    void ofEqualPixelsTheFirstGetsAll() {
        Tensor line = tensor(shape(1, 1, 1, 4), 3, 5, 5, 1);
        Tensor g = tensor(shape(1, 1, 1, 3), 1, 10, 100);
        check("MaxPooling.backward, 1 x 2, stride 1", g, line).because("of 5, 5 the left one, as in PyTorch")
                .gives(() -> values(backward(LINE, g, line)),
                Values.of(new double[] {0, 11, 100, 0}, 1, 1, 1, 4));
        Tensor x = tensor(shape(1, 1, 2, 2), 7, 7, 7, 7);
        Tensor one = tensor(shape(1, 1, 1, 1), 1);
        check("MaxPooling.backward, 2 x 2", one, x).because("row by row, so the upper left")
                .gives(() -> values(backward(new MaxPooling(PAIR, PAIR), one, x)),
                Values.of(new double[] {1, 0, 0, 0}, 1, 1, 2, 2));
    }

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case c : Cases.of("max_pool")) {
            Tensor x = tensor(c.inputs().get(0));
            Tensor g = tensor(c.inputs().get(1));
            MaxPooling pooling = new MaxPooling(Cases.window(c, 0), Cases.window(c, 1));
            check("MaxPooling.forward, " + c.name(), x).because("torch.nn.functional.max_pool2d gives this")
                    .gives(() -> values(forward(pooling, x)), c.outputs().get(0));
            check("MaxPooling.backward, " + c.name(), g, x).because("torch.nn.functional.max_pool2d has this gradient")
                    .gives(() -> values(backward(pooling, g, x)), c.outputs().get(1));
        }
    }

    @Test
    void agreesWithCentralDifferences() {
        for (Window window : new Window[] {PAIR, Window.of(3).stride(2).padding(1), Window.of(2)}) {
            MaxPooling pooling = new MaxPooling(window, window);
            double[] x = Reference.doubles(random(1, 2, 3, 5, 4));
            Tensor y = check("MaxPooling.forward", tensor(shape(2, 3, 5, 4), x)).run(() -> forward(pooling, tensor(shape(2, 3, 5, 4), x)));
            double[] c = Reference.cotangent(2, y.size());
            Tensor g = tensor(y.dims(), c);
            check("MaxPooling.forward, " + window).gives(() -> values(y), Values.of(Reference.maxPooling(window, window, x, 6, 5, 4), y.dims()));
            check("MaxPooling.backward, " + window, g).because("this is how much the outputs change when a pixel is moved by a little")
                    .within(Tolerance.ofSum(4))
                    .gives(() -> values(backward(pooling, g, tensor(shape(2, 3, 5, 4), x))),
                            Values.of(CentralDifference.gradient(v -> Reference.maxPooling(window, window, v, 6, 5, 4), x, c), 2, 3, 5, 4));
        }
    }

    @Test
    void readsEveryMemoryLayout() {
        for (MaxPooling pooling : new MaxPooling[] {new MaxPooling(PAIR, PAIR), new MaxPooling(Window.of(2), Window.of(3).stride(2).padding(1))}) {
            Tensor x = random(1, 2, 2, 4, 6);
            Tensor y = check("MaxPooling.forward", x).run(() -> forward(pooling, x));
            Tensor g = random(2, y.dims());
            Values expected = check("MaxPooling.backward", g).run(() -> values(backward(pooling, g, x)));
            for (int i = 0; i < layouts(x).size(); i++) {
                Tensor input = layouts(x).get(i);
                Tensor gradient = layouts(g).get(i);
                check("MaxPooling.forward", input).because("a view must give what its contiguous copy gives")
                        .gives(() -> values(forward(pooling, input)), values(y));
                check("MaxPooling.backward", gradient, input).because("views must give what their contiguous copies give")
                        .gives(() -> values(backward(pooling, gradient, input)), expected);
            }
        }
    }

    @Test
    void theLayerTakesWindowsSideBySideOrAnyOther() {
        Tensor x = random(1, 1, 1, 6, 6);
        check("MaxPool2d(2).forward", x).because("windows side by side: as far as they are wide")
                .equal(() -> new MaxPool2d(2).forward(x).shape().toString(), "(1, 1, 3, 3)");
        check("MaxPool2d(3).forward", x).equal(() -> new MaxPool2d(3).forward(x).shape().toString(), "(1, 1, 2, 2)");
        check("MaxPool2d(3, stride 1, padding 1).forward", x)
                .equal(() -> new MaxPool2d(Window.of(3).padding(1)).forward(x).shape().toString(), "(1, 1, 6, 6)");
    }

    @Test
    void refusesWhatDoesNotFit() {
        Tensor x = random(1, 1, 1, 2, 2);
        check("MaxPooling.forward", x).run(() -> forward(LINE, x));
        check("MaxPool2d(3).forward", x).refuses(ShapeException.class, () -> new MaxPool2d(3).forward(x), "(1, 1, 2, 2)", "window");
        Tensor image = random(1, 1, 2, 2);
        check("MaxPool2d(2).forward", image).refuses(ShapeException.class, () -> new MaxPool2d(2).forward(image), "(N, C, H, W)", "(1, 2, 2)");
        Check.call("MaxPool2d", "size 3, padding 2")
                .refuses(IllegalArgumentException.class, () -> new MaxPool2d(Window.of(3).padding(2)), "half", "padding=2");
    }
}
