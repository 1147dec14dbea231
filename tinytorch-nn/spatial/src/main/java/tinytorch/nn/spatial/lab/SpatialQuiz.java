package tinytorch.nn.spatial.lab;

import java.util.Map;
import java.util.SplittableRandom;

import tinytorch.nn.spatial.Conv2d;
import tinytorch.nn.spatial.Window;
import tinytorch.tensor.Tensor;
import tinytorch.workbench.Format;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Sink;
import tinytorch.workbench.lab.QuizNumber;

/** The numbers of {@code tito quiz 10}. */
public final class SpatialQuiz {
    private static final int IMAGES = 8;
    private static final int CHANNELS = 32;
    private static final int SIDE = 32;

    private SpatialQuiz() {
    }

    /** Prints the number of this name. */
    public static void main(String[] args) {
        QuizNumber.print(args[0], Map.of("convolution", () -> convolution(Profiler.quick().repeats(3))));
    }

    private static QuizNumber convolution(Profiler profiler) {
        Conv2d layer = new Conv2d(CHANNELS, CHANNELS, Window.of(3).padding(1), new SplittableRandom(1));
        Tensor images = Tensor.randn(new SplittableRandom(2), IMAGES, CHANNELS, SIDE, SIDE);
        double seconds = profiler.measure("convolution", () -> Sink.keep(layer.forward(images))).seconds();
        double operations = 2.0 * IMAGES * SIDE * SIDE * 9 * CHANNELS * CHANNELS;
        return new QuizNumber(seconds, "2 * 8 * 32^2 * 3^2 * 32^2 = " + Format.count(operations) + " operations took " + Format.seconds(seconds)
                + ", the median of 3 measurements: " + Format.rate(operations, seconds, "FLOP") + ".");
    }
}
