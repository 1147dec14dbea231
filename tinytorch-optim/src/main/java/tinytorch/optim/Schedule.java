package tinytorch.optim;

import java.util.OptionalDouble;

/**
 * A learning rate for every step: large at first, to get somewhere, small at the end, to settle. As the classes of
 * {@code torch.optim.lr_scheduler}, but a function of the step alone, which remembers nothing: a training that is resumed at step 1000
 * asks for step 1000.
 *
 * <pre>{@code
 * schedule.apply(optimizer, step);     // before every step, counted from 0
 * optimizer.step();
 * }</pre>
 */
@FunctionalInterface
public interface Schedule {

    /**
     * What the {@link ParameterGroup#initialLearningRate} is multiplied with in a step.
     *
     * @param step counted from 0
     */
    double factor(long step);

    /** The momentum in a step, if this schedule changes that too. */
    default OptionalDouble momentum(long step) {
        return OptionalDouble.empty();
    }

    /** The same learning rate throughout. */
    static Schedule constant() {
        return step -> 1;
    }

    /** This schedule after some steps with a growing learning rate: see {@link WarmUp}. */
    default Schedule warmUp(long warmUpSteps, double start) {
        return new WarmUp(warmUpSteps, start, this);
    }

    /** Sets the learning rate of every group, and its momentum if this schedule has one, for a step. */
    default void apply(Optimizer optimizer, long step) {
        if (step < 0) {
            throw new IllegalArgumentException("Schedule: steps are counted from 0, got " + step + ". Apply the schedule before the step it is for.");
        }
        double factor = factor(step);
        OptionalDouble momentum = momentum(step);
        for (ParameterGroup group : optimizer.groups()) {
            group.learningRate(group.initialLearningRate() * factor);
            momentum.ifPresent(value -> changeMomentum(group, value));
        }
    }

    private static void changeMomentum(ParameterGroup group, double value) {
        if (group.momentum() == 0) {
            throw new IllegalArgumentException("Schedule: it changes the momentum, but the optimizer has none."
                    + " Give the optimizer one, such as Momentum.of(0.9), or use a schedule that leaves it alone.");
        }
        group.momentum(value);
    }
}
