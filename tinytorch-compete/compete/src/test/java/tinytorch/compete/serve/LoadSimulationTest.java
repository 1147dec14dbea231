package tinytorch.compete.serve;

import java.util.Arrays;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("compete.simulate")
class LoadSimulationTest {
    private static final long SECOND = 1_000_000_000L;

    private static long[] seconds(double... seconds) {
        long[] nanos = new long[seconds.length];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = (long) (seconds[i] * SECOND);
        }
        return nanos;
    }

    /** Answered, refused, p50, p95, p99, a second. */
    private static void gives(BatchRule rule, double secondsABatch, double secondsEach, double[] arrivals, String why, double... expected) {
        String batches = "a batch takes " + secondsABatch + " s and " + secondsEach + " s for each";
        LoadReport report = Check.call("LoadSimulation.run", rule, "arrivals " + Arrays.toString(arrivals) + " s", batches)
                .run(() -> LoadSimulation.run(seconds(arrivals), rule, size -> (long) ((secondsABatch + size * secondsEach) * SECOND)));
        Check.call("LoadSimulation.run", rule, "arrivals " + Arrays.toString(arrivals) + " s", batches + ": answered, refused, p50, p95, p99, a second").because(why)
                .gives(() -> Values.of(new double[] {report.answered(), report.refused(), report.p50(), report.p95(), report.p99(), report.perSecond()}, 6), Values.of(expected, 6));
    }

    @Test
    void aBatchGoesWhenItIsFullOrDue() {
        gives(new BatchRule(2, 10 * SECOND, 8), 5, 0, new double[] {0, 3, 4}, "0 and 3 are a batch at 3, answered at 8; 4 waits until 14 and is answered at 19: latencies 8, 5, 15", 3, 0, 8, 15, 15, 3 / 19.0);
    }

    @Test
    void whoComesWhileTheModelIsBusyWaitsForIt() {
        gives(new BatchRule(4, 0, 8), 5, 1, new double[] {0, 1, 2, 3}, "0 goes at once, answered at 6; 1, 2 and 3 wait for it, go at 6 and are answered at 14: latencies 6, 13, 12, 11", 4, 0, 11, 13, 13, 4 / 14.0);
    }

    @Test
    void whoComesToAFullQueueIsRefused() {
        gives(new BatchRule(1, 0, 1), 10, 0, new double[] {0, 1, 2, 3, 12}, "0 is at work until 10 and 1 waits, so 2 and 3 are refused; 1 is answered at 20, 12 at 30: latencies 10, 19, 18", 3, 2, 18, 19, 19, 0.1);
    }

    @Test
    void readersComeInBunches() {
        long[] times = Check.call("LoadSimulation.arrivals", 100, 20_000).run(() -> LoadSimulation.arrivals(100, 20_000, new SplittableRandom(5)));
        double squares = 0;
        for (int i = 1; i < times.length; i++) {
            double gap = (times[i] - times[i - 1]) / 1e9;
            squares += gap * gap / (times.length - 1);
        }
        Check.call("LoadSimulation.arrivals", "20,000 at 100 a second").because("the mean gap is 1/100 s, and the mean square of an exponential gap twice the square of its mean")
                .within(new Tolerance(0, 0.05)).gives(() -> Values.of(new double[] {times[19_999] / 1e9}, 1), Values.of(new double[] {200}, 1));
        double meanSquare = squares;
        Check.call("LoadSimulation.arrivals", "20,000 at 100 a second").because("not evenly: the mean square of the gaps is 2 / 100^2")
                .within(new Tolerance(0, 0.1)).gives(() -> Values.of(new double[] {meanSquare}, 1), Values.of(new double[] {2e-4}, 1));
    }
}
