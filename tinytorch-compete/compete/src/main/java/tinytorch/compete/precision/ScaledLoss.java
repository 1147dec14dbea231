package tinytorch.compete.precision;

import tinytorch.nn.network.Loss;
import tinytorch.tensor.Tensor;
import tinytorch.train.CountedLoss;

/**
 * A loss whose gradient is multiplied by a scale, and whose value is not: a trainer reports the loss as it is, and stops when that is not finite.
 *
 * @param loss   what is to be made small
 * @param scaler knows the scale
 */
record ScaledLoss(Loss loss, GradScaler scaler) implements Loss, CountedLoss {

    @Override
    public Tensor value(Tensor prediction, Tensor target) {
        return loss.value(prediction, target);
    }

    /** The loss's gradient times the scale of now. */
    @Override
    public Tensor gradient(Tensor prediction, Tensor target) {
        // tito:begin compete.skip
        return loss.gradient(prediction, target).mul((float) scaler.scale());
        // tito:end
    }

    @Override
    public int count(Tensor targets) {
        return loss instanceof CountedLoss counted ? counted.count(targets) : targets.dim(0);
    }
}
