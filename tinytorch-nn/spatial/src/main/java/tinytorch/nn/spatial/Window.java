package tinytorch.nn.spatial;

/**
 * How a window moves over an axis, for convolution and pooling.
 *
 * @param size     how many elements it sees, 1 or more
 * @param stride   how far it moves, 1 or more
 * @param padding  how many zeros are added at both ends, 0 or more
 * @param dilation how far apart the elements it sees are, 1 or more
 */
public record Window(int size, int stride, int padding, int dilation) {

    public Window {
        if (size < 1 || stride < 1 || padding < 0 || dilation < 1) {
            throw new IllegalArgumentException("Window: size, stride and dilation must be 1 or more and padding 0 or more, got size "
                    + size + ", stride " + stride + ", padding " + padding + ", dilation " + dilation + ".");
        }
    }

    /** How many places it has on an axis of this length: {@code floor((length + 2 padding - dilation (size - 1) - 1) / stride) + 1}; none if it does not fit. */
    public int places(int length) {
        int room = length + 2 * padding - dilation * (size - 1) - 1;
        return room < 0 ? 0 : room / stride + 1;
    }
}
