package tinytorch.text.attention;

import tinytorch.tensor.Tensor;

/** Where the rows of a tensor, counted through all axes but the last, begin in storage, whatever its strides. */
public final class Rows {
    private final int[] dims;
    private final int[] strides;
    private final int offset;

    public Rows(Tensor tensor) {
        this.dims = tensor.dims();
        this.strides = tensor.strides();
        this.offset = tensor.offset();
    }

    /** The position of a row's first number. */
    public int at(int row) {
        int at = offset;
        int rest = row;
        for (int axis = dims.length - 2; axis >= 0; axis--) {
            at += rest % dims[axis] * strides[axis];
            rest /= dims[axis];
        }
        return at;
    }

    /** How far apart two numbers of a row are. */
    public int step() {
        return strides[dims.length - 1];
    }
}
