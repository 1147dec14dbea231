package tinytorch.data;

import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Values;

@Tag("data.transform")
class TransformTest {
    private static final Transform TWICE = (input, random) -> vector(2 * input.toArray()[0]);
    private static final Transform PLUS_ONE = (input, random) -> vector(input.toArray()[0] + 1);

    @Test
    void theFirstIsAppliedFirst() {
        Check.call("TWICE.then(PLUS_ONE)", 3).because("2 * 3, then + 1").gives(() -> values(TWICE.then(PLUS_ONE).apply(vector(3), new SplitMix(1))), one(7));
        Check.call("PLUS_ONE.then(TWICE)", 3).because("3 + 1, then * 2").gives(() -> values(PLUS_ONE.then(TWICE).apply(vector(3), new SplitMix(1))), one(8));
        Check.call("TWICE.then(TWICE).then(PLUS_ONE)", 3).gives(() -> values(TWICE.then(TWICE).then(PLUS_ONE).apply(vector(3), new SplitMix(1))), one(13));
    }

    @Test
    void bothDrawFromTheSameGenerator() {
        List<Long> drawn = new ArrayList<>();
        Transform draws = (input, random) -> {
            drawn.add(random.nextLong());
            return input;
        };
        Check.call("draws.then(draws)").run(() -> draws.then(draws).apply(vector(1), new SplitMix(5)));
        RandomGenerator expected = new SplitMix(5);
        Check.call("draws.then(draws)").because("the second goes on with the numbers after those of the first")
                .equal(() -> drawn, List.of(expected.nextLong(), expected.nextLong()));
    }

    @Test
    void nothingIsAppliedBeforeThereIsAnInput() {
        List<String> calls = new ArrayList<>();
        Transform noted = (input, random) -> {
            calls.add("called");
            return input;
        };
        Check.call("noted.then(noted)").run(() -> noted.then(noted));
        Check.call("noted.sometimes(1)").run(() -> noted.sometimes(1));
        Check.call("noted").because("a transform is a description of what to do later").equal(() -> calls, List.of());
    }

    @Test
    void sometimesIsAsOftenAsTheProbabilitySays() {
        RandomGenerator random = new SplitMix(3);
        Transform sometimes = Check.call("PLUS_ONE.sometimes", 0.3).run(() -> PLUS_ONE.sometimes(0.3));
        int applied = 0;
        for (int i = 0; i < 10_000; i++) {
            Tensor out = Check.call("PLUS_ONE.sometimes(0.3)", 0).run(() -> sometimes.apply(vector(0), random));
            applied += (int) out.toArray()[0];
        }
        Check.call("PLUS_ONE.sometimes(0.3)", "10,000 times").holds(Math.abs(applied - 3000) < 250, "applied about 3,000 times", applied);
    }

    @Test
    void zeroIsNeverAndOneIsAlways() {
        for (int seed = 0; seed < 100; seed++) {
            RandomGenerator random = new SplitMix(seed);
            Check.call("PLUS_ONE.sometimes(0)", 1).gives(() -> values(PLUS_ONE.sometimes(0).apply(vector(1), random)), one(1));
            Check.call("PLUS_ONE.sometimes(1)", 1).gives(() -> values(PLUS_ONE.sometimes(1).apply(vector(1), random)), one(2));
        }
        Check.call("PLUS_ONE.sometimes(0)", "a generator that gives 0").because("nextDouble is 0 now and then, and not less than 0")
                .gives(() -> values(PLUS_ONE.sometimes(0).apply(vector(1), (RandomGenerator) () -> 0)), one(1));
        Check.call("PLUS_ONE.sometimes", 1.5).refuses(IllegalArgumentException.class, () -> PLUS_ONE.sometimes(1.5), "1.5");
    }

    @Test
    void sometimesDrawsBeforeWhatItApplies() {
        List<Double> drawn = new ArrayList<>();
        Transform draws = (input, random) -> {
            drawn.add(random.nextDouble());
            return input;
        };
        Check.call("draws.sometimes(1)").run(() -> draws.sometimes(1).apply(vector(1), new SplitMix(5)));
        RandomGenerator expected = new SplitMix(5);
        expected.nextDouble();
        Check.call("draws.sometimes(1)").because("the first number is for the choice, the second for the transform").equal(() -> drawn, List.of(expected.nextDouble()));
    }

    private static Values one(double value) {
        return Values.of(new double[] {value}, 1);
    }
}
