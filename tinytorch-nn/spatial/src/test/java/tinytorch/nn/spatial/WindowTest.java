package tinytorch.nn.spatial;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;

@Tag("spatial.window")
class WindowTest {

    @Test
    void countsItsPlaces() {
        Check.call("Window.of(3).places", 5).because("it begins at 0, 1 or 2").equal(() -> Window.of(3).places(5), 3);
        Check.call("Window.of(3).padding(1).places", 5).because("one more at each end: as many as the axis is long")
                .equal(() -> Window.of(3).padding(1).places(5), 5);
        Check.call("Window.of(2).stride(2).places", 6).because("side by side").equal(() -> Window.of(2).stride(2).places(6), 3);
        Check.call("Window.of(1).places", 5).equal(() -> Window.of(1).places(5), 5);
    }

    @Test
    void whatIsLeftAtTheEndGivesNoPlace() {
        Check.call("Window.of(2).stride(2).places", 5).because("it begins at 0 and 2; at 4 only one of its two elements is there")
                .equal(() -> Window.of(2).stride(2).places(5), 2);
        Check.call("Window.of(3).stride(2).padding(1).places", 5).equal(() -> Window.of(3).stride(2).padding(1).places(5), 3);
        Check.call("Window.of(3).stride(2).padding(1).places", 6).because("it begins at -1, 1 and 3")
                .equal(() -> Window.of(3).stride(2).padding(1).places(6), 3);
    }

    @Test
    void dilationMakesItLonger() {
        Check.call("Window.of(3).dilation(2).places", 5).because("its elements are 2 apart, so it spans 5")
                .equal(() -> Window.of(3).dilation(2).places(5), 1);
        Check.call("Window.of(3).dilation(2).padding(2).places", 5).equal(() -> Window.of(3).dilation(2).padding(2).places(5), 5);
    }

    @Test
    void hasNoPlaceWhereItDoesNotFit() {
        Check.call("Window.of(4).places", 3).equal(() -> Window.of(4).places(3), 0);
        Check.call("Window.of(4).stride(2).places", 3).because("it is one too long; a division by the stride must not round that away")
                .equal(() -> Window.of(4).stride(2).places(3), 0);
        Check.call("Window.of(3).dilation(3).places", 5).equal(() -> Window.of(3).dilation(3).places(5), 0);
        Check.call("Window.of(9).places", 2).because("a count is never negative").equal(() -> Window.of(9).places(2), 0);
    }

    @Test
    void knowsWhichIndexItSees() {
        Window window = new Window(3, 2, 1, 4);
        Check.call("Window(3, stride 2, padding 1, dilation 4).index", 0, 0).because("the first place begins in the padding")
                .equal(() -> window.index(0, 0), -1);
        Check.call("Window(3, stride 2, padding 1, dilation 4).index", 3, 0).because("3 places further: 3 * 2").equal(() -> window.index(3, 0), 5);
        Check.call("Window(3, stride 2, padding 1, dilation 4).index", 3, 2).because("and two elements further: 2 * 4")
                .equal(() -> window.index(3, 2), 13);
    }

    @Test
    void knowsAtWhichPlacesAnElementIsInside() {
        Window window = Window.of(3).padding(1);
        Check.call("Window.of(3).padding(1).firstPlace", 0, 5).because("at place 0 its first element is in the padding")
                .equal(() -> window.firstPlace(0, 5), 1);
        Check.call("Window.of(3).padding(1).firstPlace", 1, 5).equal(() -> window.firstPlace(1, 5), 0);
        Check.call("Window.of(3).padding(1).endPlace", 0, 5).equal(() -> window.endPlace(0, 5), 5);
        Check.call("Window.of(3).padding(1).endPlace", 2, 5).because("at place 4 its last element is in the padding")
                .equal(() -> window.endPlace(2, 5), 4);
    }

    /** Every small window on every small axis, counted one by one. */
    @Test
    void agreesWithCounting() {
        for (int i = 0; i < 4 * 3 * 5 * 3; i++) {
            Window window = new Window(1 + i % 4, 1 + i / 4 % 3, i / 12 % 5, 1 + i / 60);
            for (int length = 1; length <= 7; length++) {
                agreesWithCounting(window, length);
            }
        }
    }

    private static void agreesWithCounting(Window window, int length) {
        int places = Reference.places(window, length);
        Check.call(window + ".places", length).equal(() -> window.places(length), places);
        for (int element = 0; element < window.size(); element++) {
            int first = places;
            int end = 0;
            for (int place = 0; place < places; place++) {
                int index = place * window.stride() + element * window.dilation() - window.padding();
                if (0 <= index && index < length) {
                    first = Math.min(first, place);
                    end = place + 1;
                }
            }
            int k = element;
            int from = Check.call(window + ".firstPlace", k, length).run(() -> window.firstPlace(k, length));
            int to = Check.call(window + ".endPlace", k, length).run(() -> window.endPlace(k, length));
            Check.call(window + ".firstPlace and endPlace", k, length).because("both stay within the places, the end not before the first")
                    .holds(0 <= from && from <= to && to <= places, "0 <= first <= end <= " + places, from + " and " + to);
            if (end > 0) {
                Check.call(window + ".firstPlace", k, length).equal(() -> from, first);
                Check.call(window + ".endPlace", k, length).equal(() -> to, end);
            } else {
                Check.call(window + ".endPlace", k, length).because("this element is never inside: no places").equal(() -> to - from, 0);
            }
        }
    }
}
