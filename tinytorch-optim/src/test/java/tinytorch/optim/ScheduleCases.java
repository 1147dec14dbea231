package tinytorch.optim;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;

import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

/** Learning rates of PyTorch's schedules, all from an initial rate of 0.4. */
final class ScheduleCases {
    /** PyTorch computes most rates from the one before, so its own roundings add up. */
    private static final Tolerance DOUBLE = new Tolerance(1e-12, 1e-9);

    private ScheduleCases() {
    }

    static void agree(String op, Function<Golden.Case, Schedule> make) {
        for (Golden.Case c : Golden.load(ScheduleCases.class, "golden.json", op)) {
            Schedule schedule = make.apply(c);
            int steps = c.outputs().getFirst().data().length;
            Values factors = Values.of(Arrays.stream(c.outputs().getFirst().data()).map(rate -> rate / 0.4).toArray(), steps);
            Check.call(schedule + ".factor", "steps 0 to " + (steps - 1)).because("as PyTorch: " + c.name()).within(DOUBLE)
                    .gives(() -> factors(schedule, steps), factors);
        }
    }

    static Values factors(Schedule schedule, int steps) {
        return Values.of(IntStream.range(0, steps).mapToDouble(schedule::factor).toArray(), steps);
    }

    static void factors(Schedule schedule, String why, double... expected) {
        Check.call(schedule + ".factor", "steps 0 to " + (expected.length - 1)).because(why).within(DOUBLE)
                .gives(() -> factors(schedule, expected.length), Values.of(expected, expected.length));
    }
}
