package tinytorch.model;

import java.util.List;

import tinytorch.tensor.Tensor;

/** One operation, ready to run on a batch. */
@FunctionalInterface
interface Step {
    Tensor run(List<Tensor> inputs);
}
