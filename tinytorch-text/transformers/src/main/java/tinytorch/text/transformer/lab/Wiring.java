package tinytorch.text.transformer.lab;

import java.util.function.UnaryOperator;
import tinytorch.tensor.Tensor;
import tinytorch.text.transformer.LayerNorm;

/** How a part of a block is connected to the residual stream. */
enum Wiring {
    /** {@code x + part(norm(x))}: GPT-2 and everything since. */
    PRE_NORM("x + f(norm(x))") {
        @Override
        Tensor connect(Tensor x, LayerNorm norm, UnaryOperator<Tensor> part) {
            return x.add(part.apply(norm.forward(x)));
        }
    },
    /** {@code norm(x + part(x))}: the Transformer of 2017. */
    POST_NORM("norm(x + f(x))") {
        @Override
        Tensor connect(Tensor x, LayerNorm norm, UnaryOperator<Tensor> part) {
            return norm.forward(x.add(part.apply(x)));
        }
    },
    /** {@code x + part(x)}. */
    NO_NORM("x + f(x)") {
        @Override
        Tensor connect(Tensor x, LayerNorm norm, UnaryOperator<Tensor> part) {
            return x.add(part.apply(x));
        }
    },
    /** {@code part(norm(x))}. */
    NO_RESIDUAL("f(norm(x))") {
        @Override
        Tensor connect(Tensor x, LayerNorm norm, UnaryOperator<Tensor> part) {
            return part.apply(norm.forward(x));
        }
    },
    /** {@code part(x)}. */
    NEITHER("f(x)") {
        @Override
        Tensor connect(Tensor x, LayerNorm norm, UnaryOperator<Tensor> part) {
            return part.apply(x);
        }
    };

    private final String formula;

    Wiring(String formula) {
        this.formula = formula;
    }

    abstract Tensor connect(Tensor x, LayerNorm norm, UnaryOperator<Tensor> part);

    @Override
    public String toString() {
        return formula;
    }
}
