package tinytorch.text.attention;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.Tensor;
import tinytorch.testkit.CentralDifference;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Values;
import tinytorch.workbench.Profiler;

/** Calls backward with the output and the logarithms of the reference, so that these tests do not need forward. */
@Tag("attention.lean-backward")
class LeanBackwardTest {
    private static final List<String> NAMES = List.of("query", "key", "value");

    /** The output, as the reference has it. */
    private static Tensor output(Tensor q, Tensor k, Tensor v, boolean causal) {
        int[] dims = {q.dim(0), q.dim(1), q.dim(2), v.dim(3)};
        return tensor(dims, Reference.attend(Reference.doubles(q), Reference.doubles(k), Reference.doubles(v), q.dim(0) * q.dim(1), q.dim(2), k.dim(2),
                q.dim(3), v.dim(3), causal));
    }

    /** An operation after its forward. */
    private static LeanAttention attention(Tensor q, Tensor k, boolean causal, int block) {
        return new LeanAttention(causal, block, Reference.logSums(Reference.doubles(q), Reference.doubles(k), q.dim(0) * q.dim(1), q.dim(2), k.dim(2),
                q.dim(3), causal));
    }

    private static List<Tensor> gradients(Tensor q, Tensor k, Tensor v, Tensor g, boolean causal, int block) {
        return attention(q, k, causal, block).backward(g, output(q, k, v, causal), List.of(q, k, v));
    }

    @Test
    @LookAt({"LeanBackward.weights", "LeanBackward.scores", "LeanBackward.add"})
    void agreesWithCentralDifferencesForEverySizeOfBlocks() {
        for (int[] size : new int[][] {{1, 1}, {2, 5}, {5, 5}}) {
            int t = size[0];
            int s = size[1];
            Tensor query = random(1, 2, 1, t, 3);
            Tensor key = random(2, 2, 1, s, 3);
            Tensor value = random(3, 2, 1, s, 4);
            double[] q = Reference.doubles(query);
            double[] k = Reference.doubles(key);
            double[] v = Reference.doubles(value);
            double[] c = Reference.cotangent(4, 2 * t * 4);
            for (boolean causal : new boolean[] {false, true}) {
                List<double[]> expected = List.of(
                        CentralDifference.gradient(x -> Reference.attend(x, k, v, 2, t, s, 3, 4, causal), q, c),
                        CentralDifference.gradient(x -> Reference.attend(q, x, v, 2, t, s, 3, 4, causal), k, c),
                        CentralDifference.gradient(x -> Reference.attend(q, k, x, 2, t, s, 3, 4, causal), v, c));
                for (int block : new int[] {1, 2, 3, 64}) {
                    compare("blocks of " + block + (causal ? ", causal" : ""), List.of(query, key, value),
                            tensor(shape(2, 1, t, 4), c), causal, block, expected);
                }
            }
        }
    }

