package tinytorch.compress.quant;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;

@Tag("compress.channels")
class ChannelsTest {
    private static final List<QuantParameters> TWO = List.of(new QuantParameters(1, 0), new QuantParameters(10, 0));

    @Test
    void everyChannelHasItsOwnScale() {
        Tensor x = tensor(shape(2, 2), 1, 2, 10, 20);
        check("QuantizedTensor.perChannel, axis 0", x).because("a scale for each row").equal(() -> QuantizedTensor.perChannel(x, 0, TWO).data(), new byte[] {1, 2, 1, 2});
        check("QuantizedTensor.perChannel, axis 1", x).because("a scale for each column: 2 / 10 is 0")
                .equal(() -> QuantizedTensor.perChannel(x, 1, TWO).data(), new byte[] {1, 0, 10, 2});
    }

    @Test
    void theChannelsOfAnInnerAxisComeAgain() {
        QuantParameters one = new QuantParameters(1, 0);
        Tensor x = tensor(shape(2, 3, 4), new double[24]);
        QuantizedTensor q = check("QuantizedTensor.perChannel, axis 1", x).run(() -> QuantizedTensor.perChannel(x, 1, List.of(one, one, one)));
        int[][] expected = {{0, 0}, {3, 0}, {4, 1}, {11, 2}, {12, 0}, {23, 2}};
        for (int[] pair : expected) {
            check("QuantizedTensor.channel of number " + pair[0], x).because("4 numbers behind each of the 3 indices").equal(() -> q.channel(pair[0]), pair[1]);
        }
    }

    @Test
    void theScaleOfAChannelComesFromItsOwnNumbers() {
        Tensor x = tensor(shape(2, 2), 1.27, -1, 0, 127);
        QuantizedTensor q = check("QuantizedTensor.perChannel, symmetric", x).run(() -> QuantizedTensor.perChannel(x, 0, Scheme.SYMMETRIC));
        check("QuantizedTensor.perChannel, symmetric", x).because("row 0 has the scale 0.01, row 1 the scale 1").equal(q::data, new byte[] {127, -100, 0, 127});
        check("QuantizedTensor.dequantize", x).gives(() -> values(q.dequantize()), values(x));
        Tensor columns = tensor(shape(3, 2), 1.27, 127, -1, 0, 0.5, 1);
        check("QuantizedTensor.perChannel, symmetric, axis 1", columns).because("column 0 has the scale 0.01, column 1 the scale 1")
                .equal(() -> QuantizedTensor.perChannel(columns, 1, Scheme.SYMMETRIC).data(), new byte[] {127, 127, -100, 0, 50, 1});
        Tensor positive = tensor(shape(2, 3), 0, 2, 255, 0, 5.1, 2.04);
        check("QuantizedTensor.perChannel, affine", positive).because("0 to 255 has the zero point -128, scale 1, and 0 to 5.1 the scale 0.02")
                .equal(() -> QuantizedTensor.perChannel(positive, 0, Scheme.AFFINE).data(), new byte[] {-128, -126, 127, -128, 127, -26});
    }

    @Test
    void aLargeWeightSpoilsItsOwnChannelAlone() {
        Tensor x = random(5, 4, 50);
        x.set(1000, 2, 7);
        QuantizedTensor channels = check("QuantizedTensor.perChannel", x).run(() -> QuantizedTensor.perChannel(x, 0, Scheme.SYMMETRIC));
        double error = Errors.rootMeanSquare(x.narrow(0, 0, 2), channels.dequantize().narrow(0, 0, 2));
        check("QuantizedTensor.perChannel", x).because("rows 0 and 1 have steps of about 2 / 127").holds(error < 0.006, "an error below 0.006 in these rows", error);
    }

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case c : Golden.load(getClass(), "golden.json", "per_channel")) {
            Tensor x = tensor(c.inputs().get(0));
            List<QuantParameters> p = new ArrayList<>();
            for (int i = 0; i < c.args().get("scales").size(); i++) {
                p.add(new QuantParameters((float) c.args().get("scales").get(i).asDouble(), c.args().get("zeros").get(i).asInt()));
            }
            int axis = c.args().get("axis").asInt();
            check("QuantizedTensor.perChannel, " + c.name(), x).because("torch.quantize_per_channel gives this").within(Tolerance.EXACT)
                    .gives(() -> QuantizeTest.bytes(QuantizedTensor.perChannel(x, axis, p)), c.outputs().get(0));
            check("QuantizedTensor.dequantize, " + c.name(), x).gives(() -> values(QuantizedTensor.perChannel(x, axis, p).dequantize()), c.outputs().get(1));
        }
    }

    @Test
    void readsEveryMemoryLayout() {
        Tensor x = random(3, 3, 4);
        for (int axis = 0; axis < 2; axis++) {
            int a = axis;
            byte[] expected = check("QuantizedTensor.perChannel", x).run(() -> QuantizedTensor.perChannel(x, a, Scheme.AFFINE)).data();
            for (Tensor view : layouts(x)) {
                check("QuantizedTensor.perChannel", view).because("a view must give what its contiguous copy gives")
                        .equal(() -> QuantizedTensor.perChannel(view, a, Scheme.AFFINE).data(), expected);
            }
        }
    }

    @Test
    void refusesAnotherNumberOfScales() {
        Tensor x = random(1, 3, 2);
        check("QuantizedTensor.perChannel", x).run(() -> QuantizedTensor.perChannel(x, 1, TWO));
        check("QuantizedTensor.perChannel", x).refuses(ShapeException.class, () -> QuantizedTensor.perChannel(x, 0, TWO), "2 scales", "axis 0", "(3, 2)");
        check("QuantizedTensor.perChannel", x).refuses(ShapeException.class, () -> QuantizedTensor.perChannel(x, 2, TWO), "axis 2");
    }
}
