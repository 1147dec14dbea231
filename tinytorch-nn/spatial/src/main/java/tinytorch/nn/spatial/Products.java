package tinytorch.nn.spatial;

import tinytorch.tensor.IndexedMatrix;
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

    /** A tensor for the numbers of all images, (N, O, places down, places across), to be overwritten. */
    Tensor output() {
        return Tensor.empty(batch(), kernels(), patches.placesDown(), patches.placesAcross());
    }

    /** Room for one padded image, for all images of a range: the thread's own. */
    float[] scratch() {
        return Room.image(patches.paddedSize());
    }

    /**
     * {@code output = weight patches}, for image n and a group.
     *
     * <p>{@link Kernels#matmul(int, float[], int, int, IndexedMatrix, float[], int, int)} with (outputs, rows) times {@link #patches}. The weights of
     * the group begin at {@link #weightAt}, those of the next kernel {@code rows} further; the result goes to {@link #outputAt}, its rows
     * {@code places} apart.
     *
     * @param scratch room for a padded image
     * @param out     the outputs of all images
     */
    void output(int n, int group, float[] scratch, float[] out) {
        // tito:begin spatial.conv
        Kernels.active().matmul(outputs, weight.data(), weightAt(group), rows, patches(n, group, scratch), out, outputAt(n, group), places);
        // tito:end
    }

    /**
     * The transpose of dL/dweight, {@code patches g^T}, for image n and a group: (rows, places) times (places, outputs). The patches are not kept from
     * forward.
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
        Kernels.active().matmul(patches(n, group, scratch), outputs,
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

    /** Room for the gradient of one matrix of patches: the thread's own. */
    float[] matrix() {
        return Room.matrix(rows * places);
    }

    /** Room for what {@link #gradWeight} gives for one image: the thread's own. */
    float[] oneGradient() {
        return Room.matrix(weight.size());
    }

    /**
     * {@code dL/dinput = col2im(weight^T g)}, for image n and a group: (rows, outputs) times (outputs, places) is the gradient of the patches, and
     * col2im brings it back to the pixels.
     *
     * @param g          dL/doutput, contiguous
     * @param transposed {@link #transposedWeight}, made once for all images
     * @param matrix     room for the product
     * @param scratch    room for a padded image
     * @param out        the gradient of all images
     */
    void gradInput(int n, int group, Tensor g, float[] transposed, float[] matrix, float[] scratch, float[] out) {
        // tito:begin spatial.conv-backward
        Kernels.active().matmul(rows, places, outputs,
                transposed, group * rows * outputs, outputs, 1,
                g.data(), g.offset() + outputAt(n, group), places, 1,
                matrix, 0, places);
        patches.col2im(matrix, 0, scratch, out, imageAt(n, group));
        // tito:end
    }

    /** What the window sees on image n, in the channels of a group. */
    private IndexedMatrix patches(int n, int group, float[] scratch) {
        return patches.of(x.data(), x.offset() + imageAt(n, group), scratch);
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
