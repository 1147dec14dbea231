package tinytorch.nn.spatial;

import tinytorch.tensor.Kernels;
import tinytorch.tensor.Tensor;

/**
 * The matrix products of a convolution, one for each image and group. The sizes of one product:
 *
 * <pre>
 * weight    (outputs, rows)     the group's kernels, each as one row of C / groups * kh * kw weights
 * patches   (rows, places)      what the window sees at each of its places ({@link Patches})
 * output    (outputs, places)   the group's channels of one image: as they lie in memory
 * </pre>
 */
final class Products {
    private final Tensor x;
    private final Tensor weight;
    private final int groups;
    private final Patches patches;
    private final int outputs;
    private final int rows;
    private final int places;

    Products(Convolution convolution, Tensor input, Tensor weight) {
        this.x = input.contiguous();
        this.weight = weight.contiguous();
        this.groups = convolution.groups();
        this.patches = new Patches(weight.dim(1), input.dim(2), input.dim(3), convolution.height(), convolution.width());
        this.outputs = weight.dim(0) / groups;
        this.rows = patches.rows();
        this.places = patches.columns();
    }

    /** N. */
    int batch() {
        return x.dim(0);
    }

    /** O: how many kernels there are in all groups. */
    int kernels() {
        return weight.dim(0);
    }

    /** How many places the window has on an image. */
    int places() {
        return places;
    }

    /** The numbers of all images as a tensor (N, O, places down, places across). */
    Tensor output(float[] values) {
        return Tensor.wrap(values, batch(), kernels(), patches.placesDown(), patches.placesAcross());
    }

    /** Room for one matrix of patches; none is needed if that is the image itself. */
    float[] scratch() {
        return new float[patches.isIdentity() ? 0 : rows * places];
    }

    /**
     * {@code output = weight patches}, for image n and a group.
     *
     * <p>{@link Kernels#matmul} with (outputs, rows) times (rows, places). The weights of the group begin at {@link #weightAt}, those of the next
     * kernel {@code rows} further; the patches are in {@link #patches(int, int, float[])} from {@link #patchesAt} on; the result goes to
     * {@link #outputAt}.
     *
     * @param scratch where the patches may be made
     * @param out     the outputs of all images
     */
    void output(int n, int group, float[] scratch, float[] out) {
        // tito:begin spatial.conv
        float[] matrix = patches(n, group, scratch);
        Kernels.active().matmul(outputs, places, rows,
                weight.data(), weightAt(group), rows, 1,
                matrix, patchesAt(n, group), places, 1,
                out, outputAt(n, group), places);
        // tito:end
    }

    /**
     * The transpose of dL/dweight, {@code patches g^T}, for image n and a group: (rows, places) times (places, outputs). The patches are made again:
     * kept from forward they would take kh * kw times the memory of the input.
     *
     * <p>A transposed matrix is the same numbers with row step and column step exchanged. But a quick product has to turn its right operand over to
     * read it in order: g has {@code outputs} rows, the patches several times as many. That is why the transpose is computed here, and turned back
     * once for all images ({@link #weightGradient}).
     *
     * @param g   dL/doutput, contiguous
     * @param out gets the result for each group, one after the other
     */
    void gradWeight(int n, int group, Tensor g, float[] scratch, float[] out) {
        // tito:begin spatial.conv-backward
        float[] matrix = patches(n, group, scratch);
        Kernels.active().matmul(rows, outputs, places,
                matrix, patchesAt(n, group), places, 1,
                g.data(), g.offset() + outputAt(n, group), 1, places,
                out, group * rows * outputs, outputs);
        // tito:end
    }

    /** The sum of what {@link #gradWeight} gave, (groups, rows, outputs), as a gradient of the weight's shape. */
    Tensor weightGradient(float[] sum) {
        return Tensor.wrap(sum, groups, rows, outputs).transpose().reshape(weight.dims());
    }

    /** The weights of every group transposed, (groups, rows, outputs). */
    float[] transposedWeight() {
        return weight.reshape(groups, outputs, rows).transpose().copy().data();
    }

    /**
     * {@code dL/dinput = col2im(weight^T g)}, for image n and a group: (rows, outputs) times (outputs, places) is the gradient of the patches, and
     * col2im brings it back to the pixels. Where the patches are the image itself, the product goes there directly.
     *
     * @param g          dL/doutput, contiguous
     * @param transposed {@link #transposedWeight}, made once for all images
     * @param out        the gradient of all images, where this one's is still 0
     */
    void gradInput(int n, int group, Tensor g, float[] transposed, float[] scratch, float[] out) {
        // tito:begin spatial.conv-backward
        boolean direct = patches.isIdentity();
        Kernels.active().matmul(rows, places, outputs,
                transposed, group * rows * outputs, outputs, 1,
                g.data(), g.offset() + outputAt(n, group), places, 1,
                direct ? out : scratch, direct ? imageAt(n, group) : 0, places);
        if (!direct) {
            patches.col2im(scratch, 0, out, imageAt(n, group));
        }
        // tito:end
    }

    /** The patches of image n for a group, made in the scratch; or the images, if nothing has to be made. */
    private float[] patches(int n, int group, float[] scratch) {
        if (patches.isIdentity()) {
            return x.data();
        }
        patches.im2col(x.data(), x.offset() + imageAt(n, group), scratch, 0);
        return scratch;
    }

    /** Where in that array they begin. */
    private int patchesAt(int n, int group) {
        return patches.isIdentity() ? x.offset() + imageAt(n, group) : 0;
    }

    /** Where the channels of a group begin, in images that follow one another. */
    private int imageAt(int n, int group) {
        return (n * groups + group) * patches.imageSize();
    }

    /** Where the kernels of a group begin. */
    private int weightAt(int group) {
        return weight.offset() + group * outputs * rows;
    }

    /** Where the outputs of a group begin, in outputs that follow one another. */
    private int outputAt(int n, int group) {
        return (n * groups + group) * outputs * places;
    }
}
