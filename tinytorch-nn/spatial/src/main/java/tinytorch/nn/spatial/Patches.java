package tinytorch.nn.spatial;

import java.util.Arrays;

import tinytorch.tensor.Kernels;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;

/**
 * What a window sees at each of its places on an image, as the columns of a matrix ("im2col"): then a convolution is one matrix product.
 *
 * <pre>
 * image     (channels, height, width)
 * matrix    (channels * window height * window width, places down * places across)
 *
 * matrix[(c, ky, kx), (py, px)] = image[c, down.index(py, ky), across.index(px, kx)], or 0 in the padding
 * </pre>
 *
 * <p>With a 3 x 3 window every pixel is in nine columns, so the matrix is nine times as large as the image: a convolution makes it for one image at a time.
 * ({@code torch.nn.functional.unfold} and {@code fold}; Chellapilla, Puri and Simard, "High Performance Convolutional Neural Networks for Document
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
    Patches(int channels, int height, int width, Window down, Window across) {
        this.channels = channels;
        this.down = new Axis(down, height);
        this.across = new Axis(across, width);
        if (this.down.places() == 0 || this.across.places() == 0) {
            throw new ShapeException("Patches: an image of " + height + " x " + width + " pixels is smaller than the window, " + down + " by " + across
                    + ". Add padding, or use a smaller window.");
        }
    }

    /** Rows of the matrix: channels * window height * window width. */
    int rows() {
        return channels * down.size() * across.size();
    }

    /** Columns of the matrix: one for each place of the window. */
    int columns() {
        return down.places() * across.places();
    }

    /** How many places the window has along the height: the height of a convolution's output. */
    int placesDown() {
        return down.places();
    }

    /** How many places the window has along the width: the width of a convolution's output. */
    int placesAcross() {
        return across.places();
    }

    /** Pixels of one image, in all channels. */
    int imageSize() {
        return channels * down.length() * across.length();
    }

    /** Whether the matrix is the image itself, so that nothing needs to be copied: a 1 x 1 window that moves by 1. */
    boolean isIdentity() {
        return down.isIdentity() && across.isIdentity();
    }

    /**
     * The matrices of several images, one after the other, made with {@link #im2col(float[], int, float[], int)}.
     *
     * @param images of shape {@code (N, channels, height, width)}
     * @return of shape {@code (N, rows, columns)}
     */
    public static Tensor im2col(Tensor images, Window down, Window across) {
        requireRank("im2col", "images (N, C, H, W)", 4, images);
        // tito:begin spatial.im2col
        Tensor x = images.contiguous();
        Patches patches = new Patches(x.dim(1), x.dim(2), x.dim(3), down, across);
        int size = patches.rows() * patches.columns();
        float[] matrices = new float[x.dim(0) * size];
        Kernels.active().parallel(x.dim(0), (from, to) -> {
            for (int n = from; n < to; n++) {
                patches.im2col(x.data(), x.offset() + n * patches.imageSize(), matrices, n * size);
            }
        });
        return Tensor.wrap(matrices, x.dim(0), patches.rows(), patches.columns());
        // tito:end
    }

    /**
     * The transpose of im2col: every entry is added to the pixel it was copied from ({@link #col2im(float[], int, float[], int)}), so that
     * {@code <im2col(x), g> = <x, col2im(g)>} for all x and g, with {@code <a, b>} the sum of products. That makes it im2col's gradient.
     *
     * @param matrices of shape {@code (N, rows, columns)}
     * @return of shape {@code (N, channels, height, width)}
     * @throws ShapeException if the matrices are not those of such images
     */
    public static Tensor col2im(Tensor matrices, int channels, int height, int width, Window down, Window across) {
        requireRank("col2im", "matrices (N, rows, columns)", 3, matrices);
        // tito:begin spatial.im2col
        Patches patches = new Patches(channels, height, width, down, across);
        patches.requireSize(matrices);
        Tensor g = matrices.copy();   // a scratch: its edges are overwritten
        int size = patches.rows() * patches.columns();
        float[] images = new float[g.dim(0) * patches.imageSize()];
        Kernels.active().parallel(g.dim(0), (from, to) -> {
            for (int n = from; n < to; n++) {
                patches.col2im(g.data(), g.offset() + n * size, images, n * patches.imageSize());
            }
        });
        return Tensor.wrap(images, g.dim(0), channels, height, width);
        // tito:end
    }

    /**
     * Writes the matrix of one image, row by row with {@link #gather}: row {@code (c * window height + ky) * window width + kx} for channel c and element
     * (ky, kx) of the window. The pixels of channel c begin at {@code imageAt + c * height * width}.
     *
     * @param image    pixels in the order (channels, height, width)
     * @param imageAt  where the first one is
     * @param matrix   gets {@code rows * columns} numbers in row-major order; what it held before is overwritten
     * @param matrixAt where the first of them goes
     */
    void im2col(float[] image, int imageAt, float[] matrix, int matrixAt) {
        // tito:begin spatial.im2col
        int at = matrixAt;
        for (int c = 0; c < channels; c++) {
            int plane = imageAt + c * down.length() * across.length();
            for (int ky = 0; ky < down.size(); ky++) {
                for (int kx = 0; kx < across.size(); kx++, at += columns()) {
                    gather(image, plane, ky, kx, matrix, at);
                }
            }
        }
        // tito:end
    }

    /**
     * Adds every entry of a matrix to the pixel it belongs to, row by row with {@link #scatter}, in the order of {@link #im2col(float[], int, float[], int)}.
     *
     * @param matrix   {@code rows * columns} numbers; may be overwritten
     * @param matrixAt where the first one is
     * @param image    pixels in the order (channels, height, width), added to
     * @param imageAt  where the first one is
     */
    void col2im(float[] matrix, int matrixAt, float[] image, int imageAt) {
        // tito:begin spatial.im2col
        int at = matrixAt;
        for (int c = 0; c < channels; c++) {
            int plane = imageAt + c * down.length() * across.length();
            for (int ky = 0; ky < down.size(); ky++) {
                for (int kx = 0; kx < across.size(); kx++, at += columns()) {
                    scatter(matrix, at, ky, kx, image, plane);
                }
            }
        }
        // tito:end
    }

    /**
     * One row of the matrix: what element (ky, kx) of the window sees in a channel at every place (py, px), in row-major order.
     *
     * <p>The places from {@link Axis#first} to {@link Axis#end} see pixels, those before and after see padding: so fill with zeros, copy, fill with zeros, without a
     * test at every pixel. With a stride of 1 a line of pixels is copied as a whole ({@link System#arraycopy}). If the window has as many places as
     * there are pixels ({@link Axis#isShift}), {@link ShiftedPlane#gather} does all lines in one go: nothing else has to be done then.
     *
     * @param image where the pixels are
     * @param plane where the channel's first pixel is; pixel (y, x) is at {@code plane + y * width + x}
     * @param at    where the row's first number goes
     */
    private void gather(float[] image, int plane, int ky, int kx, float[] matrix, int at) {
        // tito:begin spatial.im2col
        if (down.isShift() && across.isShift()) {
            ShiftedPlane.gather(down, across, ky, kx, image, plane, matrix, at);
            return;
        }
        int places = across.places();
        int first = across.first(kx);
        int end = across.end(kx);
        Arrays.fill(matrix, at, at + down.first(ky) * places, 0);
        for (int py = down.first(ky); py < down.end(ky); py++) {
            int row = at + py * places;
            int pixel = plane + down.index(py, ky) * across.length() + across.index(first, kx);
            Arrays.fill(matrix, row, row + first, 0);
            if (across.stride() == 1) {
                System.arraycopy(image, pixel, matrix, row + first, end - first);
            } else {
                for (int px = first; px < end; px++, pixel += across.stride()) {
                    matrix[row + px] = image[pixel];
                }
            }
            Arrays.fill(matrix, row + end, row + places, 0);
        }
        Arrays.fill(matrix, at + down.end(ky) * places, at + columns(), 0);
        // tito:end
    }

    /**
     * One row of the matrix back to where it came from: every number is added to the pixel that {@link #gather} would read, those in the padding are left out.
     * {@link ShiftedPlane#scatter} does it in one go if the window has as many places as there are pixels.
     */
    private void scatter(float[] matrix, int at, int ky, int kx, float[] image, int plane) {
        // tito:begin spatial.im2col
        if (down.isShift() && across.isShift()) {
            ShiftedPlane.scatter(down, across, ky, kx, matrix, at, image, plane);
            return;
        }
        int first = across.first(kx);
        int end = across.end(kx);
        for (int py = down.first(ky); py < down.end(ky); py++) {
            int row = at + py * across.places();
            int pixel = plane + down.index(py, ky) * across.length() + across.index(first, kx);
            for (int px = first; px < end; px++, pixel += across.stride()) {
                image[pixel] += matrix[row + px];
            }
        }
        // tito:end
    }

    private void requireSize(Tensor matrices) {
        if (matrices.dim(1) != rows() || matrices.dim(2) != columns()) {
            throw new ShapeException("col2im: " + channels + " channels of " + down.length() + " x " + across.length() + " pixels and a window of " + down.size() + " x "
                    + across.size() + " make matrices (N, " + rows() + ", " + columns() + "), got " + matrices.shape() + ".");
        }
    }

    private static void requireRank(String operation, String what, int rank, Tensor tensor) {
        if (tensor.rank() != rank) {
            throw new ShapeException(operation + ": needs " + what + ", got " + tensor.shape() + ". unsqueeze(0) makes a batch of one.");
        }
    }
}
