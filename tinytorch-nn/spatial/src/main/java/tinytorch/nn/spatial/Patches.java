package tinytorch.nn.spatial;

import java.util.Arrays;

import tinytorch.tensor.BinaryOp;
import tinytorch.tensor.Kernels;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;

/**
 * What a window sees at each of its places on an image, as the columns of a matrix ("im2col"): then a convolution is one matrix product.
 *
 * <pre>
 * image     (channels, height, width)
 * columns   (channels * window height * window width, places down * places across)
 *
 * columns[(c, ky, kx), (py, px)] = image[c, down.index(py, ky), across.index(px, kx)], or 0 in the padding
 * </pre>
 *
 * <p>With a 3 x 3 window every pixel is in nine columns, so the matrix is nine times as large as the image: it is made for one image at a time.
 * ({@code torch.nn.Unfold} and {@code torch.nn.Fold}; Chellapilla, Puri and Simard, "High Performance Convolutional Neural Networks for Document
 * Processing", 2006.)
 */
public final class Patches {
    private final int channels;
    private final Axis down;
    private final Axis across;

    /**
     * The places of a window on an image.
     *
     * @param down   how the window moves along the height
     * @param across how it moves along the width
     * @throws ShapeException if it does not fit into the image
     */
    public Patches(int channels, int height, int width, Window down, Window across) {
        this.channels = channels;
        this.down = new Axis(down, height);
        this.across = new Axis(across, width);
        if (this.down.places() == 0 || this.across.places() == 0) {
            throw new ShapeException("Patches: an image of " + height + " x " + width + " pixels is smaller than the window, " + down + " by " + across
                    + ". Add padding, or use a smaller window.");
        }
    }

    /** Rows of the matrix: channels * window height * window width. */
    public int rows() {
        return channels * down.size() * across.size();
    }

    /** Columns of the matrix: one for each place of the window. */
    public int columns() {
        return placesDown() * placesAcross();
    }

    /** How many places the window has along the height: the height of a convolution's output. */
    public int placesDown() {
        return down.places();
    }

    /** How many places the window has along the width: the width of a convolution's output. */
    public int placesAcross() {
        return across.places();
    }

    /** Whether the matrix is the image itself, so that nothing needs to be copied: a 1 x 1 window that moves by 1. */
    public boolean isIdentity() {
        return down.isIdentity() && across.isIdentity();
    }

    /**
     * The matrices of several images.
     *
     * @param images of shape {@code (N, channels, height, width)}
     * @return of shape {@code (N, rows, columns)}
     */
    public Tensor im2col(Tensor images) {
        requireShape("im2col", images, channels, down.length(), across.length());
        Tensor x = images.contiguous();
        int batch = images.dim(0);
        float[] all = new float[batch * rows() * columns()];
        Kernels.active().parallel(batch, (from, to) -> {
            float[] matrix = new float[rows() * columns()];
            for (int n = from; n < to; n++) {
                im2col(x.data(), x.offset() + n * imageSize(), matrix);
                System.arraycopy(matrix, 0, all, n * matrix.length, matrix.length);
            }
        });
        return Tensor.wrap(all, batch, rows(), columns());
    }

    /**
     * The transpose of {@link #im2col(Tensor)}: every entry is added to the pixel it was copied from, so that
     * {@code <im2col(x), g> = <x, col2im(g)>} for all x and g. That makes it im2col's gradient.
     *
     * @param columns of shape {@code (N, rows, columns)}
     * @return of shape {@code (N, channels, height, width)}
     */
    public Tensor col2im(Tensor columns) {
        requireShape("col2im", columns, rows(), columns());
        Tensor g = columns.contiguous();
        int batch = columns.dim(0);
        float[] images = new float[batch * imageSize()];
        Kernels.active().parallel(batch, (from, to) -> {
            float[] matrix = new float[rows() * columns()];
            for (int n = from; n < to; n++) {
                System.arraycopy(g.data(), g.offset() + n * matrix.length, matrix, 0, matrix.length);
                col2im(matrix, images, n * imageSize());
            }
        });
        return Tensor.wrap(images, batch, channels, down.length(), across.length());
    }

    /**
     * Writes the matrix of one image, row by row with {@link #gather}: row {@code (c * size down + ky) * size across + kx} for channel c and element
     * (ky, kx) of the window.
     *
     * @param image   pixels in the order (channels, height, width)
     * @param imageAt where the first one is
     * @param matrix  gets {@code rows * columns} numbers in row-major order; what it held before is overwritten
     */
    void im2col(float[] image, int imageAt, float[] matrix) {
        int at = 0;
        for (int c = 0; c < channels; c++) {
            for (int ky = 0; ky < down.size(); ky++) {
                for (int kx = 0; kx < across.size(); kx++, at += columns()) {
                    gather(image, imageAt + c * down.length() * across.length(), ky, kx, matrix, at);
                }
            }
        }
    }

    /**
     * Adds every entry of a matrix to the pixel it belongs to, row by row with {@link #scatter}.
     *
     * @param matrix  {@code rows * columns} numbers; may be overwritten
     * @param image   pixels in the order (channels, height, width), added to
     * @param imageAt where the first one is
     */
    void col2im(float[] matrix, float[] image, int imageAt) {
        int at = 0;
        for (int c = 0; c < channels; c++) {
            for (int ky = 0; ky < down.size(); ky++) {
                for (int kx = 0; kx < across.size(); kx++, at += columns()) {
                    scatter(matrix, at, ky, kx, image, imageAt + c * down.length() * across.length());
                }
            }
        }
    }

