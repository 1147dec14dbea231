package tinytorch.tensor;

import static tinytorch.tensor.TestTensors.values;

import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Supplier;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("tensor.create")
class CreateTest {

    @Test
    void rowsBecomeAMatrix() {
        Check.call("Tensor.of", "{{1, 2}, {3, 4}, {5, 6}}").because("row after row: [2, 1] is the second number of the third row")
                .gives(() -> values(Tensor.of(new float[][] {{1, 2}, {3, 4}, {5, 6}})), Values.of(new double[] {1, 2, 3, 4, 5, 6}, 3, 2));
    }

    @Test
    void noRowsAndEmptyRowsHaveAShapeToo() {
        Check.call("Tensor.of", "{}").because("no rows: (0, 0)").gives(() -> values(Tensor.of(new float[0][])), Values.of(new double[0], 0, 0));
        Check.call("Tensor.of", "{{}, {}}").because("two rows of nothing: (2, 0)").gives(() -> values(Tensor.of(new float[2][0])), Values.of(new double[0], 2, 0));
    }

    @Test
    void rowsAreCopied() {
        float[][] rows = {{1, 2}, {3, 4}};
        Tensor x = Check.call("Tensor.of", "{{1, 2}, {3, 4}}").run(() -> Tensor.of(rows));
        rows[1][0] = 30;
        Check.call("Tensor.of", "{{1, 2}, {3, 4}}").because("the tensor has a storage of its own: a later change of the array does not reach it")
                .gives(() -> values(x), Values.of(new double[] {1, 2, 3, 4}, 2, 2));
    }

    @Test
    void rowsOfUnequalLengthAreRefused() {
        Check.call("Tensor.of", "{{1, 2}, {3, 4}, {5}}").because("a matrix has no holes; the message names the row and both lengths")
                .refuses(ShapeException.class, () -> Tensor.of(new float[][] {{1, 2}, {3, 4}, {5}}), "row 2", "1", "2");
        Check.call("Tensor.of", "{{1}, {2, 3}}").refuses(ShapeException.class, () -> Tensor.of(new float[][] {{1}, {2, 3}}), "row 1", "2", "1");
    }

    @Test
    void matricesBecomeAStack() {
        float[][][] matrices = {{{1, 2, 3}, {4, 5, 6}}, {{7, 8, 9}, {10, 11, 12}}};
        Check.call("Tensor.of", "2 matrices of (2, 3)").gives(() -> values(Tensor.of(matrices)), shifted(TestTensors.counting(2, 2, 3), 1));
        Check.call("Tensor.of", "matrices of 1 and 2 rows")
                .refuses(ShapeException.class, () -> Tensor.of(new float[][][] {{{1}}, {{1}, {2}}}), "matrix 1", "2 rows");
    }

    private static Values shifted(Tensor x, double more) {
        double[] data = values(x).data();
        for (int i = 0; i < data.length; i++) {
            data[i] += more;
        }
        return Values.of(data, x.dims());
    }

    @Test
    void fullRepeatsOneValue() {
        Check.call("Tensor.full", 2.5f, "(2, 3)").gives(() -> values(Tensor.full(2.5f, 2, 3)), Values.of(new double[] {2.5, 2.5, 2.5, 2.5, 2.5, 2.5}, 2, 3));
        Check.call("Tensor.full", 7, "()").because("no lengths: a scalar").gives(() -> values(Tensor.full(7)), Values.of(new double[] {7}));
        Check.call("Tensor.full", 7, "(0, 2)").gives(() -> values(Tensor.full(7, 0, 2)), Values.of(new double[0], 0, 2));
        Check.call("Tensor.ones", "(3,)").gives(() -> values(Tensor.ones(3)), Values.of(new double[] {1, 1, 1}, 3));
    }

    @Test
    void arangeStopsBeforeTheStop() {
        arange("4", () -> Tensor.arange(4), 0, 1, 2, 3);
        arange("1, 2, 0.25f", () -> Tensor.arange(1, 2, 0.25f), 1, 1.25, 1.5, 1.75);
        arange("0, 5, 2", () -> Tensor.arange(0, 5, 2), 0, 2, 4);
        arange("0, 4, 2", () -> Tensor.arange(0, 4, 2), 0, 2);
    }

    @Test
    void arangeGoesBackwardsWithANegativeStep() {
        arange("5, 0, -2", () -> Tensor.arange(5, 0, -2), 5, 3, 1);
        arange("0, 5, -1", () -> Tensor.arange(0, 5, -1));
        arange("3, 3, 1", () -> Tensor.arange(3, 3, 1));
    }

    private static void arange(String arguments, Supplier<Tensor> call, double... expected) {
        Check.call("Tensor.arange", arguments).because("start, start + step, ... as long as it is before stop: ceil((stop - start) / step) numbers")
                .gives(() -> values(call.get()), Values.of(expected, expected.length));
    }

    @Test
    void arangeDoesNotAddUpItsRounding() {
        Tensor x = Check.call("Tensor.arange", 0, 10_000, 0.1f).run(() -> Tensor.arange(0, 10_000, 0.1f));
        Check check = Check.call("Tensor.arange", 0, 10_000, 0.1f).because("element i is start + i * step in double; adding the step again and again is off by more than 1 at the end");
        check.gives(() -> Values.of(new float[] {x.toArray()[99_990]}), Values.of(new double[] {99_990 * (double) 0.1f}));
    }

