package tinytorch.optim;

import static tinytorch.optim.ScheduleCases.factors;
import static tinytorch.optim.Steps.number;

import java.util.OptionalDouble;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;

@Tag("optim.warm-up")
class WarmUpTest {

    /** Tells which step it was asked for, and has a momentum. */
    private record Asked() implements Schedule {
        @Override
        public double factor(long step) {
            return 100 + step;
        }

        @Override
        public OptionalDouble momentum(long step) {
            return OptionalDouble.of(step / 10.0);
        }
    }

    @Test
    void growsEvenly() {
        factors(new WarmUp(4, 0.2, new Asked()), "0.2 at step 0, evenly to 1, which step 4 would have", 0.2, 0.4, 0.6, 0.8);
    }

    @Test
    void thenTheOtherScheduleBeginsAtItsStart() {
        factors(new WarmUp(2, 0.5, new Asked()), "step 2 is the other's step 0", 0.5, 0.75, 100, 101, 102);
        Check.call("WarmUp(2, 0.5, ...).momentum", 4).equal(() -> new WarmUp(2, 0.5, new Asked()).momentum(4), OptionalDouble.of(0.2));
        Check.call("new WarmUp(0, 0.5, ...)").refuses(IllegalArgumentException.class, () -> new WarmUp(0, 0.5, new Asked()), "at least 1 step");
    }

    @Test
    void aConstantRateCanFollow() {
        factors(Schedule.constant().warmUp(2, 0.1), "0.1 and 0.55, then 1 for ever", 0.1, 0.55, 1, 1, 1);
    }

    @Test
    void agreesWithPyTorchsSequence() {
        ScheduleCases.agree("warm_up", c -> {
            long warm = (long) number(c, "warm", 0);
            Schedule cosine = step -> (1 + Math.cos(Math.PI * step / number(c, "steps", 0))) / 2;
            return new WarmUp(warm, number(c, "start", 0), cosine);
        });
    }
}
