package tinytorch.nn.network;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.Tensor;
import tinytorch.testkit.CentralDifference;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

/** Calls backward with the input given, so that these tests do not need forward. */
@Tag("networks.linear-backward")
class LinearBackwardTest {
    private final Tensor weight = tensor(shape(3, 2), 3, 4, 5, 6, 7, 8);
    private final Tensor bias = vector(10, 20, 30);
    private final Linear layer = new Linear(weight, bias);

    @Test
    void theGradientOfTheWeightIsGradientTimesInput() {
        Tensor x = tensor(shape(1, 2), 1, 2);
        Tensor g = tensor(shape(1, 3), 1, 0, -1);
        check("Linear(2, 3).backward", g, x).because("dweight[j, i] = g[j] * x[i], so row 0 is 1 * [1, 2] and row 2 is -1 * [1, 2]").gives(() -> {
            layer.backward(g, x);
            return values(weight.grad());
        }, Values.of(new double[] {1, 2, 0, 0, -1, -2}, 3, 2));
    }

    @Test
    void theGradientOfTheInputIsGradientTimesWeight() {
        Tensor x = tensor(shape(1, 2), 1, 2);
        Tensor g = tensor(shape(1, 3), 1, 0, -1);
        check("Linear(2, 3).backward", g, x).because("dx[i] = sum_j g[j] * weight[j, i] = 1*3 + 0*5 - 1*7 = -4")
                .gives(() -> values(layer.backward(g, x)), Values.of(new double[] {-4, -4}, 1, 2));
    }

    @Test
    void theGradientOfTheBiasIsSummedOverTheBatch() {
        Tensor x = tensor(shape(2, 2), 1, 2, 3, 4);
        Tensor g = tensor(shape(2, 3), 1, 2, 3, 10, 20, 30);
        check("Linear(2, 3).backward", g, x).because("the bias is added to every row, so it gets the gradient of every row").gives(() -> {
            layer.backward(g, x);
            return values(bias.grad());
        }, Values.of(new double[] {11, 22, 33}, 3));
        check("Linear(2, 3).backward", g, x).because("dweight[0, 0] = g[0, 0] * x[0, 0] + g[1, 0] * x[1, 0] = 1*1 + 10*3 = 31")
                .gives(() -> values(weight.grad()), Values.of(new double[] {31, 42, 62, 84, 93, 126}, 3, 2));
    }

    @Test
    void gradientsAreAddedToThoseThatAreThere() {
        Tensor x = tensor(shape(1, 2), 1, 2);
        Tensor g = tensor(shape(1, 3), 1, 0, -1);
        check("Linear(2, 3).backward twice", g, x).because("a parameter may be used twice before a step: its gradients add up").gives(() -> {
            layer.backward(g, x);
            layer.backward(g, x);
            return values(weight.grad());
        }, Values.of(new double[] {2, 4, 0, 0, -2, -4}, 3, 2));
        check("Linear(2, 3).backward twice", g, x).gives(() -> values(bias.grad()), Values.of(new double[] {2, 0, -2}, 3));
    }

    @Test
    void sumsOverAllLeadingAxesAndWorksWithNone() {
        Tensor x = random(1, 2, 3, 2);
        Tensor g = random(2, 2, 3, 3);
        Linear flat = new Linear(weight.copy(), null);
        check("Linear(2, 3, no bias).backward", g, x).because("with three axes dweight is the same as with the first two joined to one").gives(() -> {
            layer.backward(g, x);
            flat.backward(tensor(shape(6, 3), Reference.doubles(g)), tensor(shape(6, 2), Reference.doubles(x)));
            return values(weight.grad());
        }, values(gradientOf(x, g)));
        check("Linear(2, 3, no bias).backward", g, x).gives(() -> values(flat.parameters().get("weight").grad()), values(weight.grad()));
        check("Linear(2, 3).backward", vector(1, 0, -1), vector(1, 2)).because("no batch axis in, none out")
                .gives(() -> values(layer.backward(vector(1, 0, -1), vector(1, 2))), Values.of(new double[] {-4, -4}, 2));
    }

    private static Tensor gradientOf(Tensor x, Tensor g) {
        double[] sum = new double[6];
        double[] xs = Reference.doubles(x);
        double[] gs = Reference.doubles(g);
        for (int n = 0; n < 6; n++) {
            for (int j = 0; j < 3; j++) {
                for (int i = 0; i < 2; i++) {
                    sum[j * 2 + i] += gs[n * 3 + j] * xs[n * 2 + i];
                }
            }
        }
        return tensor(shape(3, 2), sum);
    }

