package tinytorch.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.IntToDoubleFunction;

import org.junit.jupiter.api.Test;

class StopwatchTest {
    private static final Protocol PROTOCOL = new Protocol(10, 0, 5, 20);
    private static final int ROUND = 100;
    private static final double MOST = 100;

    private long now;
    private int calls;

    /** Measures a model whose call i, the warm-up's not counted, takes so many milliseconds. */
    private Score.Latency measure(IntToDoubleFunction millis) throws Rejected {
        return new Stopwatch(PROTOCOL, MOST, () -> now).measure(_ -> {
            now += calls < PROTOCOL.warmUpCalls() ? 0 : (long) (1e6 * millis.applyAsDouble(calls - PROTOCOL.warmUpCalls()));
            calls++;
        });
    }

    @Test
    void theMedianOfTheBlocksCounts() throws Rejected {
        Score.Latency latency = measure(i -> 10 + i / 20);
        assertEquals(new Score.Latency(12, 12, 11, 13, ROUND), latency);
        assertEquals(PROTOCOL.warmUpCalls() + ROUND, calls, "a calm machine is measured once");
    }

    @Test
    void aBlockThatWasDisturbedDoesNotSpoilTheNumber() throws Rejected {
        assertEquals(10, measure(i -> i >= 20 && i < 40 ? 250 : 10).p95());
        assertEquals(PROTOCOL.warmUpCalls() + ROUND, calls);
    }

    @Test
    void aDisturbedRoundIsMeasuredAgain() throws Rejected {
        assertEquals(new Score.Latency(10, 10, 10, 10, ROUND), measure(i -> i < ROUND && i % 40 < 20 ? 90 : 10));
        assertEquals(PROTOCOL.warmUpCalls() + 2 * ROUND, calls);
    }

    @Test
    void afterThreeRoundsTheCalmestCounts() throws Rejected {
        double[] spike = {90, 30, 60};
        Score.Latency latency = measure(i -> i % 40 < 20 ? spike[i / ROUND] : 10);
        assertEquals(PROTOCOL.warmUpCalls() + 3 * ROUND, calls);
        assertEquals(30, latency.upperQuartile());
    }

    @Test
    void whatIsTooSlowIsRefused() {
        Rejected refused = assertThrows(Rejected.class, () -> measure(_ -> 101));
        assertEquals(Reason.TOO_SLOW, refused.reason());
        assertTrue(refused.getMessage().contains("101.0 ms"), refused.getMessage());
        calls = 0;
        assertThrows(Rejected.class, () -> measure(_ -> 301));
        assertEquals(PROTOCOL.warmUpCalls() + 20, calls, "what is far too slow is not timed to the end");
    }
}
