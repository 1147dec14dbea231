package tinytorch.kernels;

import java.util.List;

import tinytorch.tensor.DiffOp;
import tinytorch.tensor.Op;
import tinytorch.tensor.Tensor;

/** The vector kernels without fusion: every operation runs step by step, as its module wrote it. What fusion brings is the difference. */
public final class UnfusedKernels extends VectorKernels {

    @Override
    public String name() {
        return "unfused";
    }

    @Override
    public Tensor forward(Op op, List<Tensor> inputs) {
        return op.forward(inputs);
    }

    @Override
    public List<Tensor> backward(DiffOp op, Tensor gradOutput, Tensor output, List<Tensor> inputs) {
        return op.backward(gradOutput, output, inputs);
    }
}
