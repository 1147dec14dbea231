package tinytorch.compress.quant;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Golden;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("compress.linear")
class LinearTest {
    private static final Tolerance SUMS = new Tolerance(1e-5, 1e-4);

    private static void agrees(int m, int n, int k, QuantParameters input, boolean biased) {
        Tensor x = random(m + n, m, k).add(input == null ? 2 : 0);
        Int8Weight weight = Bytes.weight(k, n, k);
        Tensor bias = biased ? random(n, n) : null;
        QuantizedLinear layer = new QuantizedLinear(weight, bias, input);
        check("QuantizedLinear(" + k + ", " + n + ").forward", x).run(() -> layer.forward(x));
        Tensor left = input == null ? Bytes.rounded(x) : Bytes.rounded(x, input);
        check("QuantizedLinear(" + k + ", " + n + ").forward", x).because((input == null ? "dynamic: by the range of this input" : "static: by " + input) + ", then the product of what is left of input and weight")
                .within(SUMS).gives(() -> values(layer.forward(x)), Bytes.linear(left, weight.dequantize(), bias));
    }

    @Test
    void oneRow() {
        agrees(1, 10, 64, null, true);
        agrees(1, 33, 7, null, false);
        agrees(1, 70, 128, new QuantParameters(0.02f, 5), true);
    }

    @Test
    void someRows() {
        agrees(2, 5, 12, null, true);
        agrees(5, 40, 31, new QuantParameters(0.03f, -9), true);
    }

    @Test
    @LookAt({"Int8Weight.multiply", "Int8Weight.block"})
    void manyRows() {
        agrees(6, 16, 16, null, true);
        agrees(100, 37, 30, null, true);
        agrees(193, 65, 9, new QuantParameters(0.02f, 100), false);
    }

    @Test
    void anInputBeyondTheCalibratedRangeIsCutOff() {
        QuantParameters narrow = new QuantParameters(0.01f, 0);
        Tensor x = tensor(new int[] {1, 2}, 5, 0.5);
        Int8Weight weight = Int8Weight.read(tensor(new int[] {1, 2}, 127, 127), tensor(new int[] {1}, 1));
        check("QuantizedLinear.forward", x).because("5 is cut off at 127 * 0.01 = 1.27").within(SUMS)
                .gives(() -> values(new QuantizedLinear(weight, null, narrow).forward(x)), Values.of(new double[] {127 * (1.27 + 0.5)}, 1, 1));
    }

    @Test
    void anyLeadingAxesAndLayouts() {
        Tensor x = random(7, 3, 4);
        Int8Weight weight = Bytes.weight(8, 6, 4);
        QuantizedLinear layer = new QuantizedLinear(weight, random(9, 6), null);
        Tensor expected = check("QuantizedLinear.forward", x).run(() -> layer.forward(x));
        for (Tensor view : layouts(x)) {
            check("QuantizedLinear.forward", view).because("a view must give what its contiguous copy gives").within(Tolerance.EXACT).gives(() -> values(layer.forward(view)), values(expected));
        }
        Tensor three = random(10, 2, 3, 4);
        check("QuantizedLinear.forward", three).gives(() -> values(layer.forward(three)), values(layer.forward(three.reshape(6, 4)).reshape(2, 3, 6)));
        Tensor one = random(11, 4);
        check("QuantizedLinear.forward", one).gives(() -> values(layer.forward(one)), values(layer.forward(one.reshape(1, 4)).reshape(6)));
    }

    @Test
    @LookAt({"Int8Weight.multiply", "Int8Weight.block"})
    void agreesWithPyTorch() {
        for (Golden.Case c : Golden.load(getClass(), "golden.json", "linear")) {
            Tensor x = tensor(c.inputs().get(0));
            Tensor w = tensor(c.inputs().get(1));
            check("QuantizedLinear.forward", x).run(() -> new QuantizedLinear(Bytes.weight(1, w.dim(0), w.dim(1)), null, null).forward(x));
            QuantParameters input = new QuantParameters((float) c.args().get("scale").asDouble(), c.args().get("zero").asInt());
            List<QuantParameters> parameters = new ArrayList<>();
            float[] scales = new float[w.dim(0)];
            for (int j = 0; j < scales.length; j++) {
                parameters.add(QuantParameters.symmetric(w.select(0, j).abs().max().item()));
                scales[j] = parameters.get(j).scale();
            }
            Values bytes = QuantizeTest.bytes(QuantizedTensor.perChannel(w, 0, parameters));
            Int8Weight weight = Int8Weight.read(tensor(bytes), Tensor.wrap(scales, scales.length));
            check("QuantizedLinear.forward", x).because("the product of torch's dequantised tensors").within(SUMS)
                    .gives(() -> values(new QuantizedLinear(weight, tensor(c.inputs().get(2)), input).forward(x)), c.output());
        }
    }

    @Test
    void refusesAnotherLength() {
        QuantizedLinear layer = new QuantizedLinear(Bytes.weight(1, 3, 4), null, null);
        check("QuantizedLinear.forward", random(1, 4)).run(() -> layer.forward(random(1, 4)));
        check("QuantizedLinear.forward", random(1, 3)).refuses(ShapeException.class, () -> layer.forward(random(1, 3)), "in = 4", "(3,)");
    }
}
