package tinytorch.optim;

import static tinytorch.optim.ScheduleCases.factors;
import static tinytorch.optim.Steps.group;
import static tinytorch.optim.Steps.number;
import static tinytorch.optim.Steps.one;

import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("optim.one-cycle")
class OneCycleTest {

    @Test
    void risesAndFalls() {
        factors(new OneCycle(5, 0.6, 0.2, 0.4, 0.5, 0.5), "0.2 to 1 at step 2 (0.6 * 5 - 1), then to 0.4 at step 4; the middles are the means",
                0.2, 0.6, 1, 0.7, 0.4);
    }

    @Test
    void theFirstTheHighestAndTheLast() {
        OneCycle schedule = new OneCycle(20);
        Check.call(schedule + ".factor", 0).because("1/25").within(new Tolerance(0, 1e-12)).gives(() -> at(schedule, 0), Values.of(new double[] {0.04}));
        Check.call(schedule + ".factor", 5).because("the peak: 0.3 * 20 - 1").within(new Tolerance(0, 1e-12)).gives(() -> at(schedule, 5), Values.of(new double[] {1}));
        Check.call(schedule + ".factor", 19).because("1/25 of 1/10000").within(new Tolerance(0, 1e-9)).gives(() -> at(schedule, 19), Values.of(new double[] {4e-6}));
    }

    @Test
    @LookAt("OneCycle.wave")
    void staysAtItsEnd() {
        factors(new OneCycle(3, 0.5, 0.5, 0.25, 0.5, 0.5), "the peak is at step 0.5; after the last step nothing changes", 0.5,
                0.25 + 0.75 * (1 + Math.cos(Math.PI / 3)) / 2, 0.25, 0.25, 0.25);
    }

    @Test
    @LookAt("OneCycle.wave")
    void aPeakBeforeTheFirstStepMeansNoRise() {
        factors(new OneCycle(2, 0.5, 0.1, 0.2, 0.5, 0.5), "the peak is at step 0", 1, 0.2);
        Check.call("new OneCycle(0)").refuses(IllegalArgumentException.class, () -> new OneCycle(0), "at least 1 step");
    }

    @Test
    void changesRateAndMomentumOfTheOptimizer() {
        ParameterGroup group = group(one(0), 0.2);
        SGD sgd = new SGD(group, Momentum.of(0.9));
        Check.call("OneCycle(20).apply", "the peak").because("the highest rate, the lowest momentum").equal(() -> {
            new OneCycle(20).apply(sgd, 5);
            return group.learningRate() + ", " + group.momentum();
        }, "0.2, 0.85");
        Check.call("OneCycle(20).apply", "SGD without momentum").because("there is nothing to change: say so")
                .refuses(IllegalArgumentException.class, () -> {
                    new OneCycle(20).apply(new SGD(Map.of("q", one(0)), 0.1), 0);
                    return null;
                }, "momentum");
    }

    @Test
    @LookAt({"OneCycle.wave", "OneCycle.cosine"})
    void agreesWithPyTorch() {
        ScheduleCases.agree("one_cycle", OneCycleTest::schedule);
    }

    @Test
    void itsMomentumAgreesWithPyTorch() {
        for (Golden.Case c : Golden.load(OneCycleTest.class, "golden.json", "one_cycle")) {
            OneCycle schedule = schedule(c);
            Values expected = c.outputs().get(1);
            Check.call(schedule + ".momentum", c.name()).because("high at both ends, low at the peak").within(new Tolerance(1e-12, 1e-9))
                    .gives(() -> Values.of(IntStream.range(0, expected.data().length).mapToDouble(i -> schedule.momentum(i).getAsDouble()).toArray(),
                            expected.data().length), expected);
        }
    }

    private static OneCycle schedule(Golden.Case c) {
        return new OneCycle((long) number(c, "steps", 0), number(c, "rise", 0), number(c, "start", 0), number(c, "end", 0), 0.85, 0.95);
    }

    private static Values at(Schedule schedule, long step) {
        return Values.of(new double[] {schedule.factor(step)});
    }
}
