package tinytorch.compete.precision;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.compete.Cases;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("compete.float16")
class Float16Test {

    private static void gives(float value, int bits, String why) {
        Check.call("Float16.bits", value).because(why).equal(() -> Integer.toHexString(Float16.bits(value) & 0xFFFF), Integer.toHexString(bits));
    }

    @Test
    void normalNumbers() {
        gives(1, 0x3C00, "exponent 0 is kept as 15");
        gives(-1.5f, 0xBE00, "half of the fraction's 1024");
        gives(2049, 0x6800, "between 2048 and 2050: to the even significand");
        gives(2051, 0x6802, "between 2050 and 2052: to the even significand");
    }

    @Test
    void tooLargeIsInfinite() {
        gives(65504, 0x7BFF, "the largest half");
        gives(65519, 0x7BFF, "nearer to 65504 than to 65536");
        gives(65520, 0x7C00, "in the middle: the even one is infinity");
        gives(1e30f, 0x7C00, "beyond the range");
        gives(-1e30f, 0xFC00, "beyond the range");
        gives(Float.NEGATIVE_INFINITY, 0xFC00, "infinity stays");
    }

    @Test
    void smallNumbersAreEvenlySpaced() {
        gives(0x1p-14f, 0x0400, "the least normal half");
        gives(0x1p-24f, 0x0001, "the least half");
        gives(0x1p-25f, 0x0000, "half of it: ties to even, 0");
        gives(0x1.8p-25f, 0x0001, "three quarters of it");
        gives(0x1.8p-24f, 0x0002, "one and a half of it: to the even one");
        gives(0x1.ff8p-15f, 0x03FF, "the largest subnormal");
        gives(0x1.ffcp-15f, 0x0400, "half a step more carries into the least normal");
        gives(-0.0f, 0x8000, "the sign of zero stays");
    }

    @Test
    void notANumberStaysNotANumber() {
        Check.call("Float16.bits", "NaN").equal(() -> Float.isNaN(Float.float16ToFloat(Float16.bits(Float.NaN))), true);
        Check.call("Float16.value", "7C01").because("exponent 31 with a fraction").equal(() -> Float.isNaN(Float16.value((short) 0x7C01)), true);
    }

    @Test
    void everyHalfHasItsValueAndComesBack() {
        for (int i = 0; i < 1 << 16; i++) {
            short bits = (short) i;
            float expected = Float.float16ToFloat(bits);
            if (Float.isNaN(expected)) {
                continue;
            }
            Check.call("Float16.value", Integer.toHexString(i)).because("as Java's own").equal(() -> Float.floatToRawIntBits(Float16.value(bits)), Float.floatToRawIntBits(expected));
            Check.call("Float16.bits", expected).because("it is a half already").equal(() -> Float16.bits(expected), bits);
        }
    }

    @Test
    void roundsAsJavaDoes() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            float value = Float.intBitsToFloat(random.nextInt(96, 145) << 23 | random.nextInt(1 << 23) & -(1 << random.nextInt(1, 23)) | random.nextInt(2) << 31);
            Check.call("Float16.bits", value).because("as Java's own").equal(() -> Float16.bits(value), Float.floatToFloat16(value));
        }
    }

    @Test
    @LookAt({"Float16.bits", "Float16.value"})
    void agreesWithPyTorch() {
        for (Golden.Case c : Cases.of("float16")) {
            double[] x = c.inputs().getFirst().data();
            double[] rounded = new double[x.length];
            Check.call("Float16", c.name()).within(Tolerance.EXACT).gives(() -> {
                for (int i = 0; i < x.length; i++) {
                    rounded[i] = Float16.value(Float16.bits((float) x[i]));
                }
                return Values.of(rounded, x.length);
            }, c.output());
        }
    }
}
