package tinytorch.nn.network;

import java.util.Arrays;
import java.util.List;

import tinytorch.tensor.DiffOp;
import tinytorch.tensor.Tensor;

/**
 * How wrong a network's predictions are, as one number, and in which direction each prediction should move to make it smaller. The
 * gradient written here by hand is the rule that autograd calls in module 07.
 */
public interface Loss extends DiffOp {

    /**
     * The loss, a scalar: the smaller the better. From module 07 on it is called as {@code Tensor.apply(loss, prediction, target)}, which
     * remembers where the number came from.
     */
    Tensor value(Tensor prediction, Tensor target);

    /** dL/dprediction, of the prediction's shape: where backward starts. */
    Tensor gradient(Tensor prediction, Tensor target);

    @Override
    default Tensor forward(List<Tensor> inputs) {
        return value(inputs.get(0), inputs.get(1));
    }

    /** The target is data: it gets no gradient. */
    @Override
    default List<Tensor> backward(Tensor gradOutput, Tensor output, List<Tensor> inputs) {
        return Arrays.asList(gradient(inputs.get(0), inputs.get(1)).mul(gradOutput), null);
    }
}
