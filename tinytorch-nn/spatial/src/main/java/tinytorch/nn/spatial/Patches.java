package tinytorch.nn.spatial;

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
 * <p>With a 3 x 3 window every pixel is in nine columns, so the matrix is nine times as large as the image: a convolution makes it for one image at a
 * time. ({@code torch.nn.functional.unfold} and {@code fold}; Chellapilla, Puri and Simard, "High Performance Convolutional Neural Networks for
 * Document Processing", 2006.)
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
            throw new ShapeException("Patches: an image of " + height + " x " + width + " pixels is smaller than the window, " + down + " by "
                    + across + ". Add padding, or use a smaller window.");
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
     * Writes the matrix of one image, row by row with {@link PatchRow#gather}: row {@code (c * window height + ky) * window width + kx} for channel c
     * and element (ky, kx) of the window. The pixels of channel c begin at {@code imageAt + c * height * width}.
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
                    PatchRow.gather(down, across, ky, kx, image, plane, matrix, at);
                }
            }
        }
        // tito:end
    }

    /**
     * Adds every entry of a matrix to the pixel it belongs to, row by row with {@link PatchRow#scatter}, in the order of
     * {@link #im2col(float[], int, float[], int)}.
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
                    PatchRow.scatter(down, across, ky, kx, matrix, at, image, plane);
                }
            }
        }
        // tito:end
    }

    private void requireSize(Tensor matrices) {
        if (matrices.dim(1) != rows() || matrices.dim(2) != columns()) {
            throw new ShapeException("col2im: " + channels + " channels of " + down.length() + " x " + across.length() + " pixels and a window of "
                    + down.size() + " x " + across.size() + " make matrices (N, " + rows() + ", " + columns() + "), got " + matrices.shape() + ".");
        }
    }

    private static void requireRank(String operation, String what, int rank, Tensor tensor) {
        if (tensor.rank() != rank) {
            throw new ShapeException(operation + ": needs " + what + ", got " + tensor.shape() + ". unsqueeze(0) makes a batch of one.");
        }
    }
}
