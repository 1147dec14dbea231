package tinytorch.kernels.fusion;

import java.util.List;

import tinytorch.tensor.Tensor;

/** A function of tensors that gives the same numbers for the same inputs, always. Two that are equal compute the same. */
public interface ElementWise {
    Tensor of(List<Tensor> inputs);
}
