package tinytorch.compress.quant;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.vector;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Values;

@Tag("compress.calibrate")
class CalibrateTest {

    private static Values range(Observer observer, Tensor... batches) {
        for (Tensor batch : batches) {
            observer.observe(batch);
        }
        return Values.of(new float[] {observer.min(), observer.max()}, 2);
    }

    @Test
    @LookAt("MinMax.add")
    void minMaxIsTheRangeOfAllBatches() {
        check("MinMax.observe", vector(1, 3)).gives(() -> range(new MinMax(), vector(1, 3), vector(2, 7), vector(-2, 0)), Values.of(new double[] {-2, 7}, 2));
        check("MinMax.observe", vector(5, 9)).because("0 is not in the range unless it was seen: the first number is both ends")
                .gives(() -> range(new MinMax(), vector(5, 9)), Values.of(new double[] {5, 9}, 2));
        check("MinMax.observe", vector(-9, -5)).gives(() -> range(new MinMax(), vector(-9, -5)), Values.of(new double[] {-9, -5}, 2));
    }

    @Test
    void aPercentileLiesBetweenTwoNumbers() {
        Percentile p = new Percentile(90);
        p.observe(vector(40, 10));
        p.observe(vector(20, 30));
        Check.call("Percentile(90).at", 0.9).because("of 10, 20, 30, 40 at place 2.7").equal(() -> p.at(0.9), 37f);
        Check.call("Percentile(90).at", 0).equal(() -> p.at(0), 10f);
        Check.call("Percentile(90).at", 1).equal(() -> p.at(1), 40f);
        Check.call("Percentile(90).min").because("place 0.1 * 3 = 0.3").equal(p::min, 13f);
    }

    @Test
    void whatIsSeenLaterCountsToo() {
        Percentile p = new Percentile(100);
        p.observe(vector(1, 2));
        Check.call("Percentile(100).max").equal(p::max, 2f);
        p.observe(vector(-5, 9));
        Check.call("Percentile(100).max").because("sorted again, as there are new numbers").equal(p::max, 9f);
        Check.call("Percentile(100).min").equal(p::min, -5f);
    }

    @Test
    void numbersFarOutAreLeftOut() {
        double[] numbers = new double[2001];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i * 0.001 - 1;
        }
        numbers[1000] = 1e6;
        Values range = Check.call("Percentile(99.9)").run(() -> range(new Percentile(99.9), vector(numbers)));
        Check.call("Percentile(99.9)").because("one number of 2001 is far out").holds(range.data()[1] < 1.01 && range.data()[0] > -1.01, "a range of about -1 to 1", range);
    }

    @Test
    void manyNumbersAreKept() {
        Percentile p = new Percentile(75);
        for (int i = 0; i <= 4000; i++) {
            p.observe(vector(i % 2 == 0 ? i : 4001 - i));
        }
        Check.call("Percentile(75).at", 0.5).because("the middle of 0, 2, .., 4000 and 4000, 3998, .., 2").equal(() -> p.at(0.5), 2000f);
    }

    @Test
    void agreesWithNumPy() {
        for (Golden.Case c : Golden.load(getClass(), "golden.json", "percentile")) {
            Percentile p = new Percentile(75);
            p.observe(tensor(c.inputs().get(0)));
            for (int i = 0; i < c.output().data().length; i++) {
                double percent = c.args().get("percents").get(i).asDouble();
                double expected = c.output().data()[i];
                Check.call("Percentile.at", percent / 100).because("numpy.percentile gives this")
                        .gives(() -> Values.of(new float[] {p.at(percent / 100)}, 1), Values.of(new double[] {expected}, 1));
            }
        }
    }

    @Test
    void nothingSeenIsARangeOfZero() {
        Check.call("Percentile(99).max").equal(() -> new Percentile(99).max(), 0f);
        Check.call("Percentile").refuses(IllegalArgumentException.class, () -> new Percentile(50), "50");
    }

    @Test
    void parametersComeFromTheRange() {
        MinMax observer = new MinMax();
        check("MinMax.observe", vector(-4, 1)).run(() -> range(observer, vector(-4, 1)));
        Check.call("MinMax.parameters", Scheme.SYMMETRIC).because("-4 is the largest in size").equal(() -> observer.parameters(Scheme.SYMMETRIC).scale(), 4f / 127);
        Check.call("MinMax.parameters", Scheme.AFFINE).equal(() -> observer.parameters(Scheme.AFFINE).scale(), 5f / 255);
    }
}
