package tinytorch.nn.spatial;

import java.util.Arrays;

import tinytorch.tensor.IndexedMatrix;
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
 * <p>With a 3 x 3 window every pixel is in nine columns, so the matrix is nine times as large as the image. But it need not be stored. With the zeros of
 * the padding around the image, the index of an entry is a sum of two numbers, one for its row and one for its column: {@link IndexedMatrix}.
 * ({@code torch.nn.functional.unfold} and {@code fold}; Chellapilla, Puri and Simard, "High Performance Convolutional Neural Networks for Document
 * Processing", 2006; without the matrix: Dukhan, "The Indirect Convolution Algorithm", 2019.)
 */
public final class Patches {
    private final int channels;
    private final int height;
    private final int width;
    private final Window down;
    private final Window across;
    private final int[] rowOffsets;
    private final int[] placeOffsets;

    /**
     * The places of a window on an image.
     *
     * @param down   how the window moves along the height
     * @param across how it moves along the width
     * @throws ShapeException if it does not fit into the image
     */
    Patches(int channels, int height, int width, Window down, Window across) {
        this.channels = channels;
        this.height = height;
        this.width = width;
        this.down = down;
        this.across = across;
        this.rowOffsets = rowOffsets();
        if (placesDown() == 0 || placesAcross() == 0) {
            throw new ShapeException("Patches: an image of " + height + " x " + width + " pixels is smaller than the window, " + down + " by "
                    + across + ". Add padding, or use a smaller window.");
        }
        this.placeOffsets = placeOffsets();
    }

    /** Rows of the matrix: channels * window height * window width. */
    int rows() {
        return channels * down.size() * across.size();
    }

    /** Columns of the matrix: one for each place of the window. */
    int columns() {
        return placesDown() * placesAcross();
    }

    /** How many places the window has along the height: the height of a convolution's output. */
    int placesDown() {
        return down.places(height);
    }

    /** How many places the window has along the width: the width of a convolution's output. */
    int placesAcross() {
        return across.places(width);
    }

    /** Pixels of one image, in all channels. */
    int imageSize() {
        return channels * height * width;
    }

    /** The same with the padding. */
    int paddedSize() {
        return channels * paddedHeight() * paddedWidth();
    }

    private int paddedHeight() {
        return height + 2 * down.padding();
    }

    private int paddedWidth() {
        return width + 2 * across.padding();
    }

    /**
     * For every row (c, ky, kx) of the matrix, in this order: where element (ky, kx) of the window lies in channel c of the padded image while the
     * window is at place (0, 0). The elements are a dilation apart.
     *
     * <p>Worked example: two channels, 3 x 3 pixels with padding 1 (5 x 5) and a window of 2 x 2: 0, 1, 5, 6, 25, 26, 30, 31.
     */
    private int[] rowOffsets() {
        // tito:begin spatial.im2col
        int[] offsets = new int[rows()];
        int row = 0;
        for (int c = 0; c < channels; c++) {
            for (int ky = 0; ky < down.size(); ky++) {
                for (int kx = 0; kx < across.size(); kx++) {
                    offsets[row++] = (c * paddedHeight() + ky * down.dilation()) * paddedWidth() + kx * across.dilation();
                }
            }
        }
        return offsets;
        // tito:end
    }

    /**
     * For every place (py, px) of the window, row by row: how far it is from place (0, 0) in the padded image. Places are a stride apart.
     *
     * <p>Worked example: 3 x 3 pixels with padding 1 and a window of 2 x 2 that moves by 2: 0, 2, 10, 12.
     */
    private int[] placeOffsets() {
        // tito:begin spatial.im2col
        int[] offsets = new int[columns()];
        int place = 0;
        for (int py = 0; py < placesDown(); py++) {
            for (int px = 0; px < placesAcross(); px++) {
                offsets[place++] = py * down.stride() * paddedWidth() + px * across.stride();
            }
        }
        return offsets;
        // tito:end
    }

    /**
     * The matrix of one image: every entry is found at the sum of its row's and its place's offset. Without padding that is in the image itself; else
     * the image is copied into {@code padded} first ({@link #pad}).
     *
     * @param image  pixels in the order (channels, height, width)
     * @param at     where the first one is
     * @param padded room for {@link #paddedSize} numbers; the matrix is good until something else is written there
     */
    IndexedMatrix of(float[] image, int at, float[] padded) {
        // tito:begin spatial.im2col
        if (down.padding() == 0 && across.padding() == 0) {
            return new IndexedMatrix(image, at, rowOffsets, placeOffsets);
        }
        pad(image, at, padded);
        return new IndexedMatrix(padded, 0, rowOffsets, placeOffsets);
        // tito:end
    }

    /** Writes the image with zeros around it, line by line. What the array held before is overwritten. */
    private void pad(float[] image, int at, float[] padded) {
        // tito:begin spatial.im2col
        Arrays.fill(padded, 0, paddedSize(), 0);
        for (int line = 0; line < channels * height; line++) {
            System.arraycopy(image, at + line * width, padded, inPadded(line), width);
        }
        // tito:end
    }

    /** Where line {@code y} of channel c, number {@code c * height + y} of the image's lines, begins in the padded image. */
    private int inPadded(int line) {
        return (line / height * paddedHeight() + line % height + down.padding()) * paddedWidth() + across.padding();
    }

    /**
     * Adds every entry of a matrix to the pixel it belongs to ({@link Kernels#add}, in a padded image of zeros), and writes the pixels, without
     * the padding, to the image.
     *
     * @param matrix   {@code rows * columns} numbers in row-major order
     * @param matrixAt where the first one is
     * @param padded   room for {@link #paddedSize} numbers
     * @param image    gets the pixels in the order (channels, height, width)
     * @param at       where the first one goes
     */
    void col2im(float[] matrix, int matrixAt, float[] padded, float[] image, int at) {
        // tito:begin spatial.im2col
        Arrays.fill(padded, 0, paddedSize(), 0);
        Kernels.active().add(new IndexedMatrix(padded, 0, rowOffsets, placeOffsets), matrix, matrixAt);
        for (int line = 0; line < channels * height; line++) {
            System.arraycopy(padded, inPadded(line), image, at + line * width, width);
        }
        // tito:end
    }

    /**
     * The matrices of several images, one after the other.
     *
     * @param images of shape {@code (N, channels, height, width)}
     * @return of shape {@code (N, rows, columns)}
     */
    public static Tensor im2col(Tensor images, Window down, Window across) {
        requireRank("im2col", "images (N, C, H, W)", 4, images);
        Tensor x = images.contiguous();
        Patches patches = new Patches(x.dim(1), x.dim(2), x.dim(3), down, across);
        int size = patches.rows() * patches.columns();
        float[] matrices = new float[x.dim(0) * size];
        Kernels.active().parallel(x.dim(0), (from, to) -> {
            float[] padded = new float[patches.paddedSize()];
            for (int n = from; n < to; n++) {
                patches.of(x.data(), x.offset() + n * patches.imageSize(), padded).copyTo(matrices, n * size);
            }
        });
        return Tensor.wrap(matrices, x.dim(0), patches.rows(), patches.columns());
    }

    /**
     * The transpose of im2col: every entry is added to the pixel it was copied from, so that {@code <im2col(x), g> = <x, col2im(g)>} for all x and g,
     * with {@code <a, b>} the sum of products. That makes it im2col's gradient.
     *
     * @param matrices of shape {@code (N, rows, columns)}
     * @return of shape {@code (N, channels, height, width)}
     * @throws ShapeException if the matrices are not those of such images
     */
    public static Tensor col2im(Tensor matrices, int channels, int height, int width, Window down, Window across) {
        requireRank("col2im", "matrices (N, rows, columns)", 3, matrices);
        Patches patches = new Patches(channels, height, width, down, across);
        patches.requireSize(matrices);
        Tensor g = matrices.contiguous();
        int size = patches.rows() * patches.columns();
        float[] images = new float[g.dim(0) * patches.imageSize()];
        Kernels.active().parallel(g.dim(0), (from, to) -> {
            float[] padded = new float[patches.paddedSize()];
            for (int n = from; n < to; n++) {
                patches.col2im(g.data(), g.offset() + n * size, padded, images, n * patches.imageSize());
            }
        });
        return Tensor.wrap(images, g.dim(0), channels, height, width);
    }

    private void requireSize(Tensor matrices) {
        if (matrices.dim(1) != rows() || matrices.dim(2) != columns()) {
            throw new ShapeException("col2im: " + channels + " channels of " + height + " x " + width + " pixels and a window of " + down.size() + " x "
                    + across.size() + " make matrices (N, " + rows() + ", " + columns() + "), got " + matrices.shape() + ".");
        }
    }

    private static void requireRank(String operation, String what, int rank, Tensor tensor) {
        if (tensor.rank() != rank) {
            throw new ShapeException(operation + ": needs " + what + ", got " + tensor.shape() + ". unsqueeze(0) makes a batch of one.");
        }
    }
}
