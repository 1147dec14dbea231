package tinytorch.compress.quant;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("compress.int4")
class Int4Test {
    private static final Tensor ROW = tensor(new int[] {1, 5}, 7, -3.5, 1, 14, 7);

    private static List<Integer> numbers(Int4Weight weight) {
        List<Integer> numbers = new ArrayList<>();
        for (int j = 0; j < weight.rows(); j++) {
            for (int p = 0; p < weight.columns(); p++) {
                numbers.add(weight.get(j, p));
            }
        }
        return numbers;
    }

    private static QuantizedState stored(Int4Weight weight) {
        QuantizedState state = new QuantizedState();
        weight.store(state);
        return state;
    }

    @Test
    @LookAt("Int4Weight.quantize")
    void everyGroupHasItsOwnScale() {
        check("Int4Weight.of(groups of 3)", ROW).because("scale 1 for 7, -3.5, 1, and 2 for 14, 7; halves go to the even neighbour").equal(() -> numbers(Int4Weight.of(ROW, 3)), List.of(7, -4, 1, 7, 4));
        check("Int4Weight.of(groups of 3)", ROW).because("the last group of a row has two numbers alone")
                .gives(() -> values(stored(Int4Weight.of(ROW, 3)).tensors().get("scale")), Values.of(new double[] {1, 2}, 1, 2));
        check("Int4Weight.dequantize", ROW).gives(() -> values(Int4Weight.of(ROW, 3).dequantize()), Values.of(new double[] {7, -4, 1, 14, 8}, 1, 5));
    }

    @Test
    void twoNumbersShareAByte() {
        check("Int4Weight.of", ROW).because("number 0 below, number 1 above, each plus 8: 7 + 8 = 15 and -4 + 8 = 4 make 0x4F").within(Tolerance.EXACT)
                .gives(() -> values(stored(Int4Weight.of(ROW, 3)).tensors().get("weight")), Values.of(new double[] {0x4F, 0xF9, 0x0C}, 1, 3));
    }

    @Test
    void everyNumberComesBackFromEitherHalf() {
        double[] all = new double[30];
        for (int i = 0; i < 15; i++) {
            all[2 * i] = i - 7;
            all[2 * i + 1] = 7 - i;
        }
        Tensor x = tensor(new int[] {1, 30}, all);
        check("Int4Weight.dequantize", x).because("-7 to 7 with the scale 1 are exact").within(Tolerance.EXACT).gives(() -> values(Int4Weight.of(x, 30).dequantize()), values(x));
    }

    @Test
    void rowsBeginWithAByteOfTheirOwn() {
        Tensor x = tensor(new int[] {2, 3}, 7, 1, 2, -7, 3, 4);
        check("Int4Weight.of", x).because("three numbers take two bytes, and the second half of the last is empty").equal(() -> numbers(Int4Weight.of(x, 8)), List.of(7, 1, 2, -7, 3, 4));
        Check.call("Int4Weight.of(x, 8).bytes").because("two rows of two bytes, and a scale of two bytes for each").equal(() -> Int4Weight.of(x, 8).bytes(), 8L);
    }

    @Test
    @LookAt("Int4Weight.quantize")
    void zerosHaveAnyScale() {
        Tensor x = tensor(new int[] {1, 4}, 0, 0, 7, 7);
        check("Int4Weight.of", x).because("0 / 0 is no number: the scale of zeros is 1").gives(() -> values(stored(Int4Weight.of(x, 2)).tensors().get("scale")), Values.of(new double[] {1, 1}, 1, 2));
        check("Int4Weight.dequantize", x).because("a group of zeros must not divide by 0").gives(() -> values(Int4Weight.of(x, 2).dequantize()), values(x));
    }

    @Test
    void aLargeWeightSpoilsItsOwnGroupAlone() {
        Tensor x = random(1, 8, 64);
        x.set(1000, 3, 40);
        Tensor back = check("Int4Weight.dequantize", x).run(() -> Int4Weight.of(x, 32).dequantize());
        double error = Errors.rootMeanSquare(x.narrow(1, 0, 32), back.narrow(1, 0, 32));
        check("Int4Weight.dequantize", x).because("the first group of every row has steps of about 2.5 / 7").holds(error < 0.15, "an error below 0.15 there", error);
    }

    @Test
    @LookAt("Int4Weight.quantize")
    void negativeNumbersCountForTheScale() {
        Tensor x = tensor(new int[] {1, 2}, -14, 2);
        check("Int4Weight.of", x).because("-14 is the largest in size").equal(() -> numbers(Int4Weight.of(x, 2)), List.of(-7, 1));
    }

    @Test
    @LookAt("Int4Weight.dequantize")
    void aLayerMultipliesByWhatIsLeft() {
        for (int[] size : new int[][] {{1, 45, 16}, {3, 45, 7}, {20, 45, 16}, {1, 128, 32}, {2, 205, 64}, {1, 31, 32}, {5, 97, 32}}) {
            Tensor x = random(size[0], size[0], size[1]);
            Int4Weight weight = Int4Weight.of(random(2, 37, size[1]), size[2]);
            Tensor bias = random(3, 37);
            check("QuantizedLinear.forward", x).within(new Tolerance(1e-5, 1e-5)).gives(() -> values(new QuantizedLinear(weight, bias, null).forward(x)), Bytes.linear(x, weight.dequantize(), bias));
        }
    }
}
