package tinytorch.compete.serve;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.compete.serve.SlidingWindow.Reading;
import tinytorch.testkit.Check;

@Tag("compete.slide")
class SlidingWindowTest {

    /** What is read when a text grows token by token. */
    private static List<String> readings(SlidingWindow window, int length) {
        List<String> all = new ArrayList<>();
        int cached = 0;
        for (int n = 1; n <= length; n++) {
            Reading reading = window.next(n, n - 1, cached);
            cached = (reading.fresh() ? 0 : cached) + n - reading.from();
            all.add(reading.from() + (reading.fresh() ? " anew" : ""));
        }
        return all;
    }

    @Test
    void halfTheWindowIsReadAgainWhenItIsFull() {
        Check.call("SlidingWindow.next", "context 4, keep 2, lengths 1 to 8").because("the positions of what is kept change, so it is read again")
                .equal(() -> readings(new SlidingWindow(4, 2), 8), List.of("0", "1", "2", "3", "3 anew", "5", "6", "6 anew"));
    }

    @Test
    void keepingAllIsNanoGpts() {
        Check.call("SlidingWindow.next", "context 3, keep 3, lengths 1 to 6").because("always the last 3 tokens").equal(() -> readings(new SlidingWindow(3, 3), 6),
                List.of("0", "1", "2", "1 anew", "2 anew", "3 anew"));
    }

    @Test
    void aPromptThatFitsIsReadWhole() {
        SlidingWindow window = new SlidingWindow(8, 4);
        Check.call("SlidingWindow.next", 8, 0, 0).equal(() -> window.next(8, 0, 0), new Reading(0, false));
        Check.call("SlidingWindow.next", 9, 0, 0).because("longer than the context: its last 4 tokens").equal(() -> window.next(9, 0, 0), new Reading(5, true));
        Check.call("SlidingWindow.next", 20, 17, 5).because("3 more fit beside 5").equal(() -> window.next(20, 17, 5), new Reading(17, false));
        Check.call("SlidingWindow.next", 20, 17, 6).because("3 more do not fit beside 6").equal(() -> window.next(20, 17, 6), new Reading(16, true));
    }

    @Test
    void tokensThatAreRead() {
        Check.call("SlidingWindow.tokensRead", "context 4, keep 2", 8).equal(() -> new SlidingWindow(4, 2).tokensRead(8), 10L);
        Check.call("SlidingWindow.tokensRead", "context 4, keep 4", 8).because("past the context every token costs four").equal(() -> new SlidingWindow(4, 4).tokensRead(8), 20L);
        Check.call("SlidingWindow.tokensRead", "context 8", 5).equal(() -> new SlidingWindow(8, 4).tokensRead(5), 5L);
    }
}