    @Test
    void agreesWithCentralDifferences() {
        int rows = 4;
        double[] x = Reference.doubles(random(3, rows, 2));
        double[] c = Reference.cotangent(4, rows * 3);
        double[] w = Reference.doubles(weight);
        double[] b = Reference.doubles(bias);
        Tensor g = tensor(shape(rows, 3), c);
        Tensor input = tensor(shape(rows, 2), x);
        String why = "this is how much the outputs, weighted with a random gradient, change when a number is moved by a little";
        check("Linear(2, 3).backward: input", g, input).because(why).within(Tolerance.ofSum(12))
                .gives(() -> values(layer.backward(g, input)), Values.of(CentralDifference.gradient(v -> Reference.linear(v, w, b), x, c), rows, 2));
        check("Linear(2, 3).backward: weight", g, input).because(why).within(Tolerance.ofSum(12))
                .gives(() -> values(weight.grad()), Values.of(CentralDifference.gradient(v -> Reference.linear(x, v, b), w, c), 3, 2));
        check("Linear(2, 3).backward: bias", g, input).because(why).within(Tolerance.ofSum(12))
                .gives(() -> values(bias.grad()), Values.of(CentralDifference.gradient(v -> Reference.linear(x, w, v), b, c), 3));
    }

    @Test
    void readsGradientsAndInputsOfEveryMemoryLayout() {
        Tensor x = random(5, 4, 2);
        Tensor g = random(6, 4, 3);
        Values expected = check("Linear(2, 3).backward", g, x).run(() -> {
            layer.backward(g, x);
            return values(weight.grad());
        });
        for (Tensor input : layouts(x)) {
            for (Tensor gradient : layouts(g)) {
                Linear fresh = new Linear(weight.copy(), null);
                check("Linear(2, 3, no bias).backward", gradient, input).because("a view must give what its contiguous copy gives").gives(() -> {
                    fresh.backward(gradient, input);
                    return values(fresh.parameters().get("weight").grad());
                }, expected);
            }
        }
    }

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case c : Golden.load(LinearTest.class, "golden.json", "linear")) {
            Linear golden = LinearTest.golden(c);
            Tensor x = tensor(c.inputs().get(0));
            Tensor g = tensor(c.inputs().get(1));
            check("Linear.backward: input, " + c.name(), g, x).because("torch.nn.Linear gives this").within(Tolerance.ofSum(8))
                    .gives(() -> values(golden.backward(g, x)), c.outputs().get(1));
            List<Tensor> parameters = List.copyOf(golden.parameters().values());
            for (int i = 0; i < parameters.size(); i++) {
                Tensor parameter = parameters.get(i);
                check("Linear.backward: parameter " + i + ", " + c.name(), g, x).because("torch.nn.Linear gives this").within(Tolerance.ofSum(8))
                        .gives(() -> values(parameter.grad()), c.outputs().get(2 + i));
            }
        }
    }

    @Test
    void leavesInputGradientAndWeightAsTheyWere() {
        Tensor x = tensor(shape(1, 2), 1, 2);
        Tensor g = tensor(shape(1, 3), 1, 0, -1);
        check("Linear(2, 3).backward", g, x).run(() -> layer.backward(g, x));
        check("Linear(2, 3).backward", g, x).because("the input is not changed").gives(() -> values(x), Values.of(new double[] {1, 2}, 1, 2));
        check("Linear(2, 3).backward", g, x).because("the gradient is not changed").gives(() -> values(g), Values.of(new double[] {1, 0, -1}, 1, 3));
        check("Linear(2, 3).backward", g, x).because("moving the weight is the optimiser's part")
                .gives(() -> values(weight), Values.of(new double[] {3, 4, 5, 6, 7, 8}, 3, 2));
    }

    @Test
    void refusesABackwardWithoutForward() {
        check("Linear(2, 3).backward", vector(1, 2, 3), vector(1, 2)).run(() -> layer.backward(vector(1, 2, 3), vector(1, 2)));
        check("Linear(2, 3).backward", vector(1, 2, 3))
                .refuses(IllegalStateException.class, () -> layer.backward(vector(1, 2, 3)), "Linear.backward", "forward");
    }
}
