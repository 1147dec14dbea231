package tinytorch.nn.network;

import static tinytorch.tensor.TestTensors.values;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.nn.activation.Activation;
import tinytorch.nn.activation.LeakyReLU;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.activation.Sigmoid;
import tinytorch.nn.activation.Softmax;
import tinytorch.nn.activation.Tanh;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("networks.init")
class InitializerTest {
    private static final Tolerance STATISTICAL = new Tolerance(0, 0.03);

    @Test
    void countsWhatFlowsInAndOut() {
        Check.call("Fans.of", "(128, 784)").because("a weight has the shape (out, in), outputs first")
                .equal(() -> Fans.of(128, 784), new Fans(784, 128));
        Check.call("Fans.of", "(16, 3, 5, 5)").because("a 5 x 5 kernel takes part 25 times: 3 * 25 and 16 * 25")
                .equal(() -> Fans.of(16, 3, 5, 5), new Fans(75, 400));
    }

    @Test
    void refusesFansOfABias() {
        Check.call("Fans.of", "(128,)").refuses(ShapeException.class, () -> Fans.of(128), "[128]");
        Check.call("Fans.of", "()").refuses(ShapeException.class, () -> Fans.of(), "[]");
    }

    @Test
    void knowsTheGainOfEveryActivation() {
        gain(new Sigmoid(), 1, "the recommended gain is 1");
        gain(new Tanh(), 1.6666667, "the recommended gain is 5/3");
        gain(new ReLU(), 1.4142135, "ReLU takes away half of the mean square: sqrt(2)");
        gain(new LeakyReLU(0.5f), 1.2649111, "sqrt(2 / (1 + 0.25)): the slope keeps a part");
        gain(new LeakyReLU(1), 1, "with slope 1 nothing is lost");
    }

    private static void gain(Activation activation, double expected, String why) {
        Check.call("Gain.of", activation).because(why).gives(() -> scalar(Gain.of(activation)), scalar(expected));
    }

    @Test
    void refusesAGainThatNobodyKnows() {
        Check.call("Gain.of", "Softmax").refuses(IllegalArgumentException.class, () -> Gain.of(new Softmax(1)), "Softmax");
    }

    @Test
    void xavierLooksAtBothFans() {
        Check.call("Xavier(1).std", "fans 784 and 128").because("sqrt(2 / (784 + 128))")
                .gives(() -> scalar(new Xavier(1, Distribution.UNIFORM).std(new Fans(784, 128))), scalar(0.046829));
        Check.call("Xavier(3).std", "fans 6 and 2").because("gain * sqrt(2 / (6 + 2)) = 3 * 0.5")
                .gives(() -> scalar(new Xavier(3, Distribution.NORMAL).std(new Fans(6, 2))), scalar(1.5));
    }

    @Test
    void heLooksAtOneFan() {
        Fans fans = new Fans(16, 4);
        Check.call("He(3, FAN_IN).std", "fans 16 and 4").because("gain / sqrt(fan_in) = 3 / 4")
                .gives(() -> scalar(new He(3, He.Mode.FAN_IN, Distribution.NORMAL).std(fans)), scalar(0.75));
        Check.call("He(3, FAN_OUT).std", "fans 16 and 4").because("gain / sqrt(fan_out) = 3 / 2")
                .gives(() -> scalar(new He(3, He.Mode.FAN_OUT, Distribution.NORMAL).std(fans)), scalar(1.5));
    }

    @Test
    void uniformNumbersFillTheirInterval() {
        float[] drawn = Check.call("UNIFORM.draw", "std 0.1", "(100, 200)")
                .run(() -> Distribution.UNIFORM.draw(new SplittableRandom(1), 0.1, 100, 200)).toArray();
        double[] sorted = sorted(drawn);
        double bound = 0.1 * Math.sqrt(3);
        Check.call("UNIFORM.draw", "std 0.1", "(100, 200)").holds(sorted[0] >= -bound - 1e-6 && sorted[sorted.length - 1] <= bound + 1e-6,
                "all numbers from -0.1732 to 0.1732, sqrt(3) * std", sorted[0] + " to " + sorted[sorted.length - 1]);
        Check.call("UNIFORM.draw", "std 0.1", "(100, 200)").because("the largest of 20,000 uniform numbers comes close to the bound")
                .within(STATISTICAL)
                .gives(() -> Values.of(new double[] {sorted[0], sorted[sorted.length - 1]}, 2), Values.of(new double[] {-bound, bound}, 2));
        statistics("UNIFORM.draw", drawn, 0.1);
    }

    @Test
    void normalNumbersHaveTheirStandardDeviation() {
        float[] drawn = Check.call("NORMAL.draw", "std 0.1", "(100, 200)")
                .run(() -> Distribution.NORMAL.draw(new SplittableRandom(1), 0.1, 100, 200)).toArray();
        statistics("NORMAL.draw", drawn, 0.1);
        long within = Arrays.stream(sorted(drawn)).filter(x -> Math.abs(x) <= 0.1).count();
        Check.call("NORMAL.draw", "std 0.1", "(100, 200)").because("68.3% of a normal distribution lie within one standard deviation")
                .within(STATISTICAL)
                .gives(() -> scalar(within / 20_000.0), scalar(0.6827));
    }

