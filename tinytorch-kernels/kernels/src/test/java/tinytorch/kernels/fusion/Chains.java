package tinytorch.kernels.fusion;

import java.util.List;

import tinytorch.tensor.BinaryOp;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.UnaryOp;

/** Chains that the tests of this package trace and run, and what their traces have to be. */
final class Chains {
    static final List<Value> SILU_VALUES = List.of(new Value.Input(0), new Value.Unary(new UnaryOp.Neg(), 0), new Value.Unary(new UnaryOp.Exp(), 1), new Value.Constant(1),
            new Value.Binary(BinaryOp.ADD, 2, 3), new Value.Binary(BinaryOp.DIV, 0, 4));
    static final List<Value> PRODUCT_VALUES = List.of(new Value.Input(0), new Value.Input(1), new Value.Input(2),
            new Value.Binary(BinaryOp.MUL, 2, 2), new Value.Constant(-0.5f), new Value.Binary(BinaryOp.MUL, 3, 4), new Value.Unary(new UnaryOp.Exp(), 5),
            new Value.Binary(BinaryOp.ADD, 6, 3), new Value.Binary(BinaryOp.MUL, 0, 7), new Value.Binary(BinaryOp.SUB, 8, 1));

    private Chains() {
    }

    /** {@code x / (1 + exp(-x))}, with x used twice. */
    static Tensor silu(List<Tensor> in) {
        return in.getFirst().div(in.getFirst().neg().exp().add(1));
    }

    /** A function of three, with a value that is written twice but computed once. */
    static Tensor product(List<Tensor> in) {
        Tensor g = in.get(0);
        Tensor x = in.get(2);
        return g.mul(x.mul(x).mul(-0.5f).exp().add(x.mul(x))).sub(in.get(1));
    }
}
