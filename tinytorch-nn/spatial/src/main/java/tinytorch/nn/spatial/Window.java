package tinytorch.nn.spatial;

/**
 * How a window moves over an axis, for convolution and pooling. {@code Window.of(3).padding(1)} is the usual one of a convolution: it has
 * as many places as the axis is long.
 *
 * @param size     how many elements it sees, 1 or more
 * @param stride   how far it moves, 1 or more
 * @param padding  how many elements are added at both ends, 0 or more: zeros for a convolution
 * @param dilation how far apart the elements it sees are, 1 or more
 */
public record Window(int size, int stride, int padding, int dilation) {

    public Window {
        if (size < 1 || stride < 1 || padding < 0 || dilation < 1) {
            throw new IllegalArgumentException("Window: size, stride and dilation must be 1 or more and padding 0 or more, got size "
                    + size + ", stride " + stride + ", padding " + padding + ", dilation " + dilation + ".");
        }
    }

    /** A window of this size that moves by 1, without padding or gaps. */
    public static Window of(int size) {
        return new Window(size, 1, 0, 1);
    }

    /** This window, moving so far. */
    public Window stride(int stride) {
        return new Window(size, stride, padding, dilation);
    }

    /** This window on an axis with so much padding at both ends. */
    public Window padding(int padding) {
        return new Window(size, stride, padding, dilation);
    }

    /** This window with its elements so far apart. */
    public Window dilation(int dilation) {
        return new Window(size, stride, padding, dilation);
    }

    /**
     * How many places it has on an axis of this length: {@code floor((length + 2 padding - dilation (size - 1) - 1) / stride) + 1}, and none
     * if it does not fit even once.
     *
     * <p>Worked example: on 5 elements a window of size 3 has the places 0, 1, 2, so 3 of them; with padding 1 it has 5, with
     * padding 1 and stride 2 it has 3, with dilation 2 (it spans 5 elements) just 1, and with dilation 3 none.
     */
    public int places(int length) {
        // tito:begin spatial.window
        int room = length + 2 * padding - dilation * (size - 1) - 1;
        return room < 0 ? 0 : room / stride + 1;
        // tito:end
    }

    /**
     * Which index of the axis an element of the window sees at a place: {@code place * stride - padding + element * dilation}. Below 0 or
     * past the axis' end it lies in the padding.
     *
     * @param place   from 0 to {@link #places} - 1
     * @param element from 0 to {@code size - 1}
     */
    public int index(int place, int element) {
        // tito:begin spatial.window
        return place * stride - padding + element * dilation;
        // tito:end
    }

    /**
     * The first place at which an element of the window is not in the padding before the axis: the smallest place with
     * {@code index(place, element) >= 0}, at most {@code places(length)}.
     *
     * <p>With this and {@link #endPlace} a loop over the places needs no test inside it. {@link Math#ceilDiv(int, int)} rounds up,
     * {@link Math#clamp(long, int, int)} keeps a number between two others.
     *
     * <p>Worked example: size 3, stride 1, padding 1. Element 0 is in the padding at place 0, so its first place is 1; element 1 has 0.
     */
    public int firstPlace(int element, int length) {
        // tito:begin spatial.window
        int first = Math.ceilDiv(padding - element * dilation, stride);
        return Math.clamp(first, 0, places(length));
        // tito:end
    }

    /**
     * One past the last place at which an element of the window is not in the padding after the axis: all places from
     * {@link #firstPlace} to this one, excluded, have {@code 0 <= index(place, element) < length}. Never less than {@code firstPlace}: an element
     * that is always in the padding has no places. {@link Math#floorDiv(int, int)} rounds down, also below 0.
     *
     * <p>Worked example: size 3, stride 1, padding 1, length 5. Element 2 sees index 4 at place 3 and lies in the padding at place 4,
     * so its end is 4; element 0 has 5.
     */
    public int endPlace(int element, int length) {
        // tito:begin spatial.window
        int last = Math.floorDiv(length - 1 + padding - element * dilation, stride);
        return Math.clamp(last + 1, firstPlace(element, length), places(length));
        // tito:end
    }
}
