package tinytorch.nn.spatial;

import java.util.List;

import tinytorch.tensor.DiffOp;
import tinytorch.tensor.Kernels;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;

/**
 * The average over rectangles of every channel: images (N, C, H, W) become (N, C, height.count(H), width.count(W)).
 *
 * @param height how the height is cut
 * @param width  how the width is cut
 */
record AveragePooling(Bins height, Bins width) implements DiffOp {

    /**
     * {@code y[by, bx] = sum of x[iy, ix] / (height.divisor(by) * width.divisor(bx))}, with iy from {@code height.from(by)} to {@code height.to(by)}
     * (excluded) and ix likewise.
     *
     * <p>Worked example: the average of 1, 2, 3 over windows of size 2 with padding 1 and stride 2 is 0.5, 2.5, or 1, 2.5 if the padding does not
     * count.
     */
    @Override
    public Tensor forward(List<Tensor> inputs) {
        Planes.requireImages("AveragePooling", inputs.getFirst());
        // tito:begin spatial.pool
        Tensor x = inputs.getFirst().contiguous();
        int h = x.dim(2);
        int w = x.dim(3);
        int rows = requirePlaces(height, h, x);
        int columns = requirePlaces(width, w, x);
        float[] out = new float[x.dim(0) * x.dim(1) * rows * columns];
        Kernels.active().parallel(x.dim(0) * x.dim(1) * rows, (from, to) -> {
            for (int i = from; i < to; i++) {
                int by = i % rows;
                int plane = x.offset() + i / rows * h * w;
                for (int bx = 0; bx < columns; bx++) {
                    int end = width.to(bx, w);
                    double sum = 0;
                    for (int iy = height.from(by, h); iy < height.to(by, h); iy++) {
                        for (int ix = width.from(bx, w); ix < end; ix++) {
                            sum += x.data()[plane + iy * w + ix];
                        }
                    }
                    out[i * columns + bx] = (float) (sum / (height.divisor(by, h) * width.divisor(bx, w)));
                }
            }
        });
        return Tensor.wrap(out, x.dim(0), x.dim(1), rows, columns);
        // tito:end
    }

    /**
     * Every pixel of a rectangle has the same part in its average: {@code g[by, bx] / (height.divisor(by) * width.divisor(bx))} is added to each of
     * them.
     *
     * <p>Worked example: over windows of size 2 and stride 1 the gradient 2, 6 of the averages becomes 1, 4, 3 of the pixels.
     */
    @Override
    public List<Tensor> backward(Tensor gradOutput, Tensor output, List<Tensor> inputs) {
        // tito:begin spatial.pool
        Tensor g = gradOutput.contiguous();
        int rows = g.dim(2);
        int columns = g.dim(3);
        int h = inputs.getFirst().dim(2);
        int w = inputs.getFirst().dim(3);
        float[] gradient = new float[inputs.getFirst().size()];
        Kernels.active().parallel(g.dim(0) * g.dim(1), (from, to) -> {
            for (int i = from * rows * columns; i < to * rows * columns; i++) {
                int by = i / columns % rows;
                int bx = i % columns;
                int plane = i / (rows * columns) * h * w;
                float share = g.data()[g.offset() + i] / (height.divisor(by, h) * width.divisor(bx, w));
                int end = width.to(bx, w);
                for (int iy = height.from(by, h); iy < height.to(by, h); iy++) {
                    for (int ix = width.from(bx, w); ix < end; ix++) {
                        gradient[plane + iy * w + ix] += share;
                    }
                }
            }
        });
        return List.of(Tensor.wrap(gradient, inputs.getFirst().dims()));
        // tito:end
    }

    private static int requirePlaces(Bins bins, int length, Tensor images) {
        if (bins.count(length) == 0 || length == 0) {
            throw new ShapeException("AveragePooling: images " + images.shape() + " are too small for " + bins
                    + ". Add padding, or use a smaller window.");
        }
        return bins.count(length);
    }
}
