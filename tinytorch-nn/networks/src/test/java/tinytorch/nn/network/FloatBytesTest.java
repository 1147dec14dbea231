package tinytorch.nn.network;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("networks.safetensors")
class FloatBytesTest {

    @Test
    void encodesTheBitsOfANumberLowestByteFirst() {
        Check.call("FloatBytes.encode", "[1.5]").because("1.5 has the bits 0x3FC00000; the lowest byte comes first")
                .equal(() -> HexFormat.of().formatHex(FloatBytes.encode(new float[] {1.5f}, 0, 1)), "0000c03f");
        Check.call("FloatBytes.encode", "[9, 1, -2, 0.1, 9], from 1, 3 numbers").because("bits 0x3F800000, 0xC0000000, 0x3DCCCCCD")
                .equal(() -> HexFormat.of().formatHex(FloatBytes.encode(new float[] {9, 1, -2, 0.1f, 9}, 1, 3)), "0000803f000000c0cdcccc3d");
    }

    @Test
    void decodesEachTypeOfNumber() {
        decodes(Dtype.F32, "0000c03f cdcccc3d 000080ff", 1.5, 0.1f, Double.NEGATIVE_INFINITY);
        decodes(Dtype.F16, "003e 00c0 ff7b 007c 0100", 1.5, -2, 65504, Double.POSITIVE_INFINITY, 5.9604645e-8);
        decodes(Dtype.BF16, "c03f 00c0 807f cd3d", 1.5, -2, Double.POSITIVE_INFINITY, 0.10009766);
        decodes(Dtype.I8, "00 7f 80 ff", 0, 127, -128, -1);
        decodes(Dtype.U8, "00 7f 80 ff", 0, 127, 128, 255);
    }

    private static void decodes(Dtype dtype, String hex, double... expected) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        float[] target = new float[expected.length + 2];
        Check.call("FloatBytes.decode", dtype, hex).within(new Tolerance(0, 1e-7)).gives(() -> {
            FloatBytes.decode(dtype, bytes, target, 1, expected.length);
            return Values.of(Arrays.copyOfRange(target, 1, target.length - 1), expected.length);
        }, Values.of(expected, expected.length));
        Check.call("FloatBytes.decode", dtype, hex).because("only the numbers asked for are written").gives(
                () -> Values.of(new float[] {target[0], target[target.length - 1]}, 2), Values.of(new double[2], 2));
    }

    @Test
    void everyBitPatternSurvives() {
        int[] patterns = {0, 0x80000000, 1, 0x807FFFFF, 0x7F7FFFFF, 0x7F800000, 0xFF800000, 0x7FC00000, 0x7FA12345, 0xFFFFFFFF, 0x00FF00FF, 0x80808080, 0x3F81FE7F};
        float[] numbers = new float[patterns.length];
        for (int i = 0; i < patterns.length; i++) {
            numbers[i] = Float.intBitsToFloat(patterns[i]);
        }
        float[] back = new float[numbers.length];
        Check.call("FloatBytes.decode", "F32 of FloatBytes.encode").because("also -0, NaNs with a payload, bytes above 127").equal(() -> {
            FloatBytes.decode(Dtype.F32, FloatBytes.encode(numbers, 0, numbers.length), back, 0, back.length);
            return HexFormat.of().formatHex(FloatBytes.encode(back, 0, back.length));
        }, HexFormat.of().formatHex(FloatBytes.encode(numbers, 0, numbers.length)));
        for (int i = 0; i < patterns.length; i++) {
            Check.call("FloatBytes.decode", "0x%08X".formatted(patterns[i])).equal(bits(back[i]), patterns[i]);
        }
    }

    private static Callable<Integer> bits(float number) {
        return () -> Float.floatToRawIntBits(number);
    }
}
