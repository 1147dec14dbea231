package tinytorch.text.attention;

import tinytorch.tensor.Tensor;

/** The matrix of one head of one sequence inside a tensor (B, H, rows, columns): number (i, j) is {@code data[at + i * row + j * column]}. */
record Head(float[] data, int at, int row, int column, int rows, int columns) {

    /** Head number {@code b * H + h}. */
    static Head of(Tensor x, int number) {
        int[] strides = x.strides();
        int at = x.offset() + number / x.dim(1) * strides[0] + number % x.dim(1) * strides[1];
        return new Head(x.data(), at, strides[2], strides[3], x.dim(2), x.dim(3));
    }

    /** Where a row begins. */
    int at(int i) {
        return at + i * row;
    }
}
