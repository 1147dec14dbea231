package tinytorch.nn.spatial;

import java.util.Arrays;
import java.util.List;

import tinytorch.tensor.DiffOp;
import tinytorch.tensor.Kernels;
import tinytorch.tensor.Tensor;

/**
 * The largest pixel under a window at each of its places, every channel by itself: images (N, C, H, W) become (N, C, height.places(H), width.places(W)).
 *
 * @param height how the window moves down
 * @param width  how it moves across
 */
record MaxPooling(Window height, Window width) implements DiffOp {

    MaxPooling {
        Planes.requireHalfPadding("MaxPooling", height, width);
    }

    /** {@code y[py, px] = max over ky, kx of x[height.index(py, ky), width.index(px, kx)]}; the padding counts as -infinity. NaN stays NaN. */
    @Override
    public Tensor forward(List<Tensor> inputs) {
        Planes planes = Planes.of("MaxPooling", inputs.getFirst(), height, width);
        float[] x = planes.data();
        float[] out = new float[planes.count() * planes.places()];
        Axis down = planes.down();
        Axis across = planes.across();
        Kernels.active().parallel(planes.count(), (from, to) -> {
            for (int plane = from; plane < to; plane++) {
                for (int py = 0; py < down.places(); py++) {
                    int row = (plane * down.places() + py) * across.places();
                    Arrays.fill(out, row, row + across.places(), Float.NEGATIVE_INFINITY);
                    for (int ky = 0; ky < down.size(); ky++) {
                        if (py >= down.first(ky) && py < down.end(ky)) {
                            int line = planes.at(plane) + down.index(py, ky) * across.length();
                            for (int kx = 0; kx < across.size(); kx++) {
                                maxOfLine(x, line, across, kx, out, row);
                            }
                        }
                    }
                }
            }
        });
        return planes.output(out);
    }

    private static void maxOfLine(float[] x, int line, Axis across, int kx, float[] out, int row) {
        int stride = across.stride();
        int shift = line + across.index(0, kx);
        int end = across.end(kx);
        for (int px = across.first(kx); px < end; px++) {
            out[row + px] = Math.max(out[row + px], x[shift + px * stride]);
        }
    }

    /**
     * The gradient of each place goes to the pixel that was the largest there, and is added to what came from other places. Of equal
     * pixels the first in row-major order gets all.
     */
    @Override
    public List<Tensor> backward(Tensor gradOutput, Tensor output, List<Tensor> inputs) {
        Planes planes = Planes.of("MaxPooling", inputs.getFirst(), height, width);
        float[] x = planes.data();
        Tensor g = gradOutput.contiguous();
        float[] gradInput = new float[inputs.getFirst().size()];
        Axis down = planes.down();
        Axis across = planes.across();
        Kernels.active().parallel(planes.count(), (from, to) -> {
            int[] largest = new int[across.places()];
            for (int plane = from; plane < to; plane++) {
                int shift = planes.at(plane) - plane * planes.size();
                for (int py = 0; py < down.places(); py++) {
                    findLargest(x, planes, plane, py, largest);
                    int row = g.offset() + (plane * down.places() + py) * across.places();
                    for (int px = 0; px < largest.length; px++) {
                        gradInput[largest[px] - shift] += g.data()[row + px];
                    }
                }
            }
        });
        return List.of(Tensor.wrap(gradInput, inputs.getFirst().dims()));
    }

    /** Where the largest pixel is, for every place of a row. */
    private static void findLargest(float[] x, Planes planes, int plane, int py, int[] largest) {
        Axis down = planes.down();
        Axis across = planes.across();
        Arrays.fill(largest, -1);
        for (int ky = 0; ky < down.size(); ky++) {
            if (py < down.first(ky) || py >= down.end(ky)) {
                continue;
            }
            int line = planes.at(plane) + down.index(py, ky) * across.length();
            for (int kx = 0; kx < across.size(); kx++) {
                int end = across.end(kx);
                int pixel = line + across.index(across.first(kx), kx);
                for (int px = across.first(kx); px < end; px++, pixel += across.stride()) {
                    if (largest[px] < 0 || x[pixel] > x[largest[px]] || Float.isNaN(x[pixel])) {
                        largest[px] = pixel;
                    }
                }
            }
        }
    }
}
