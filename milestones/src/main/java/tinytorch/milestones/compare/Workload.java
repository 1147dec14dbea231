package tinytorch.milestones.compare;

import tinytorch.autograd.Autograd;
import tinytorch.data.Batch;
import tinytorch.nn.Layer;
import tinytorch.nn.network.Loss;
import tinytorch.optim.Optimizer;
import tinytorch.tensor.Tensor;

/**
 * A training step of a milestone, to be taken apart.
 *
 * @param name      of the network
 * @param example   what it learns from, such as {@code picture}
 * @param network   what learns
 * @param loss      what is made small
 * @param optimizer moves the parameters
 * @param clip      runs between backward and the optimizer's step
 * @param batch     the examples of a step, always the same: only its cost is looked at
 */
public record Workload(String name, String example, Layer network, Loss loss, Optimizer optimizer, Runnable clip, Batch batch) {

    /** Forward: the loss, with the graph that led to it. */
    Tensor forward() {
        return Tensor.apply(loss, network.forward(batch.inputs()), batch.targets());
    }

    /** Backward: gradients in all parameters. */
    void backward(Tensor value) {
        optimizer.zeroGrad();
        Autograd.backward(value);
    }

    /** The optimizer's part. */
    void update() {
        clip.run();
        optimizer.step();
    }
}
