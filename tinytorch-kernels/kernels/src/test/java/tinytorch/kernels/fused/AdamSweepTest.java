package tinytorch.kernels.fused;

import static tinytorch.kernels.fused.Sweeps.LENGTHS;
import static tinytorch.kernels.fused.Sweeps.doubles;
import static tinytorch.kernels.fused.Sweeps.elements;
import static tinytorch.kernels.fused.Sweeps.floats;
import static tinytorch.kernels.fused.Sweeps.random;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.optim.AdamW;
import tinytorch.optim.Moments;
import tinytorch.optim.ParameterGroup;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("kernels.adam")
class AdamSweepTest {
    private static final Tolerance STEP = new Tolerance(1e-6, 2e-6);

    @Test
    void theWorkedExample() {
        float[] p = floats(1, 1);
        float[] m = new float[2];
        float[] v = new float[2];
        Check.call("AdamSweep.run", "p = [1, 1]", "g = [4, -0.004]").because("in the first step every number moves by the learning rate, whatever the size of its gradient").gives(() -> {
            AdamSweep.of(0.1, 0.9, 0.999, 1e-8, 0, 1).run(0, 2, p, floats(4, -0.004), m, v);
            return Values.of(p, 2);
        }, Values.of(new double[] {0.9, 1.1}, 2));
        Check.call("AdamSweep.run: m").because("0.9 * 0 + 0.1 * g").gives(() -> Values.of(m, 2), Values.of(new double[] {0.4, -0.0004}, 2));
        Check.call("AdamSweep.run: v").because("0.999 * 0 + 0.001 * g^2").within(new Tolerance(0, 1e-5)).gives(() -> Values.of(v, 2), Values.of(new double[] {0.016, 1.6e-8}, 2));
    }

    @Test
    void everyLengthAndRange() {
        for (int n : LENGTHS) {
            for (int from : new int[] {0, 3}) {
                range(from, from + n);
            }
        }
    }

    private static void range(int from, int to) {
        float[] p = random(1, to + 1, 2);
        float[] g = random(2, to + 1, 2);
        float[] m = random(3, to + 1, 1);
        float[] v = floats(Arrays.stream(doubles(random(4, to + 1, 1), 0, to + 1)).map(Math::abs).toArray());
        int n = to - from;
        double[][] expected = new double[3][n];
        for (int i = from; i < to; i++) {
            double mean = 0.8 * m[i] + 0.2 * g[i];
            double square = 0.9 * v[i] + 0.1 * g[i] * g[i];
            expected[0][i - from] = p[i] * (1 - 0.05 * 0.5) - 0.05 * mean / (1 - Math.pow(0.8, 3)) / (Math.sqrt(square / (1 - Math.pow(0.9, 3))) + 0.01);
            expected[1][i - from] = mean;
            expected[2][i - from] = square;
        }
        List<String> names = List.of("p", "m", "v");
        for (int which = 0; which < 3; which++) {
            int k = which;
            elements("AdamSweep.run: " + names.get(k), "step 3, with decay: the formula above the method", STEP, from, to, expected[k], (first, end, out) -> {
                float[][] state = {p, m, v};
                for (int a = 0; a < 3; a++) {
                    float[] longer = a == k ? out : Arrays.copyOf(state[a], out.length);
                    System.arraycopy(state[a], from, longer, from, n);
                    state[a] = longer;
                }
                AdamSweep.of(0.05, 0.8, 0.9, 0.01, 0.5, 3).run(first, end, state[0], Arrays.copyOf(g, out.length), state[1], state[2]);
            });
        }
    }

    @Test
    void aZeroGradientMovesNothing() {
        float[] p = random(1, 20, 1);
        float[] expected = p.clone();
        Check.call("AdamSweep.run", "g = 0").because("0 / (0 + epsilon) is 0, not NaN").equal(() -> {
            AdamSweep.of(0.1, 0.9, 0.999, 1e-8, 0, 1).run(0, 20, p, new float[20], new float[20], new float[20]);
            return p;
        }, expected);
    }

    @Test
    void decayPullsAtTheParameterItself() {
        float[] p = floats(2, -2, 2, -2, 2, -2, 2, -2, 2, -2, 2, -2, 2, -2, 2, -2, 2);
        Check.call("AdamSweep.run", "p = [2, -2, ...]", "g = 0", "decay 0.5").because("p * (1 - 0.1 * 0.5), whatever the gradient").within(Tolerance.FLOAT).gives(() -> {
            AdamSweep.of(0.1, 0.9, 0.999, 1e-8, 0.5, 1).run(0, 17, p, new float[17], new float[17], new float[17]);
            return Values.of(p, 17);
        }, Values.of(doubles(floats(1.9, -1.9, 1.9, -1.9, 1.9, -1.9, 1.9, -1.9, 1.9, -1.9, 1.9, -1.9, 1.9, -1.9, 1.9, -1.9, 1.9), 0, 17), 17));
    }

    @Test
    void agreesWithTheOptimizerOfModule08() {
        int n = 53;
        float[] p = random(1, n, 1);
        float[] m = new float[n];
        float[] v = new float[n];
        Tensor parameter = Tensor.of(p.clone()).requiresGrad(true);
        AdamW adam = new AdamW(List.of(ParameterGroup.of(Map.of("p", parameter), 0.05).weightDecay(0.1)), Moments.DEFAULT);
        for (int t = 1; t <= 5; t++) {
            float[] g = random(10 + t, n, 3);
            AdamSweep step = AdamSweep.of(0.05, 0.9, 0.999, 1e-8, 0.1, t);
            Check.call("AdamSweep.run").run(() -> {
                step.run(0, n, p, g, m, v);
                return null;
            });
            parameter.zeroGrad();
            parameter.accumulateGrad(Tensor.of(g));
            adam.step();
        }
        Check.call("AdamSweep.run", "5 steps").because("the same as AdamW of module 08").within(STEP).gives(() -> Values.of(p, n), Values.of(parameter.toArray(), n));
    }

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case c : Sweeps.golden("adam")) {
            float[] p = floats(c.inputs().get(0));
            float[] gradients = floats(c.inputs().get(1));
            float[] m = new float[p.length];
            float[] v = new float[p.length];
            for (int t = 1; t * p.length <= gradients.length; t++) {
                float[] g = Arrays.copyOfRange(gradients, (t - 1) * p.length, t * p.length);
                AdamSweep step = AdamSweep.of(number(c, "lr"), number(c, "beta1"), number(c, "beta2"), number(c, "eps"), number(c, "decay"), t);
                Check.call("AdamSweep.run").run(() -> {
                    step.run(0, p.length, p, g, m, v);
                    return null;
                });
            }
            Check.call("AdamSweep.run: p", c).because("torch.optim.AdamW gives this: epsilon is added to sqrt(v) * scale, the decay shrinks p before the step").within(STEP).gives(() -> Values.of(p, p.length), c.outputs().get(0));
            Check.call("AdamSweep.run: m", c).because("exp_avg of torch.optim.AdamW is keep1 * m + take1 * g").within(STEP).gives(() -> Values.of(m, p.length), c.outputs().get(1));
            Check.call("AdamSweep.run: v", c).because("exp_avg_sq of torch.optim.AdamW is keep2 * v + take2 * g^2").within(STEP).gives(() -> Values.of(v, p.length), c.outputs().get(2));
        }
    }

    private static double number(Golden.Case c, String name) {
        return c.args().get(name).asDouble();
    }
}
