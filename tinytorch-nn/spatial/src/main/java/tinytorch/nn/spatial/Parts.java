package tinytorch.nn.spatial;

import tinytorch.tensor.BinaryOp;
import tinytorch.tensor.Kernels;
import tinytorch.tensor.Tensor;

/**
 * The matrix products of a convolution: one an image and group. Within a group, {@code outputs} kernels of {@code rows} weights each meet the
 * {@code rows x places} columns of the image's patches.
 */
final class Parts {
    private final Tensor x;
    private final Tensor weight;
    private final int groups;
    private final Patches patches;
    private final int outputs;
    private final int rows;
    private final int places;

    Parts(Convolution convolution, Tensor input, Tensor weight) {
        this.x = input.contiguous();
        this.weight = weight.contiguous();
        this.groups = convolution.groups();
        this.patches = new Patches(weight.dim(1), input.dim(2), input.dim(3), convolution.height(), convolution.width());
        this.outputs = weight.dim(0) / groups;
        this.rows = patches.rows();
        this.places = patches.columns();
    }

    int batch() {
        return x.dim(0);
    }

    int[] outputShape() {
        return new int[] {batch(), weight.dim(0), patches.placesDown(), patches.placesAcross()};
    }

    /** How many numbers the output has for one image. */
    int outputSize() {
        return weight.dim(0) * places;
    }

    /** Room for one image's columns: every range of images has its own. */
    float[] scratch() {
        return new float[patches.isIdentity() ? 0 : rows * places];
    }

    /** out = weight columns, for image n and a group. */
    void product(int n, int group, float[] scratch, float[] out) {
        float[] columns = columns(n, group, scratch);
        Kernels.active().matmul(outputs, places, rows, weight.data(), weightAt(group), rows, 1,
                columns, columnsAt(n, group), places, 1, out, outputAt(n, group), places);
    }

    /** out[o, ...] += bias[o] for every channel o of image n. */
    void addBias(int n, Tensor bias, float[] out) {
        for (int o = 0; o < weight.dim(0); o++) {
            int at = n * outputSize() + o * places;
            Kernels.active().binary(BinaryOp.ADD, places, out, at, 1, bias.data(), bias.offset() + o, 0, out, at, 1);
        }
    }

    /**
     * sum += g columns^T, for image n and a group.
     *
     * @param one room for one product
     */
    void addGradWeight(int n, int group, Tensor g, float[] scratch, float[] one, float[] sum) {
        float[] columns = columns(n, group, scratch);
        Kernels.active().matmul(outputs, rows, places, g.data(), g.offset() + outputAt(n, group), places, 1,
                columns, columnsAt(n, group), 1, places, one, 0, rows);
        int at = group * outputs * rows;
        Kernels.active().binary(BinaryOp.ADD, one.length, sum, at, 1, one, 0, 1, sum, at, 1);
    }

    /** gradInput = col2im(weight^T g), for image n and a group. */
    void gradInput(int n, int group, Tensor g, float[] scratch, float[] gradInput) {
        float[] columns = patches.isIdentity() ? gradInput : scratch;
        int columnsAt = patches.isIdentity() ? imageAt(n, group) : 0;
        Kernels.active().matmul(rows, places, outputs, weight.data(), weightAt(group), 1, rows,
                g.data(), g.offset() + outputAt(n, group), places, 1, columns, columnsAt, places);
        if (!patches.isIdentity()) {
            patches.col2im(scratch, gradInput, imageAt(n, group));
        }
    }

    /** The patches of image n as a matrix: the image itself where that is the same. */
    private float[] columns(int n, int group, float[] scratch) {
        if (patches.isIdentity()) {
            return x.data();
        }
        patches.im2col(x.data(), x.offset() + imageAt(n, group), scratch);
        return scratch;
    }

    private int columnsAt(int n, int group) {
        return patches.isIdentity() ? x.offset() + imageAt(n, group) : 0;
    }

    private int imageAt(int n, int group) {
        return (n * groups + group) * patches.imageSize();
    }

    private int weightAt(int group) {
        return weight.offset() + group * outputs * rows;
    }

    private int outputAt(int n, int group) {
        return (n * groups + group) * outputs * places;
    }
}
