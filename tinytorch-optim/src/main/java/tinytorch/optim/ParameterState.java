package tinytorch.optim;

import tinytorch.tensor.Kernels;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;

/**
 * What an optimizer remembers about one parameter: the number of its steps and a few numbers for each of its numbers (moments).
 * It lives as long as the optimizer, so that a step makes nothing new.
 */
final class ParameterState implements Kernels.Range {
    private final String name;
    private final Tensor parameter;
    private final ParameterGroup group;
    private final GroupedOptimizer optimizer;
    private float[][] moments = {};
    private long steps;
    private float[] p;
    private float[] g;

    ParameterState(String name, Tensor parameter, ParameterGroup group, GroupedOptimizer optimizer) {
        this.name = name;
        this.parameter = parameter;
        this.group = group;
        this.optimizer = optimizer;
    }

    String name() {
        return name;
    }

    Tensor parameter() {
        return parameter;
    }

    /** Whose learning rate, weight decay and momentum hold for this parameter. */
    ParameterGroup group() {
        return group;
    }

    /** How many steps this parameter has taken, the one under way included: 1 in the first. */
    long steps() {
        return steps;
    }

    /** Numbers beside the parameter's, one each, in row-major order; all 0 before the first step. Written by the update. */
    float[] moment(int index) {
        return moments[index];
    }

    /** Whether there was a step: before the first there are no moments, so that an optimizer that never steps costs nothing. */
    boolean started() {
        return steps > 0;
    }

    /** Goes on after so many steps, with all moments 0. */
    void restart(long stepsTaken) {
        steps = stepsTaken;
        moments = stepsTaken == 0 ? new float[0][] : new float[optimizer.moments().size()][parameter.size()];
    }

    /** Takes a step if the parameter has a gradient. */
    void step() {
        Tensor gradient = parameter.grad();
        if (gradient == null) {
            return;
        }
        if (!started()) {
            restart(1);
        } else {
            steps++;
        }
        boolean direct = isPlain(parameter);
        p = direct ? parameter.data() : parameter.toArray();
        g = isPlain(gradient) ? gradient.data() : gradient.toArray();
        Kernels.active().parallel(parameter.size(), this);
        if (direct) {
            parameter.changed();
        } else {
            Tracking.off(() -> parameter.copyFrom(Tensor.wrap(p, parameter.dims())));
        }
        p = null;
        g = null;
    }

    /** A part of the step; the parts are independent, so they may run at the same time. */
    @Override
    public void run(int from, int to) {
        optimizer.update(this, p, g, from, to);
    }

    /** Whether element i in row-major order is {@code data()[i]}. */
    private static boolean isPlain(Tensor tensor) {
        return tensor.offset() == 0 && tensor.isContiguous();
    }
}
