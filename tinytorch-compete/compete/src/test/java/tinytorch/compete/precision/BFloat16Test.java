package tinytorch.compete.precision;

import static tinytorch.tensor.TestTensors.tensor;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.compete.Cases;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("compete.bfloat16")
class BFloat16Test {

    private static void gives(float value, int bits, String why) {
        Check.call("BFloat16.bits", value).because(why).equal(() -> Integer.toHexString(BFloat16.bits(value) & 0xFFFF), Integer.toHexString(bits));
    }

    @Test
    void numbersOfFewDigitsStay() {
        gives(1, 0x3F80, "the upper half of 3F800000");
        gives(-2.5f, 0xC020, "the upper half of C0200000");
        gives(0, 0, "zero");
        gives(-0.0f, 0x8000, "the sign of zero stays");
    }

    @Test
    void roundsToTheNearest() {
        gives(Float.intBitsToFloat(0x3F80_7FFF), 0x3F80, "less than half a step");
        gives(Float.intBitsToFloat(0x3F80_8001), 0x3F81, "more than half a step");
        gives(Float.intBitsToFloat(0xBF80_8001), 0xBF81, "as far from zero on the other side");
    }

    @Test
    void halfAStepGoesToTheEvenOne() {
        gives(Float.intBitsToFloat(0x3F80_8000), 0x3F80, "3F80 is even, 3F81 is not");
        gives(Float.intBitsToFloat(0x3F81_8000), 0x3F82, "3F82 is even, 3F81 is not");
        gives(Float.intBitsToFloat(0xBF81_8000), 0xBF82, "for negative numbers too");
    }

    @Test
    void carriesIntoTheExponent() {
        gives(Float.intBitsToFloat(0x3FFF_FFFF), 0x4000, "just below 2 becomes 2");
        gives(Float.MAX_VALUE, 0x7F80, "the largest float is nearer to what would be the next power of two: infinity");
        gives(Float.NEGATIVE_INFINITY, 0xFF80, "infinity stays");
        gives(Float.MIN_VALUE, 0, "far below half of the least bfloat16");
    }

    @Test
    void notANumberStaysNotANumber() {
        for (int bits : new int[] {0x7FC0_0000, 0x7F80_0001, 0xFFFF_FFFF, 0x7FFF_FFFF}) {
            float nan = Float.intBitsToFloat(bits);
            Check.call("BFloat16.bits", "NaN " + Integer.toHexString(bits)).because("adding must not carry it into 0, nor cutting leave infinity")
                    .equal(() -> Float.isNaN(BFloat16.value(BFloat16.bits(nan))), true);
        }
    }

    @Test
    void everyBFloat16ComesBack() {
        for (int i = 0; i < 1 << 16; i++) {
            short bits = (short) i;
            float value = Check.call("BFloat16.value", Integer.toHexString(i)).run(() -> BFloat16.value(bits));
            if (!Float.isNaN(value)) {
                Check.call("BFloat16.bits", value).because("it is a bfloat16 already").equal(() -> BFloat16.bits(value), bits);
            }
        }
        Check.call("BFloat16.value", "4049").equal(() -> BFloat16.value((short) 0x4049), 3.140625f);
    }

    @Test
    @LookAt({"BFloat16.bits", "BFloat16.value"})
    void agreesWithPyTorch() {
        for (Golden.Case c : Cases.of("bfloat16")) {
            Tensor x = tensor(c.inputs().getFirst());
            float[] rounded = new float[x.size()];
            Check.call("BFloat16", c.name()).within(Tolerance.EXACT).gives(() -> {
                for (int i = 0; i < rounded.length; i++) {
                    rounded[i] = BFloat16.value(BFloat16.bits(x.get(i)));
                }
                return Values.of(rounded, rounded.length);
            }, c.output());
        }
    }
}
