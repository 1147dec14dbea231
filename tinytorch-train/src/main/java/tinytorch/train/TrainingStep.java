package tinytorch.train;

import java.util.List;
import java.util.function.DoubleFunction;

import tinytorch.autograd.Autograd;
import tinytorch.data.Batch;
import tinytorch.nn.Layer;
import tinytorch.nn.network.Loss;
import tinytorch.optim.Optimizer;
import tinytorch.tensor.Tensor;

/**
 * One step of learning, from examples to moved parameters.
 *
 * @param network      what learns
 * @param loss         what it is to make small
 * @param optimizer    moves the parameters
 * @param gradientHook runs between backward and the optimizer's step: clipping
 * @param notFinite    makes the exception for a loss that is not a number
 */
record TrainingStep(Layer network, Loss loss, Optimizer optimizer, Runnable gradientHook, DoubleFunction<TrainingException> notFinite) {

    /**
     * One step on a batch that comes in parts:
     * <ol>
     * <li>forget the gradients of the step before ({@link Optimizer#zeroGrad});
     * <li>{@link #gradients} of the parts;
     * <li>a loss that is not finite ends the training here, <em>before</em> the parameters are moved by gradients that are NaN:
     * throw what {@link #notFinite} makes of it;
     * <li>{@link #gradientHook}: gradients are complete now and not used yet;
     * <li>{@link Optimizer#step}.
     * </ol>
     *
     * @return the loss, as it was before the parameters moved
     */
    double run(List<Batch> parts) {
        // tito:begin train.step
        optimizer.zeroGrad();
        double value = gradients(parts);
        if (!Double.isFinite(value)) {
            throw notFinite.apply(value);
        }
        gradientHook.run();
        optimizer.step();
        return value;
        // tito:end
    }

    /**
     * Forward and backward for every part, so that the parameters' gradients and the result are those of <em>one</em> large batch:
     * while a part is worked on, only its activations are in memory.
     *
     * <p>A loss is a mean over its batch. The mean over all parts is {@code sum_i w_i / W * loss_i} with the weights w_i
     * ({@link CountedLoss#weight}) and their sum W; gradients are added up by backward, so each part's backward pass starts with
     * {@code w_i / W} ({@link Autograd#backward(Tensor, Tensor)}) instead of 1. The parts may differ in size, the last of an epoch
     * often does; a part of weight 0 (all ignored) is left out.
     *
     * <p>Worked example: parts of 3 and 1 examples with mean losses 2 and 6: the loss of all four is {@code 3/4 * 2 + 1/4 * 6 = 3}.
     *
     * @return the mean loss over all parts
     */
    double gradients(List<Batch> parts) {
        // tito:begin train.accumulate
        double all = 0;
        for (Batch part : parts) {
            all += CountedLoss.weight(loss, part);
        }
        double mean = all == 0 ? Double.NaN : 0;
        for (Batch part : parts) {
            double share = CountedLoss.weight(loss, part) / all;
            if (share > 0) {
                Tensor value = Tensor.apply(loss, network.forward(part.inputs()), part.targets());
                mean += share * value.item();
                Autograd.backward(value, Tensor.scalar((float) share));
            }
        }
        return mean;
        // tito:end
    }
}
