package tinytorch.nn.spatial.lab;

import java.util.List;
import java.util.SplittableRandom;

import tinytorch.nn.spatial.Convolution;
import tinytorch.nn.spatial.DirectConvolution;
import tinytorch.nn.spatial.Window;
import tinytorch.tensor.Tensor;
import tinytorch.workbench.Format;
import tinytorch.workbench.Measurement;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Table;

/** The same convolution by its formula and as a matrix product, on the three sizes of the CIFAR-10 network, one image. */
final class FormExperiment {
    private static final int[][] IN_OUT_SIZE = {{3, 32, 32}, {32, 64, 16}, {64, 128, 8}};

    private FormExperiment() {
    }

    static Table table(Profiler profiler) {
        Table table = new Table("One image: the formula's loops against im2col and a matrix product",
                "channels", "pixels", "direct", "im2col", "faster", "patches", "difference");
        Convolution convolution = Convolution.square(Window.of(3).padding(1));
        for (int[] shape : IN_OUT_SIZE) {
            Tensor x = Tensor.randn(new SplittableRandom(1), 1, shape[0], shape[2], shape[2]);
            Tensor weight = Tensor.randn(new SplittableRandom(2), shape[1], shape[0], 3, 3);
            Measurement direct = profiler.measure("direct", () -> DirectConvolution.convolve(convolution, x, weight, null));
            Measurement product = profiler.measure("im2col", () -> convolution.forward(List.of(x, weight)));
            Tensor difference = DirectConvolution.convolve(convolution, x, weight, null).sub(convolution.forward(List.of(x, weight))).abs();
            table.row(shape[0] + " to " + shape[1], shape[2] + " x " + shape[2],
                    Format.seconds(direct.wall().min()), Format.seconds(product.wall().min()), Format.times(direct.wall().min() / product.wall().min()),
                    Format.bytes(4.0 * shape[0] * 9 * shape[2] * shape[2]), Format.number(difference.max().item()));
        }
        return table;
    }
}
