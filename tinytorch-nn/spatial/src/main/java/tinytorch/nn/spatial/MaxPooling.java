package tinytorch.nn.spatial;

import java.util.Arrays;
import java.util.List;

import tinytorch.tensor.DiffOp;
import tinytorch.tensor.Kernels;
import tinytorch.tensor.Tensor;

/**
 * The largest pixel under a window at each of its places, every channel by itself: images (N, C, H, W) become (N, C, height.places(H),
 * width.places(W)).
 *
 * @param height how the window moves down
 * @param width  how it moves across; for both the padding is at most half of the size, so that a window without dilation always sees a pixel
 */
record MaxPooling(Window height, Window width) implements DiffOp {

    MaxPooling {
        Planes.requireHalfPadding("MaxPooling", height, width);
    }

    /**
     * {@code y[py, px] = max over ky, kx of x[height.index(py, ky), width.index(px, kx)]}, where the padding counts as -infinity: it never wins, even
     * if all pixels are negative.
     *
     * <p>Go through the places row by row: all of them start at -infinity, then {@link #maxOfLine} for each element of the window that is not in the
     * padding at this row. For the usual windows of 2 x 2 side by side ({@link PairPooling#fits}) {@link PairPooling#forward} is several times as
     * fast.
     */
    @Override
    public Tensor forward(List<Tensor> inputs) {
        Planes.requireImages("MaxPooling", inputs.getFirst());
        // tito:begin spatial.pool
        Planes planes = new Planes("MaxPooling", inputs.getFirst(), height, width);
        Tensor output = planes.output();
        float[] out = output.data();
        if (PairPooling.fits(height, width)) {
            PairPooling.forward(planes, out);
            return output;
        }
        Axis down = planes.down();
        Axis across = planes.across();
        Kernels.active().parallel(planes.count() * down.places(), (from, to) -> {
            for (int i = from; i < to; i++) {
                int row = i * across.places();
                int py = i % down.places();
                Arrays.fill(out, row, row + across.places(), Float.NEGATIVE_INFINITY);
                for (int ky = 0; ky < down.size(); ky++) {
                    int y = down.index(py, ky);
                    for (int kx = 0; kx < across.size() && y >= 0 && y < down.length(); kx++) {
                        maxOfLine(planes.data(), planes.line(i / down.places(), y), across, kx, out, row);
                    }
                }
            }
        });
        return output;
        // tito:end
    }

    /**
     * {@code out[row + px] = max(out[row + px], x[line + across.index(px, kx)])} for all places px at which element kx is not in the padding.
     * {@link Math#max} keeps NaN.
     *
     * @param line where the line of pixels begins that this element sees
     */
    private static void maxOfLine(float[] x, int line, Axis across, int kx, float[] out, int row) {
        // tito:begin spatial.pool
        int pixel = line + across.index(across.first(kx), kx);
        for (int px = across.first(kx); px < across.end(kx); px++, pixel += across.stride()) {
            out[row + px] = Math.max(out[row + px], x[pixel]);
        }
        // tito:end
    }

    /**
     * The gradient of each place goes to the pixel that was the largest there, and is added to what came from other places that overlap. Of several
     * equal pixels the first in row-major order of the window gets all, as in PyTorch.
     *
     * <p>Row by row of places: {@link #findLargest}, then add. The gradient of plane i begins at {@code i * planes.size()}.
     * {@link PairPooling#backward} is the quick way for windows of 2 x 2 side by side.
     */
    @Override
    public List<Tensor> backward(Tensor gradOutput, Tensor output, List<Tensor> inputs) {
        // tito:begin spatial.pool
        Planes planes = new Planes("MaxPooling", inputs.getFirst(), height, width);
        Tensor g = gradOutput.contiguous();
        Tensor gradX = Tensor.zeros(inputs.getFirst().dims());
        float[] gradient = gradX.data();
        if (PairPooling.fits(height, width)) {
            PairPooling.backward(planes, g, gradient);
            return List.of(gradX);
        }
        Kernels.active().parallel(planes.count(), (from, to) -> {
            int[] largest = new int[planes.across().places()];
            for (int i = from; i < to; i++) {
                for (int py = 0; py < planes.down().places(); py++) {
                    findLargest(planes, i, py, largest);
                    int row = g.offset() + i * planes.places() + py * largest.length;
                    for (int px = 0; px < largest.length; px++) {
                        if (largest[px] >= 0) {
                            gradient[i * planes.size() + largest[px]] += g.data()[row + px];
                        }
                    }
                }
            }
        });
        return List.of(gradX);
        // tito:end
    }

    /**
     * Which pixel of plane i is the largest, for every place of row py: {@code y * width + x} within the plane, or -1 if the window sees padding
     * alone.
     *
     * <p>Worked example: of the line 3, 5, 5, 1 windows of size 2 and stride 1 have their largest pixels at 1, 1 and 2.
     */
    private static void findLargest(Planes planes, int i, int py, int[] largest) {
        // tito:begin spatial.pool
        Axis down = planes.down();
        Axis across = planes.across();
        float[] x = planes.data();
        int plane = planes.line(i, 0);
        Arrays.fill(largest, -1);
        for (int ky = 0; ky < down.size(); ky++) {
            int y = down.index(py, ky);
            for (int kx = 0; kx < across.size() && y >= 0 && y < down.length(); kx++) {
                int pixel = y * across.length() + across.index(across.first(kx), kx);
                for (int px = across.first(kx); px < across.end(kx); px++, pixel += across.stride()) {
                    if (largest[px] < 0 || x[plane + pixel] > x[plane + largest[px]]) {
                        largest[px] = pixel;
                    }
                }
            }
        }
        // tito:end
    }
}
