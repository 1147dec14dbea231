package tinytorch.kernels.fusion;

import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.values;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.BinaryOp;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Tolerance;

@Tag("kernels.fuse")
class ProgramTest {
    private static final int[] SIZES = {1, 17, Program.BLOCK - 1, Program.BLOCK, Program.BLOCK + 1, 5 * Program.BLOCK + 7};

    private static final Places ONE = new Places(new int[6], 1);
    private static final Places TWO = new Places(new int[] {0, 0, 0, 0, 0, 1, 1, 0, 0, 0}, 2);

    private static void same(String what, String why, List<Value> values, Places places, ElementWise function, List<Tensor> inputs) {
        Tensor expected = function.of(inputs);
        Check.call("Program.run", what, inputs.getFirst().shape()).because(why).within(Tolerance.EXACT).gives(() -> values(new Program(values, places).run(inputs)), values(expected));
    }

    @Test
    void aFusedChainGivesTheSameBits() {
        for (int n : SIZES) {
            List<Tensor> inputs = List.of(random(1, n), random(2, n), random(3, n));
            same("x / (1 + exp(-x))", "the operations are the same, in the same order", Chains.SILU_VALUES, ONE, Chains::silu, inputs.subList(0, 1));
            same("g * (exp(-x * x / 2) + x * x) - b", "the operations are the same, in the same order", Chains.PRODUCT_VALUES, TWO, Chains::product, inputs);
        }
    }

    @Test
    void oneOperationIsAProgramToo() {
        List<Value> values = List.of(new Value.Input(0), new Value.Input(1), new Value.Binary(BinaryOp.SUB, 1, 0));
        same("b - a", "the last value goes to the result", values, ONE, in -> in.get(1).sub(in.get(0)), List.of(random(1, 3000), random(2, 3000)));
    }

    @Test
    void aConstantMayStandLeftOrRight() {
        List<Value> left = List.of(new Value.Input(0), new Value.Constant(2), new Value.Binary(BinaryOp.DIV, 1, 0));
        same("2 / x", "a constant is one number for all elements: step 0", left, ONE, in -> Tensor.scalar(2).div(in.getFirst()), List.of(random(1, 2100)));
        List<Value> right = List.of(new Value.Input(0), new Value.Constant(2), new Value.Binary(BinaryOp.SUB, 0, 1));
        same("x - 2", "a constant is one number for all elements: step 0", right, ONE, in -> in.getFirst().sub(2), List.of(random(1, 2100)));
    }

    @Test
    void anInputMayBeginAnywhereInItsArray() {
        Tensor x = random(1, 3, 2000).narrow(0, 1, 2);
        Tensor y = random(2, 4, 2000).narrow(0, 2, 2);
        List<Value> values = List.of(new Value.Input(0), new Value.Input(1), new Value.Binary(BinaryOp.MUL, 0, 1), new Value.Binary(BinaryOp.ADD, 2, 0));
        same("x * y + x of parts of larger arrays", "element i of a contiguous view is at its offset + i", values, ONE, in -> in.get(0).mul(in.get(1)).add(in.get(0)), List.of(x, y));
    }

    @Test
    void inputsStayAsTheyWere() {
        Tensor x = random(1, 1500);
        float[] before = x.toArray();
        Check.call("Program.run", "x / (1 + exp(-x))").because("values between go to scratch").equal(() -> {
            new Program(Chains.SILU_VALUES, ONE).run(List.of(x));
            return x.toArray();
        }, before);
    }
}