    private static void statistics(String call, float[] drawn, double std) {
        double mean = Arrays.stream(sorted(drawn)).average().orElseThrow();
        double square = Arrays.stream(sorted(drawn)).map(x -> x * x).average().orElseThrow();
        Check.call(call, "std " + std).because("the mean of 20,000 numbers is close to 0").within(new Tolerance(0.03 * std, 0))
                .gives(() -> scalar(mean), scalar(0));
        Check.call(call, "std " + std).because("the standard deviation is the one that was asked for").within(STATISTICAL)
                .gives(() -> scalar(Math.sqrt(square)), scalar(std));
    }

    @Test
    void aWeightIsMadeFromItsShape() {
        Tensor weight = Check.call("heNormal(sqrt(2)).make", "(50, 800)")
                .run(() -> Initializer.heNormal(new ReLU()).make(new SplittableRandom(2), 50, 800));
        Check.call("heNormal(ReLU).make", "(50, 800)").equal(() -> weight.shape().toString(), "(50, 800)");
        statistics("heNormal(ReLU).make (50, 800)", weight.toArray(), Math.sqrt(2.0 / 800));
        Tensor xavier = Initializer.xavierUniform(new Tanh()).make(new SplittableRandom(2), 50, 800);
        statistics("xavierUniform(Tanh).make (50, 800)", xavier.toArray(), 5.0 / 3 * Math.sqrt(2.0 / 850));
    }

    @Test
    void theSameSeedGivesTheSameNumbers() {
        for (Initializer initializer : new Initializer[] {Initializer.xavierUniform(1), Initializer.xavierNormal(1), Initializer.heUniform(1), Initializer.heNormal(1)}) {
            Tensor first = Check.call(initializer + ".make", "(3, 4)").run(() -> initializer.make(new SplittableRandom(9), 3, 4));
            Check.call(initializer + ".make twice, seed 9", "(3, 4)").within(Tolerance.EXACT)
                    .gives(() -> values(initializer.make(new SplittableRandom(9), 3, 4)), values(first));
        }
    }

    @Test
    @LookAt({"Fans.of", "He.std", "Distribution.draw"})
    void aLinearLayerStartsAsPyTorchs() {
        Linear layer = Check.call("Linear", 400, 100).run(() -> new Linear(400, 100, new SplittableRandom(3)));
        for (String name : new String[] {"weight", "bias"}) {
            double[] sorted = sorted(layer.parameters().get(name).toArray());
            double largest = Math.max(-sorted[0], sorted[sorted.length - 1]);
            Check.call("Linear(400, 100)." + name).because("weight and bias lie between +-1 / sqrt(400) = +-0.05").within(STATISTICAL)
                    .gives(() -> scalar(largest), scalar(0.05));
            Check.call("Linear(400, 100)." + name).holds(largest <= 0.05 + 1e-7, "no number beyond 0.05", largest);
        }
        Linear other = new Linear(400, 100, Initializer.xavierNormal(1), new SplittableRandom(3));
        Check.call("Linear(400, 100, xavierNormal).bias").because("with an initializer of its own for the weight the bias starts at 0")
                .gives(() -> values(other.parameters().get("bias").abs().sum()), scalar(0));
    }

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case c : Golden.load(InitializerTest.class, "golden.json")) {
            switch (c.op()) {
                case "fans" -> Check.call("Fans.of", c).gives(() -> {
                    Fans fans = Fans.of(shape(c));
                    return Values.of(new double[] {fans.in(), fans.out()}, 2);
                }, c.output());
                case "gain" -> Check.call("Gain.of", c).because("torch.nn.init.calculate_gain gives this")
                        .gives(() -> scalar(Gain.of(activation(c))), c.output());
                case "xavier_uniform" -> std(c, Math.sqrt(3), new Xavier(c.args().get("gain").asDouble(), Distribution.UNIFORM)::std);
                case "xavier_normal" -> std(c, 1, new Xavier(c.args().get("gain").asDouble(), Distribution.NORMAL)::std);
                case "kaiming_uniform" -> std(c, Math.sqrt(3), new He(Math.sqrt(2), mode(c), Distribution.UNIFORM)::std);
                case "kaiming_normal" -> std(c, 1, new He(Math.sqrt(2), mode(c), Distribution.NORMAL)::std);
                default -> {
                    // A case of another class: linear, mlp, a loss or a file.
                }
            }
        }
    }

    /** PyTorch asks for a bound where the distribution is uniform: sqrt(3) standard deviations. */
    private static void std(Golden.Case c, double factor, ToDoubleFunction<Fans> std) {
        int[] shape = shape(c);
        Check.call("std", c).because("torch.nn.init." + c.op() + "_ draws with this (times sqrt(3) if uniform)")
                .gives(() -> scalar(factor * std.applyAsDouble(Fans.of(shape))), c.output());
    }

    private static int[] shape(Golden.Case c) {
        return c.args().get("shape").valueStream().mapToInt(n -> n.asInt()).toArray();
    }

    private static He.Mode mode(Golden.Case c) {
        return c.args().get("mode").asString().equals("fan_in") ? He.Mode.FAN_IN : He.Mode.FAN_OUT;
    }

    private static Activation activation(Golden.Case c) {
        return switch (c.args().get("activation").asString()) {
            case "sigmoid" -> new Sigmoid();
            case "tanh" -> new Tanh();
            case "relu" -> new ReLU();
            case "leaky_relu" -> new LeakyReLU((float) c.args().get("slope").asDouble());
            default -> throw new IllegalStateException("the golden file has another activation: " + c);
        };
    }

    private static Values scalar(double value) {
        return Values.of(new double[] {value});
    }

    private static double[] sorted(float[] values) {
        double[] sorted = new double[values.length];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = values[i];
        }
        Arrays.sort(sorted);
        return sorted;
    }
}
