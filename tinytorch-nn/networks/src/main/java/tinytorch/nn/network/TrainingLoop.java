package tinytorch.nn.network;

import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;

/**
 * Learning at its plainest: all examples at once, the same step again and again. Module 09 builds the real loop, with batches,
 * validation and checkpoints, around the same five lines.
 *
 * @param network what learns
 * @param loss    what it is to make small
 * @param descent moves the network's parameters
 */
public record TrainingLoop(Sequential network, Loss loss, GradientDescent descent) {

    /**
     * Takes so many steps on the same examples.
     *
     * @return the loss before each step
     */
    public float[] run(Tensor inputs, Tensor targets, int steps) {
        float[] losses = new float[steps];
        for (int i = 0; i < steps; i++) {
            losses[i] = step(inputs, targets);
        }
        return losses;
    }

    /** One step; returns the loss before it. Tracking is off, as backward is written by hand: nothing needs to be remembered. */
    public float step(Tensor inputs, Tensor targets) {
        return Tracking.off(() -> learn(inputs, targets));
    }

    /**
     * One step of learning:
     * <ol>
     * <li>forget the gradients of the step before ({@link GradientDescent#zeroGrad});
     * <li>forward: from the inputs to predictions;
     * <li>the loss of the predictions against the targets ({@link Loss#value}; {@link Tensor#item} gives its number);
     * <li>backward: the loss's gradient ({@link Loss#gradient}) through the network, which adds to the parameters' gradients;
     * <li>move the parameters ({@link GradientDescent#step}).
     * </ol>
     *
     * @return the loss, as it was before the parameters moved
     */
    float learn(Tensor inputs, Tensor targets) {
        // tito:begin networks.train
        descent.zeroGrad();
        Tensor predictions = network.forward(inputs);
        float value = loss.value(predictions, targets).item();
        network.backward(loss.gradient(predictions, targets));
        descent.step();
        return value;
        // tito:end
    }
}