    @Test
    void arangeRefusesAStepThatNeverArrives() {
        for (float step : new float[] {0, Float.NaN, Float.POSITIVE_INFINITY}) {
            Check.call("Tensor.arange", 0, 1, step).refuses(IllegalArgumentException.class, () -> Tensor.arange(0, 1, step), "arange", String.valueOf(step));
        }
        Check.call("Tensor.arange", 0, "Infinity", 1).refuses(IllegalArgumentException.class, () -> Tensor.arange(0, Float.POSITIVE_INFINITY, 1), "Infinity");
    }

    @Test
    void uniformDrawsOneNumberAnElementInOrder() {
        Random reference = new Random(7);
        double[] expected = new double[6];
        for (int i = 0; i < 6; i++) {
            expected[i] = -3 + 5 * reference.nextFloat();
        }
        Random random = new Random(7);
        Check check = Check.call("Tensor.uniform", "new Random(7)", -3, 2, "(2, 3)").because("element i is low + (high - low) * random.nextFloat()");
        check.gives(() -> values(Tensor.uniform(random, -3, 2, 2, 3)), Values.of(expected, 2, 3));
        check.holds(random.nextFloat() == reference.nextFloat(), "exactly one nextFloat() an element, so that what is drawn next is the same", "the generator was used more or less often");
    }

    @Test
    void normalDrawsOneNumberAnElementInOrder() {
        Random reference = new Random(7);
        double[] expected = new double[6];
        for (int i = 0; i < 6; i++) {
            expected[i] = 10 + 0.5 * reference.nextGaussian();
        }
        Random random = new Random(7);
        Check check = Check.call("Tensor.normal", "new Random(7)", 10, 0.5, "(3, 2)").because("element i is mean + std * random.nextGaussian()");
        check.gives(() -> values(Tensor.normal(random, 10, 0.5f, 3, 2)), Values.of(expected, 3, 2));
        check.holds(random.nextGaussian() == reference.nextGaussian(), "exactly one nextGaussian() an element", "the generator was used more or less often");
    }

    @Test
    void sameSeedGivesTheSameTensor() {
        same("Tensor.uniform", () -> Tensor.uniform(new SplittableRandom(1), 0, 1, 50), () -> Tensor.uniform(new SplittableRandom(2), 0, 1, 50));
        same("Tensor.normal", () -> Tensor.normal(new SplittableRandom(1), 0, 1, 50), () -> Tensor.normal(new SplittableRandom(2), 0, 1, 50));
    }

    private static void same(String method, Supplier<Tensor> one, Supplier<Tensor> other) {
        Check check = Check.call(method, "seed").because("all randomness comes from the generator that is passed in, so a seed repeats a run exactly");
        Values first = check.run(() -> values(one.get()));
        check.within(Tolerance.EXACT).gives(() -> values(one.get()), first);
        check.holds(!first.equals(values(other.get())), "another seed gives other numbers", "the same numbers");
    }

    @Test
    void samplesHaveTheDistributionsMeanAndSpread() {
        spread("Tensor.uniform", Tensor.uniform(new SplittableRandom(3), -1, 3, 20_000), 1, 4 / Math.sqrt(12));
        spread("Tensor.normal", Tensor.normal(new SplittableRandom(3), 5, 2, 20_000), 5, 2);
        spread("Tensor.randn", Tensor.randn(new SplittableRandom(3), 200, 100), 0, 1);
    }

    private static void spread(String method, Tensor x, double mean, double std) {
        double sum = 0;
        double squares = 0;
        for (float value : x.toArray()) {
            sum += value;
            squares += (value - mean) * (value - mean);
        }
        double[] seen = {sum / x.size(), Math.sqrt(squares / x.size())};
        Check.call(method, "20,000 numbers").because("mean and standard deviation of the samples").within(new Tolerance(0.05, 0))
                .gives(() -> Values.of(seen, 2), Values.of(new double[] {mean, std}, 2));
    }

    @Test
    void textShowsShapeAndRows() {
        Tensor x = Check.call("Tensor.of", "(2, 3)").run(() -> Tensor.of(new float[][] {{1, -2.5f, 3}, {100, 0.12345f, Float.NaN}}));
        Check.call("Tensor.toString", "(2, 3)").because("rows stand below each other, numbers are aligned").equal(x::toString, """
                Tensor(2, 3) [[   1.0,   -2.5,    3.0],
                              [ 100.0, 0.1235,    nan]]""");
        Check.call("Tensor.toString", "(2000,)").because("a long axis shows both ends").equal(() -> Tensor.full(1, 2000).toString(),
                "Tensor(2000,) [1.0, 1.0, 1.0, ..., 1.0, 1.0, 1.0]");
        Check.call("Tensor.toString", "()").equal(() -> Tensor.full(3).toString(), "Tensor() 3.0");
        Check.call("Tensor.toString", "(0,)").equal(() -> Tensor.full(3, 0).toString(), "Tensor(0,) []");
    }

    @Test
    void itemIsTheOnlyElement() {
        Tensor one = Check.call("Tensor.full", 4, "(1, 1)").run(() -> Tensor.full(4, 1, 1));
        Check.call("Tensor.item", "(1, 1)").equal(one::item, 4f);
        Check.call("Tensor.item", "(2,)").refuses(ShapeException.class, () -> Tensor.full(4, 2).item(), "item", "(2,)", "2 elements");
    }

    @Test
    void valuesAreThoseOfNumPy() {
        for (Golden.Case golden : GoldenCases.of("create.json")) {
            GoldenCases.same(golden, () -> Tensor.arange(GoldenCases.decimal(golden, "start"), GoldenCases.decimal(golden, "stop"), GoldenCases.decimal(golden, "step")));
        }
    }
}
