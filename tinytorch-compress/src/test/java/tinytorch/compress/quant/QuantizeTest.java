package tinytorch.compress.quant;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("compress.quantise")
class QuantizeTest {
    private static final QuantParameters P = new QuantParameters(0.5f, 10);

    private static void quantizes(float x, int expected, String why) {
        Check.call("QuantParameters(0.5, 10).quantize", x).because(why).equal(() -> (int) P.quantize(x), expected);
    }

    @Test
    void roundsToTheNearestAndHalvesToTheEvenNeighbour() {
        quantizes(0, 10, "0 is the zero point");
        quantizes(0.9f, 12, "1.8 steps are 2");
        quantizes(-0.9f, 8, "-1.8 steps are -2: not cut to -1");
        quantizes(1.25f, 12, "2.5 steps: 2 is even");
        quantizes(0.75f, 12, "1.5 steps: 2 is even");
        quantizes(-1.25f, 8, "-2.5 steps: -2 is even");
    }

    @Test
    void cutsOffWhatAByteCanNotHold() {
        quantizes(58.5f, 127, "117 + 10 is the largest");
        quantizes(59, 127, "128 would wrap to -128");
        quantizes(1e9f, 127, "far outside");
        quantizes(-69, -128, "-138 + 10: the least byte is -128");
        quantizes(-68.5f, -127, "and -127 is another");
        quantizes(-1e30f, -128, "far outside");
    }

    @Test
    void comesBackWithinHalfAStep() {
        Check.call("QuantParameters(0.5, 10).dequantize", 12).equal(() -> P.dequantize(12), 1f);
        Check.call("QuantParameters(0.5, 10).dequantize", -128).because("(-128 - 10) * 0.5").equal(() -> P.dequantize(-128), -69f);
        for (float x = -69; x <= 58.5f; x += 0.37f) {
            float number = x;
            float back = Check.call("dequantize(quantize", x).run(() -> P.dequantize(P.quantize(number)));
            Check.call("dequantize(quantize", x).because("inside the range at most half a scale is lost").holds(Math.abs(back - x) <= 0.2501, "within 0.25", back);
        }
    }

    @Test
    void zeroIsExactWhateverTheScale() {
        for (int zero = -128; zero <= 127; zero += 51) {
            QuantParameters p = new QuantParameters(0.0123f, zero);
            Check.call(p + ".dequantize(quantize", 0).equal(() -> p.dequantize(p.quantize(0)), 0f);
        }
    }

    @Test
    void quantizesEveryNumberOfATensor() {
        Tensor x = tensor(shape(2, 2), 0, 1, 2, -1);
        QuantizedTensor q = check("QuantizedTensor.perTensor", x).run(() -> QuantizedTensor.perTensor(x, new QuantParameters(0.5f, 1)));
        check("QuantizedTensor.perTensor", x).equal(q::data, new byte[] {1, 3, 5, -1});
        check("QuantizedTensor.dequantize", x).within(Tolerance.EXACT).gives(() -> values(q.dequantize()), values(x));
    }

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case c : Golden.load(getClass(), "golden.json", "per_tensor")) {
            Tensor x = tensor(c.inputs().get(0));
            QuantParameters p = new QuantParameters((float) c.args().get("scale").asDouble(), c.args().get("zero").asInt());
            check("QuantizedTensor.perTensor, " + c.name(), x).because("torch.quantize_per_tensor gives this").within(Tolerance.EXACT)
                    .gives(() -> bytes(QuantizedTensor.perTensor(x, p)), c.outputs().get(0));
            check("QuantizedTensor.dequantize, " + c.name(), x).gives(() -> values(QuantizedTensor.perTensor(x, p).dequantize()), c.outputs().get(1));
        }
    }

    @Test
    void readsEveryMemoryLayout() {
        Tensor x = random(3, 3, 4);
        QuantizedTensor expected = check("QuantizedTensor.perTensor", x).run(() -> QuantizedTensor.perTensor(x, P));
        for (Tensor view : layouts(x)) {
            check("QuantizedTensor.perTensor", view).because("a view must give what its contiguous copy gives")
                    .equal(() -> QuantizedTensor.perTensor(view, P).data(), expected.data());
        }
    }

    static Values bytes(QuantizedTensor q) {
        double[] numbers = new double[q.data().length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = q.data()[i];
        }
        return Values.of(numbers, q.dims());
    }
}