    /** One row of the matrix: what element (ky, kx) of the window sees in a channel at every place. */
    private void gather(float[] image, int plane, int ky, int kx, float[] matrix, int at) {
        if (down.isShift() && across.isShift()) {
            gatherShifted(image, plane, ky, kx, matrix, at);
            return;
        }
        int places = across.places();
        int first = across.first(kx);
        int end = across.end(kx);
        int stride = across.stride();
        Arrays.fill(matrix, at, at + down.first(ky) * places, 0);
        for (int py = down.first(ky); py < down.end(ky); py++) {
            int row = at + py * places;
            int pixel = plane + down.index(py, ky) * across.length() + across.index(first, kx);
            Arrays.fill(matrix, row, row + first, 0);
            if (stride == 1) {
                System.arraycopy(image, pixel, matrix, row + first, end - first);
            } else {
                for (int px = first; px < end; px++, pixel += stride) {
                    matrix[row + px] = image[pixel];
                }
            }
            Arrays.fill(matrix, row + end, row + places, 0);
        }
        Arrays.fill(matrix, at + down.end(ky) * places, at + columns(), 0);
    }

    /** One row of the matrix back to the pixels it came from. */
    private void scatter(float[] matrix, int at, int ky, int kx, float[] image, int plane) {
        if (down.isShift() && across.isShift()) {
            scatterShifted(matrix, at, ky, kx, image, plane);
            return;
        }
        int first = across.first(kx);
        int count = across.end(kx) - first;
        for (int py = down.first(ky); py < down.end(ky); py++) {
            int row = at + py * across.places() + first;
            int pixel = plane + down.index(py, ky) * across.length() + across.index(first, kx);
            for (int i = 0; i < count; i++) {
                image[pixel + i * across.stride()] += matrix[row + i];
            }
        }
    }

    // ---- the same for a window with stride 1 that has a place for each pixel: the plane is shifted as a whole ----

    /** As {@link #gather}: one copy for all lines, then zeros where a line ran over into the next. */
    private void gatherShifted(float[] image, int plane, int ky, int kx, float[] matrix, int at) {
        int width = across.length();
        int length = shiftedLength(ky, kx);
        if (length <= 0) {
            Arrays.fill(matrix, at, at + columns(), 0);
            return;
        }
        int start = shiftedStart(ky, kx);
        Arrays.fill(matrix, at, at + start, 0);
        System.arraycopy(image, plane + shiftedPixel(ky, kx), matrix, at + start, length);
        Arrays.fill(matrix, at + start + length, at + columns(), 0);
        clearEdges(matrix, at, ky, kx, width);
    }

    /** As {@link #scatter}: zeros where a line would run over into the next, then one sum for all lines. */
    private void scatterShifted(float[] matrix, int at, int ky, int kx, float[] image, int plane) {
        int length = shiftedLength(ky, kx);
        if (length <= 0) {
            return;
        }
        clearEdges(matrix, at, ky, kx, across.length());
        int pixel = plane + shiftedPixel(ky, kx);
        Kernels.active().binary(BinaryOp.ADD, length, image, pixel, 1, matrix, at + shiftedStart(ky, kx), 1, image, pixel, 1);
    }

    /** The first place of the window at which an element is not in the padding. */
    private int shiftedStart(int ky, int kx) {
        return down.first(ky) * across.length() + across.first(kx);
    }

    /** The pixel that the element sees there. */
    private int shiftedPixel(int ky, int kx) {
        return down.index(down.first(ky), ky) * across.length() + across.index(across.first(kx), kx);
    }

    /** How many places there are from that one to the last at which the element is not in the padding. */
    private int shiftedLength(int ky, int kx) {
        boolean seesNothing = down.first(ky) >= down.end(ky) || across.first(kx) >= across.end(kx);
        return seesNothing ? 0 : (down.end(ky) - 1) * across.length() + across.end(kx) - shiftedStart(ky, kx);
    }

    /** Zeros at the places where an element is in the padding left or right of the image. */
    private void clearEdges(float[] matrix, int at, int ky, int kx, int width) {
        int first = across.first(kx);
        int end = across.end(kx);
        if (first == 0 && end == width) {
            return;
        }
        for (int py = down.first(ky); py < down.end(ky); py++) {
            int row = at + py * width;
            for (int px = 0; px < first; px++) {
                matrix[row + px] = 0;
            }
            for (int px = end; px < width; px++) {
                matrix[row + px] = 0;
            }
        }
    }

    int imageSize() {
        return channels * down.length() * across.length();
    }

    private static void requireShape(String operation, Tensor tensor, int... afterBatch) {
        int[] dims = tensor.dims();
        if (dims.length != afterBatch.length + 1 || !Arrays.equals(Arrays.copyOfRange(dims, 1, dims.length), afterBatch)) {
            throw new ShapeException(operation + ": the shape must be (N, " + Arrays.toString(afterBatch).replaceAll("[\\[\\]]", "") + "), got "
                    + tensor.shape() + ". Build the Patches for this size, or reshape.");
        }
    }
}
