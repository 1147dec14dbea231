package tinytorch.autograd;

import java.util.List;
import java.util.function.Function;

import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;

/**
 * A function of tensors seen as a function of a single number, {@code s = sum_j w_j y_j}: one element of one input moves, all
 * others stay, and the outputs y are added up with fixed random weights w, in {@code double}. The weights have to be random: with all ones
 * s would be a plain sum, and a wrong gradient of a softmax would look right, because its outputs always sum to 1.
 *
 * @param function of the inputs
 * @param inputs   contiguous, each with a storage of its own
 * @param weights  of the shape of the output
 */
record Probe(Function<List<Tensor>, Tensor> function, List<Tensor> inputs, Tensor weights) {
    /**
     * Relative to the element, or to 1 if that is larger. Large for a derivative, but {@code float} keeps seven digits: with a
     * step of a millionth nothing would be left of the difference.
     */
    private static final float STEP = 1f / 32;

    /** {@code s} with the element at another value. Afterwards the element has its old value again. */
    double at(int input, int element, float value) {
        float[] data = inputs.get(input).data();
        float before = data[element];
        data[element] = value;
        try {
            return dot(Tracking.off(() -> function.apply(inputs)));
        } finally {
            data[element] = before;
        }
    }

    /**
     * {@code ds/dx} at an element, by central differences with two steps: with {@code D(h) = (s(x + h) - s(x - h)) / 2h}, the
     * result is {@code (4 D(h / 2) - D(h)) / 3}.
     *
     * <p>D(h) is wrong by a term {@code c h^2} and smaller ones; D(h / 2) by a quarter of that. The combination makes the two cancel,
     * which is worth as much as a much smaller step, and that {@code float} could not afford (Richardson's extrapolation).
     *
     * <p>Worked example: s = x^4 at 1 with h = 1/2: D(1/2) = 5, D(1/4) = 4.25, together (17 - 5) / 3 = 4, which is exact.
     */
    double slope(int input, int element) {
        // tito:begin autograd.check
        double coarse = central(input, element, step(input, element));
        double fine = central(input, element, step(input, element) / 2);
        return (4 * fine - coarse) / 3;
        // tito:end
    }

    /** {@code D(h)}. Divide by the distance of the two points as they are in {@code float}. */
    private double central(int input, int element, float h) {
        // tito:begin autograd.check
        float x = inputs.get(input).data()[element];
        float above = x + h;
        float below = x - h;
        return (at(input, element, above) - at(input, element, below)) / ((double) above - below);
        // tito:end
    }

    /** The slope to one side: to the left for a side of -1, to the right for 1. At a kink the two differ. */
    double oneSided(int input, int element, int side) {
        float x = inputs.get(input).data()[element];
        float there = x + side * step(input, element) / 64;
        return (at(input, element, there) - at(input, element, x)) / ((double) there - x);
    }

    /** How much of a slope may be rounding: a few units in the last place of every output. */
    double noise() {
        float[] y = Tracking.off(() -> function.apply(inputs)).toArray();
        float[] w = weights.toArray();
        double sum = 0;
        for (int j = 0; j < y.length; j++) {
            sum += Math.abs(w[j] * y[j]);
        }
        return 4 * Math.ulp(1f) * (1e-3 + sum) / STEP;
    }

    private float step(int input, int element) {
        return STEP * Math.max(1, Math.abs(inputs.get(input).data()[element]));
    }

    private double dot(Tensor output) {
        float[] y = output.toArray();
        float[] w = weights.toArray();
        double sum = 0;
        for (int j = 0; j < y.length; j++) {
            sum += (double) w[j] * y[j];
        }
        return sum;
    }
}
