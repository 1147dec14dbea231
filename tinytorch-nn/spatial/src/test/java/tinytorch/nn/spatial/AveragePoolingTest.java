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
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Values;

@Tag("spatial.pool")
class AveragePoolingTest {
    private static final Window PADDED = Window.of(2).stride(2).padding(1);

    private static AveragePooling line(Bins width) {
        return new AveragePooling(new Bins.Sliding(Window.of(1), true), width);
    }

    private static Tensor forward(AveragePooling pooling, Tensor x) {
        return pooling.forward(List.of(x));
    }

    private static Tensor backward(AveragePooling pooling, Tensor g, Tensor x) {
        return pooling.backward(g, null, List.of(x)).getFirst();
    }

    @Test
    void takesTheMeanOfEveryWindow() {
        Tensor x = tensor(shape(1, 1, 2, 4), 1, 5, 2, 3, 4, 0, 9, 8);
        Bins pair = new Bins.Sliding(Window.of(2).stride(2), true);
        check("AveragePooling.forward, 2 x 2", x).because("(1 + 5 + 4 + 0) / 4 and (2 + 3 + 9 + 8) / 4")
                .gives(() -> values(forward(new AveragePooling(pair, pair), x)),
                Values.of(new double[] {2.5, 5.5}, 1, 1, 1, 2));
    }

    @Test
    void thePaddingCountsOrNot() {
        Tensor x = tensor(shape(1, 1, 1, 3), 1, 2, 3);
        check("AveragePooling.forward, padding counts", x).because("(0 + 1) / 2 and (2 + 3) / 2")
                .gives(() -> values(forward(line(new Bins.Sliding(PADDED, true)), x)),
                Values.of(new double[] {0.5, 2.5}, 1, 1, 1, 2));
        check("AveragePooling.forward, padding does not count", x).because("1 / 1 and (2 + 3) / 2")
                .gives(() -> values(forward(line(new Bins.Sliding(PADDED, false)), x)),
                Values.of(new double[] {1, 2.5}, 1, 1, 1, 2));
    }

    @Test
    void adaptiveBinsCoverTheAxis() {
        Tensor x = tensor(shape(1, 1, 1, 7), 0, 1, 2, 3, 4, 5, 6);
        check("AveragePooling.forward, 3 bins", x).because("7 numbers in 3 bins: 0-2, 2-4, 4-6")
                .gives(() -> values(forward(line(new Bins.Adaptive(3)), x)),
                Values.of(new double[] {1, 3, 5}, 1, 1, 1, 3));
        Tensor two = tensor(shape(1, 1, 1, 2), 10, 20);
        check("AveragePooling.forward, 3 bins", two).because("2 numbers in 3 bins: 0, 0-1, 1")
                .gives(() -> values(forward(line(new Bins.Adaptive(3)), two)),
                Values.of(new double[] {10, 15, 20}, 1, 1, 1, 3));
        Tensor whole = tensor(shape(1, 2, 1, 2), 1, 3, 10, 30);
        check("AveragePooling.forward, 1 bin", whole).because("the mean of every channel")
                .gives(() -> values(forward(line(new Bins.Adaptive(1)), whole)),
                Values.of(new double[] {2, 20}, 1, 2, 1, 1));
    }

    @Test
    void everyPixelGetsItsShareOfTheGradient() {
        Tensor x = tensor(shape(1, 1, 1, 3), 1, 2, 3);
        Tensor g = tensor(shape(1, 1, 1, 2), 2, 6);
        check("AveragePooling.backward, 1 x 2, stride 1", g, x).because("half of each gradient; the middle pixel is in both windows")
                .gives(() -> values(backward(line(new Bins.Sliding(Window.of(2), true)), g, x)), Values.of(new double[] {1, 4, 3}, 1, 1, 1, 3));
        check("AveragePooling.backward, padding counts", g, x).because("half of the first gradient goes into the padding")
                .gives(() -> values(backward(line(new Bins.Sliding(PADDED, true)), g, x)), Values.of(new double[] {1, 3, 3}, 1, 1, 1, 3));
        check("AveragePooling.backward, padding does not count", g, x).gives(() -> values(backward(line(new Bins.Sliding(PADDED, false)), g, x)),
                Values.of(new double[] {2, 3, 3}, 1, 1, 1, 3));
    }

