package tinytorch.nn.spatial;

/** A window on an axis of a certain length, with everything that inner loops ask for worked out once. */
final class Axis {
    private final Window window;
    private final int length;
    private final int places;
    private final int[] first;
    private final int[] end;

    Axis(Window window, int length) {
        this.window = window;
        this.length = length;
        this.places = window.places(length);
        this.first = new int[window.size()];
        this.end = new int[window.size()];
        for (int element = 0; element < first.length; element++) {
            first[element] = window.firstPlace(element, length);
            end[element] = window.endPlace(element, length);
        }
    }

    int length() {
        return length;
    }

    int size() {
        return window.size();
    }

    int stride() {
        return window.stride();
    }

    /** {@link Window#places} on this axis. */
    int places() {
        return places;
    }

    /** {@link Window#firstPlace} on this axis. */
    int first(int element) {
        return first[element];
    }

    /** {@link Window#endPlace} on this axis. */
    int end(int element) {
        return end[element];
    }

    /** {@link Window#index}. */
    int index(int place, int element) {
        return window.index(place, element);
    }
}
