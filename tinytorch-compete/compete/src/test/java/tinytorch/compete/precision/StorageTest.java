package tinytorch.compete.precision;

import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.compete.Cases;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("compete.storage")
class StorageTest {

    @Test
    void eachPrecisionHasItsOwnNumbers() {
        Check.call("Precision.FLOAT32.round", 1.001f).equal(() -> Precision.FLOAT32.round(1.001f), 1.001f);
        Check.call("Precision.FLOAT16.round", 1.001f).because("a step behind 1 is 1/1024").equal(() -> Precision.FLOAT16.round(1.001f), 1.0009765625f);
        Check.call("Precision.BFLOAT16.round", 1.001f).because("a step behind 1 is 1/128").equal(() -> Precision.BFLOAT16.round(1.001f), 1f);
        Check.call("Precision.BFLOAT16.round", 1e30f).because("a bfloat16 has the range of a float").equal(() -> Float.isFinite(Precision.BFLOAT16.round(1e30f)), true);
    }

    @Test
    void roundsEveryNumberOfEveryLayoutIntoANewTensor() {
        for (Golden.Case c : Cases.of("float16")) {
            Tensor x = tensor(c.inputs().getFirst()).reshape(2, -1);
            Values before = values(x);
            for (Tensor layout : layouts(x)) {
                Check.call("Precision.FLOAT16.round", layout.shape()).within(Tolerance.EXACT).gives(() -> values(Precision.FLOAT16.round(layout)), Values.of(c.output().data(), x.dims()));
                Check.call("Precision.FLOAT16.round").because("the tensor itself is not changed: it may be a master weight").within(Tolerance.EXACT).gives(() -> values(layout), before);
            }
        }
    }

    @Test
    void twoBytesANumber() {
        for (Precision precision : new Precision[] {Precision.FLOAT16, Precision.BFLOAT16}) {
            for (Tensor layout : layouts(random(1, 3, 4))) {
                HalfTensor half = Check.call("HalfTensor.of", layout.shape(), precision).run(() -> HalfTensor.of(layout, precision));
                Check.call("HalfTensor.toTensor", precision).within(Tolerance.EXACT).because("the nearest numbers, in the same shape")
                        .gives(() -> values(half.toTensor()), rounded(layout, precision));
                Check.call("HalfTensor.bytes").equal(half::bytes, 24L);
            }
        }
        Check.call("HalfTensor.of", vector(1), Precision.FLOAT32).refuses(IllegalArgumentException.class, () -> HalfTensor.of(vector(1), Precision.FLOAT32), "BFLOAT16");
    }

    /** By Java's own rounding, and by cutting and comparing. */
    private static Values rounded(Tensor x, Precision precision) {
        double[] data = values(x).data();
        double[] out = new double[data.length];
        for (int i = 0; i < out.length; i++) {
            float value = (float) data[i];
            float below = Float.intBitsToFloat(Float.floatToIntBits(value) & 0xFFFF0000);
            float above = Float.intBitsToFloat((Float.floatToIntBits(value) & 0xFFFF0000) + 0x10000);
            out[i] = precision == Precision.FLOAT16 ? Float.float16ToFloat(Float.floatToFloat16(value)) : Math.abs(value - below) <= Math.abs(above - value) ? below : above;
        }
        return Values.of(out, x.dims());
    }
}
