package tinytorch.nn;

import static tinytorch.tensor.TestTensors.vector;

import tinytorch.tensor.Tensor;

/** A small layer for the tests: {@code y = x * weight} for x of shape (batch, n), with a hand-written backward. */
final class Scale extends Layer implements Backward {
    final Tensor weight;
    private final Saved<Tensor> input = new Saved<>(this);

    Scale(double... weight) {
        this.weight = parameter("weight", vector(weight));
    }

    @Override
    public Tensor forward(Tensor x) {
        input.keep(x);
        return x.mul(weight);
    }

    @Override
    public Tensor backward(Tensor gradOutput) {
        Tensor x = input.take();
        Backward.requireShape(this, gradOutput, x.shape());
        weight.accumulateGrad(gradOutput.mul(x).sum(false, 0));
        return gradOutput.mul(weight);
    }
}