    @Test
    void slidingWindowsAgreeWithPyTorch() {
        for (Golden.Case c : Cases.of("avg_pool")) {
            boolean count = c.args().get("count_padding").asBoolean();
            agree("torch.nn.functional.avg_pool2d", c, new AveragePooling(new Bins.Sliding(Cases.window(c, 0), count),
                    new Bins.Sliding(Cases.window(c, 1), count)));
        }
    }

    @Test
    void adaptiveBinsAgreeWithPyTorch() {
        for (Golden.Case c : Cases.of("adaptive_avg_pool")) {
            agree("torch.nn.functional.adaptive_avg_pool2d", c,
                    new AveragePooling(new Bins.Adaptive(c.args().get("size").get(0).asInt()),
                            new Bins.Adaptive(c.args().get("size").get(1).asInt())));
        }
    }

    private static void agree(String function, Golden.Case c, AveragePooling pooling) {
        Tensor x = tensor(c.inputs().get(0));
        Tensor g = tensor(c.inputs().get(1));
        check("AveragePooling.forward, " + c.name(), x).because(function + " gives this")
                .gives(() -> values(forward(pooling, x)), c.outputs().get(0));
        check("AveragePooling.backward, " + c.name(), g, x).because(function + " has this gradient")
                .gives(() -> values(backward(pooling, g, x)), c.outputs().get(1));
    }

    @Test
    void readsEveryMemoryLayout() {
        AveragePooling pooling = new AveragePooling(new Bins.Sliding(PADDED, true), new Bins.Adaptive(2));
        Tensor x = random(1, 2, 2, 4, 3);
        Tensor y = check("AveragePooling.forward", x).run(() -> forward(pooling, x));
        Tensor g = random(2, y.dims());
        Values expected = check("AveragePooling.backward", g).run(() -> values(backward(pooling, g, x)));
        for (int i = 0; i < layouts(x).size(); i++) {
            Tensor input = layouts(x).get(i);
            Tensor gradient = layouts(g).get(i);
            check("AveragePooling.forward", input).because("a view must give what its contiguous copy gives")
                    .gives(() -> values(forward(pooling, input)), values(y));
            check("AveragePooling.backward", gradient, input).because("views must give what their contiguous copies give")
                    .gives(() -> values(backward(pooling, gradient, input)), expected);
        }
    }

    @Test
    void theLayersTakeImagesOfAnySize() {
        Tensor x = random(1, 2, 3, 7, 5);
        check("AvgPool2d(2).forward", x).equal(() -> new AvgPool2d(2).forward(x).shape().toString(), "(2, 3, 3, 2)");
        check("AdaptiveAvgPool2d(1).forward", x).equal(() -> new AdaptiveAvgPool2d(1).forward(x).shape().toString(), "(2, 3, 1, 1)");
        check("AdaptiveAvgPool2d(2, 3).forward", x).equal(() -> new AdaptiveAvgPool2d(2, 3).forward(x).shape().toString(), "(2, 3, 2, 3)");
        check("AvgPool2d(3, padding 1, not counted).forward", x)
                .equal(() -> new AvgPool2d(Window.of(3).padding(1), false).forward(x).shape().toString(), "(2, 3, 7, 5)");
    }

    @Test
    void refusesWhatDoesNotFit() {
        Tensor x = random(1, 1, 1, 2, 2);
        check("AvgPool2d(2).forward", x).run(() -> new AvgPool2d(2).forward(x));
        check("AvgPool2d(3).forward", x).refuses(ShapeException.class, () -> new AvgPool2d(3).forward(x), "(1, 1, 2, 2)", "too small");
        Check.call("AvgPool2d", "size 3, padding 2").refuses(IllegalArgumentException.class, () -> new AvgPool2d(Window.of(3).padding(2)), "half");
        Check.call("AvgPool2d", "size 3, dilation 2")
                .refuses(IllegalArgumentException.class, () -> new AvgPool2d(Window.of(3).dilation(2)), "dilation");
        Check.call("AdaptiveAvgPool2d", 0).refuses(IllegalArgumentException.class, () -> new AdaptiveAvgPool2d(0), "1 or more");
    }
}
