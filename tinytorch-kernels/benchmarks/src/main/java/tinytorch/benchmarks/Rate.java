package tinytorch.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import tinytorch.workbench.Statistics;

/**
 * What was measured: the amount of work in a second, over the iterations of a run.
 *
 * @param unit           what is counted, such as {@code flops}
 * @param median         a second
 * @param low            a quarter of the iterations were slower
 * @param high           a quarter were faster
 * @param callSeconds    the median time of a call
 * @param allocatedBytes memory that a call took from the heap
 * @param collecting     the part of the time that the garbage collector ran
 */
record Rate(String unit, double median, double low, double high, double callSeconds, double allocatedBytes, double collecting) {

    static Rate of(RunResult run) {
        String unit = run.getSecondaryResults().keySet().stream().filter(name -> !name.contains("gc.")).findFirst()
                .orElseThrow(() -> new IllegalStateException(run.getParams().getBenchmark() + " counts no work"));
        org.openjdk.jmh.util.Statistics work = run.getSecondaryResults().get(unit).getStatistics();
        double seconds = run.getParams().getMeasurement().getTime().convertTo(TimeUnit.MILLISECONDS) / 1e3
                * run.getParams().getMeasurement().getCount();
        return new Rate(unit, work.getPercentile(50), work.getPercentile(25), work.getPercentile(75), 1 / run.getPrimaryResult().getStatistics().getPercentile(50),
                secondary(run, "gc.alloc.rate.norm"), secondary(run, "gc.time") / 1e3 / Math.max(seconds, 1e-9));
    }

    /** Of several turns: medians over them; quartiles too. */
    static Rate ofTurns(List<Rate> turns) {
        Statistics rates = over(turns, Rate::median);
        return new Rate(turns.getFirst().unit(), rates.median(), rates.q1(), rates.q3(), over(turns, Rate::callSeconds).median(),
                over(turns, Rate::allocatedBytes).median(), turns.stream().mapToDouble(Rate::collecting).average().orElseThrow());
    }

    private static Statistics over(List<Rate> turns, ToDoubleFunction<Rate> value) {
        return Statistics.of(turns.stream().mapToDouble(value).toArray());
    }

    private static double secondary(RunResult run, String name) {
        return run.getSecondaryResults().entrySet().stream().filter(entry -> entry.getKey().endsWith(name)).map(entry -> entry.getValue())
                .mapToDouble(Result::getScore).findFirst().orElse(0);
    }

    /** Half the distance of the quartiles, as a part of the median. */
    double spread() {
        return (high - low) / 2 / median;
    }
}