    private static void compare(String name, List<Tensor> in, Tensor g, boolean causal, int block, List<double[]> expected) {
        List<Tensor> gradients = check("LeanAttention.backward, " + name, in.toArray(Tensor[]::new))
                .run(() -> gradients(in.get(0), in.get(1), in.get(2), g, causal, block));
        for (int i = 0; i < 3; i++) {
            Tensor gradient = gradients.get(i);
            check("LeanAttention.backward: " + NAMES.get(i) + ", " + name, in.get(i))
                    .because("this is how much the outputs, multiplied with random numbers, change when a number is moved by a little")
                    .within(Cases.PRODUCTS).gives(() -> values(gradient), Values.of(expected.get(i), in.get(i).dims()));
        }
    }

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case c : Cases.of("attention")) {
            boolean causal = Cases.flag(c, "causal");
            if (c.inputs().getFirst().shape().length == 4 && (c.inputs().size() == 4 || causal)) {
                List<Tensor> in = List.of(tensor(c.inputs().get(0)), tensor(c.inputs().get(1)), tensor(c.inputs().get(2)));
                for (int block : new int[] {2, 64}) {
                    List<Tensor> gradients = check("LeanAttention.backward, " + c.name(), in.toArray(Tensor[]::new))
                            .run(() -> gradients(in.get(0), in.get(1), in.get(2), tensor(c.inputs().get(3)), causal, block));
                    for (int i = 0; i < 3; i++) {
                        Tensor gradient = gradients.get(i);
                        check("LeanAttention.backward: " + NAMES.get(i) + ", blocks of " + block + ", " + c.name(), in.get(i))
                                .because("PyTorch has this gradient").within(Cases.PRODUCTS).gives(() -> values(gradient), c.outputs().get(2 + i));
                    }
                }
            }
        }
    }

    @Test
    void autogradFindsTheSameBothWays() {
        Tensor x = random(1, 2, 3, 70, 4).requiresGrad(true);
        Tensor g = random(2, 2, 3, 70, 4);
        check("LeanAttention.backward", x).run(() -> gradients(x, x, x, g, true, 64));
        Tensor lean = check("backward of LeanAttention.attend", x).run(() -> Cases.gradients(LeanAttention.attend(x, x, x, true), g, x).getFirst());
        check("backward of LeanAttention.attend", x).because("attention from x to x itself, plain").within(Cases.PRODUCTS).gives(() -> values(lean),
                values(Cases.gradients(Attention.attend(x, x, x, Masks.causal(70, 70)), g, x).getFirst()));
    }

    @Test
    void theSameOperationMayGoBackTwice() {
        List<Tensor> in = List.of(random(1, 1, 2, 5, 3), random(2, 1, 2, 5, 3), random(3, 1, 2, 5, 3));
        LeanAttention attention = attention(in.get(0), in.get(1), true, 2);
        Tensor g = random(4, 1, 2, 5, 3);
        Tensor y = output(in.get(0), in.get(1), in.get(2), true);
        Values first = check("LeanAttention.backward", g).run(() -> values(attention.backward(g, y, in).get(1)));
        check("LeanAttention.backward, a second time", g).because("a graph may be retained").gives(() -> values(attention.backward(g, y, in).get(1)), first);
    }

    @Test
    void aQueryThatSawNothingHasNoGradient() {
        Tensor query = random(1, 1, 1, 2, 3);
        Tensor none = random(2, 1, 1, 0, 3);
        check("LeanAttention.backward: query", query).gives(() -> values(gradients(query, none, none, random(3, 1, 1, 2, 3), false, 2).getFirst()),
                Values.of(new double[6], 1, 1, 2, 3));
        Tensor far = tensor(shape(1, 1, 2, 1), Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);
        Tensor one = tensor(shape(1, 1, 2, 1), 1, 1);
        check("LeanAttention.backward: value", far).because("scores of -infinity give the weight 0, in forward and backward alike")
                .gives(() -> values(gradients(one, far, one, one, false, 2).get(2)), Values.of(new double[2], 1, 1, 2, 1));
    }

    @Test
    @LookAt({"LeanBackward.add", "LeanBackward.prepare"})
    void readsEveryMemoryLayout() {
        Tensor x = random(1, 2, 2, 5, 3);
        Tensor g = random(2, 2, 2, 5, 3);
        List<Tensor> expected = check("LeanAttention.backward", x).run(() -> gradients(x, x, x, g, true, 2));
        for (int i = 0; i < layouts(x).size(); i++) {
            Tensor in = layouts(x).get(i);
            Tensor gradient = layouts(g).get(i);
            List<Tensor> actual = gradients(in, in, in, gradient, true, 2);
            for (int j = 0; j < 3; j++) {
                int number = j;
                check("LeanAttention.backward: " + NAMES.get(j), in, gradient).because("views must give what their contiguous copies give")
                        .gives(() -> values(actual.get(number)), values(expected.get(number)));
            }
        }
    }

    @Test
    void allWeightsAreNeverInMemory() {
        Tensor x = random(1, 1, 1, 512, 4);
        Check.call("LeanAttention.backward", x.shape()).run(() -> gradients(x, x, x, x, true, 64));
        LeanAttention attention = attention(x, x, true, 64);
        Tensor y = output(x, x, x, true);
        double bytes = Profiler.quick().repeats(1).measure("lean", () -> attention.backward(x, y, List.of(x, x, x))).allocatedBytes();
        Check.call("LeanAttention.backward", x.shape()).because("512 x 512 weights are 1 MiB")
                .holds(bytes < 1 << 19, "less than half of all weights", (long) bytes + " bytes");
    }
}
