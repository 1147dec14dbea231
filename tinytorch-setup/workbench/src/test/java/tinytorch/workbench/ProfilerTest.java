package tinytorch.workbench;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;
import tinytorch.testkit.Values;

@Tag("setup.profiler")
class ProfilerTest {
    private final FakeClocks clocks = new FakeClocks();

    @Test
    void costIsTheDifferenceOfTwoReadingsForOneCall() {
        cost("(7000 - 1000) ns / 3 calls = 2e-6 s", Cost.of(clocks, 3, clocks.work(2000, 500, 64)), 2e-6, 5e-7, 64);
    }

    @Test
    void partOfANanosecondIsNotLost() {
        long[] calls = {0};
        Runnable work = () -> clocks.wall += calls[0]++ % 2;    // every second call takes a nanosecond
        cost("500 ns / 1000 calls = 0.5 ns: divide in double", Cost.of(clocks, 1000, work), 5e-10, 0, 0);
    }

    @Test
    void onlyTheWorkStandsBetweenTheReadingsOfTheWallClock() {
        Check.call("Cost.of", "2 calls").run(() -> Cost.of(clocks, 2, clocks.work(1, 1, 1)));
        String order = clocks.order.toString();
        Check.call("Cost.of", "2 calls").because("reading the other meters takes time that is not the work's")
                .holds(order.contains("wxxw") && order.length() == 8, "the wall clock is read right before and right after the work (x), the others outside", order);
    }

    @Test
    void blocksDoubleUntilOneLastsLongEnough() {
        Profiler profiler = new Profiler(clocks, 0, 0.01, 5);
        Check.call("Profiler.calibrate", "a call of 2 ms, repeats of 10 ms")
                .because("1, 2, 4 calls take 2, 4, 8 ms; 8 calls take 16 ms")
                .equal(() -> profiler.calibrate(clocks.work(2_000_000, 0, 0)), 8);
    }

    @Test
    void warmUpGoesOnWithBlocksThatDoNotGrow() {
        Profiler profiler = new Profiler(clocks, 0.1, 0.01, 5);
        long start = clocks.wall;
        Check.call("Profiler.calibrate", "a call of 2 ms, repeats of 10 ms, warm-up of 100 ms")
                .because("blocks of 1, 2, 4, 8, 8, ... calls until 100 ms are over")
                .equal(() -> profiler.calibrate(clocks.work(2_000_000, 0, 0)), 8);
        Check.call("Profiler.calibrate", "a call of 2 ms, repeats of 10 ms, warm-up of 100 ms")
                .because("14 + 6 * 16 = 110 ms is the first sum above 100 ms")
                .equal(() -> (clocks.wall - start) / 1_000_000, 110L);
    }

    @Test
    void longCallRunsOnceInARepeat() {
        Profiler profiler = new Profiler(clocks, 0, 0.01, 5);
        Check.call("Profiler.calibrate", "a call of 2 s").equal(() -> profiler.calibrate(clocks.work(2_000_000_000L, 0, 0)), 1);
    }

    @Test
    void blockOfOneCallIsEnoughForARepeatOfNoLength() {
        Profiler profiler = new Profiler(clocks, 0, 0, 1);
        Check.call("Profiler.calibrate", "a call of no time, repeats of no length").because("a block of 1 call is long enough")
                .equal(() -> profiler.calibrate(() -> { }), 1);
    }

    @Test
    void measurementIsTheMedianOfTheRepeats() {
        long[] nanos = {100, 900, 300, 500, 700};
        int[] call = {-1};     // the first call is the warm-up's
        Runnable work = () -> {
            long now = call[0] < 0 ? 1 : nanos[call[0]];
            clocks.wall += now;
            clocks.cpu += now / 10;
            clocks.bytes += 2 * now;
            call[0]++;
        };
        Measurement m = Check.call("Profiler.measure", "calls of 100, 900, 300, 500, 700 ns")
                .run(() -> new Profiler(clocks, 0, 0, 5).measure("work", work));
        Check.call("Profiler.measure", "median, min, max, cpu, bytes")
                .because("5 repeats of one call each, in the middle 500 ns").gives(
                () -> Values.of(new double[] {m.seconds() * 1e9, m.wall().min() * 1e9, m.wall().max() * 1e9, m.cpuSeconds() * 1e9, m.allocatedBytes()}, 5),
                Values.of(new double[] {500, 100, 900, 50, 1000}, 5));
        Check.call("Profiler.measure", "repeats").equal(() -> m.wall().count(), 5);
    }

    @Test
    void everyRepeatHasTheCallsThatCalibrationFound() {
        Profiler profiler = new Profiler(clocks, 0, 0.01, 3);
        Measurement m = Check.call("Profiler.measure", "a call of 2 ms")
                .run(() -> profiler.measure("work", clocks.work(2_000_000, 0, 0)));
        Check.call("Profiler.measure", "a call of 2 ms, repeats of 10 ms").equal(m::calls, 8);
        Check.call("Profiler.measure", "a call of 2 ms, repeats of 10 ms")
                .because("1 + 2 + 4 + 8 calls to calibrate, then 3 repeats of 8")
                .equal(() -> clocks.order.chars().filter(c -> c == 'x').count(), 39L);
        Check.call("Profiler.measure", "a call of 2 ms").because("the cost of one call, not of the repeat")
                .gives(() -> Values.of(new double[] {m.seconds()}), Values.of(new double[] {0.002}));
    }

    @Test
    void realClocksCountTheBytesOfAnArray() {
        Profiler profiler = new Profiler(Clocks.system(), 0, 0, 3);
        Measurement m = Check.call("Profiler.measure", "new float[100000]")
                .run(() -> profiler.measure("array", () -> Sink.keep(new float[100_000])));
        Check.call("Profiler.measure", "new float[100000]").because("4 bytes for each float, and a header of 16")
                .holds(m.allocatedBytes() >= 400_000 && m.allocatedBytes() < 401_000, "between 400000 and 401000 bytes", m.allocatedBytes());
        Sink.clear();
    }

    private static void cost(String reason, Cost cost, double wall, double cpu, double bytes) {
        Check.call("Cost.of", "wall ns, cpu ns, bytes").because(reason).gives(
                () -> Values.of(new double[] {cost.wallSeconds() * 1e9, cost.cpuSeconds() * 1e9, cost.allocatedBytes()}, 3),
                Values.of(new double[] {wall * 1e9, cpu * 1e9, bytes}, 3));
    }
}
