package tinytorch.kernels.fusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.BinaryOp;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.UnaryOp;
import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;

@Tag("kernels.trace")
class TraceTest {
    private static void traced(String what, String why, ElementWise function, int inputs, List<Value> expected) {
        Check.call("Trace.of", what).because(why).equal(() -> Trace.of(function, inputs), Optional.of(expected));
    }

    private static void refused(String what, String why, ElementWise function, int inputs) {
        Check.call("Trace.of", what).because(why).equal(() -> Trace.of(function, inputs), Optional.empty());
    }

    @Test
    void theWorkedExample() {
        traced("x.mul(x).exp()", "the operands of a value come before it", in -> in.getFirst().mul(in.getFirst()).exp(), 1,
                List.of(new Value.Input(0), new Value.Binary(BinaryOp.MUL, 0, 0), new Value.Unary(new UnaryOp.Exp(), 1)));
    }

    @Test
    @LookAt("Trace.made")
    void aChainWithConstants() {
        traced("x / (1 + exp(-x))", "inputs first, then each value after its operands, from left to right; a single number is a constant", Chains::silu, 1, Chains.SILU_VALUES);
    }

    @Test
    @LookAt("Trace.number")
    void equalValuesAreComputedOnce() {
        traced("g * (exp(-x * x / 2) + x * x) - b", "x * x is written twice, but it is one value", Chains::product, 3, Chains.PRODUCT_VALUES);
    }

    @Test
    void theOrderOfOperandsIsKept() {
        traced("b - a", "b is input 1", in -> in.get(1).sub(in.get(0)), 2, List.of(new Value.Input(0), new Value.Input(1), new Value.Binary(BinaryOp.SUB, 1, 0)));
    }

    @Test
    @LookAt("Trace.made")
    void aCopyHasTheValueOfWhatItCopied() {
        traced("x.copy().neg()", "it is the same number", in -> in.getFirst().copy().neg(), 1, List.of(new Value.Input(0), new Value.Unary(new UnaryOp.Neg(), 0)));
    }

    @Test
    void aTensorThatIsUsedOftenIsTracedOnce() {
        traced("30 doublings", "numbers remembers what has been met: without it there would be a thousand million", in -> {
            Tensor x = in.getFirst();
            for (int i = 0; i < 30; i++) {
                x = x.add(x);
            }
            return x;
        }, 1, doublings());
    }

    private static List<Value> doublings() {
        List<Value> values = new ArrayList<>(List.of(new Value.Input(0)));
        for (int i = 0; i < 30; i++) {
            values.add(new Value.Binary(BinaryOp.ADD, i, i));
        }
        return values;
    }

    @Test
    @LookAt("Trace.made")
    void whatIsNoChainIsRefused() {
        refused("x - x.sum()", "a sum is not computed element by element", in -> in.getFirst().sub(in.getFirst().sum()), 1);
        refused("a view in the middle", "element i of a flipped tensor is not computed from element i", in -> in.getFirst().exp().flip(0).neg(), 1);
        refused("numbers read from the array", "the next call would read others", in -> in.getFirst().mul(in.getFirst().get(0)), 1);
        refused("an array of its own", "nothing tells where it came from", in -> Tensor.of(in.getFirst().toArray()), 1);
        refused("a choice by the numbers", "the two traces differ", in -> in.getFirst().get(0) > 0 ? in.getFirst().exp() : in.getFirst().neg(), 1);
        refused("a step", "it has no gradient, so no origin", in -> in.getFirst().gt(0).mul(in.getFirst()), 1);
        refused("the input itself", "there is nothing to compute", in -> in.get(1), 2);
    }
}
