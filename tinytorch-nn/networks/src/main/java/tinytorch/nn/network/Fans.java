package tinytorch.nn.network;

import java.util.Arrays;

import tinytorch.tensor.ShapeException;

/**
 * How many numbers flow into and out of one unit of a layer: what the size of its first weights depends on.
 *
 * @param in  fan-in: how many inputs one output is a sum of
 * @param out fan-out: how many outputs one input takes part in
 */
public record Fans(int in, int out) {

    /**
     * The fans of a weight of shape {@code (out, in)} for a linear layer, or {@code (out, in, k1, k2, ...)} for a convolution,
     * whose kernel is applied at {@code k1 * k2 * ...} places at once:
     *
     * <pre>fan_in = in * k1 * k2 * ...        fan_out = out * k1 * k2 * ...</pre>
     *
     * as {@code torch.nn.init._calculate_fan_in_and_fan_out} does. Mind the order: outputs come first in the shape.
     *
     * <p>Worked examples: {@code (128, 784)} has fan-in 784 and fan-out 128; {@code (16, 3, 5, 5)} has 75 and 400.
     *
     * @throws ShapeException for less than two axes, such as a bias; the message holds the shape as {@link Arrays#toString(int[])} writes it
     */
    public static Fans of(int... shape) {
        // tito:begin networks.init
        if (shape.length < 2) {
            throw new ShapeException("Fans.of: shape " + Arrays.toString(shape) + " has less than two axes,"
                    + " so no fan-in and fan-out. Use zeros or uniform for a bias.");
        }
        int kernel = 1;
        for (int axis = 2; axis < shape.length; axis++) {
            kernel *= shape[axis];
        }
        return new Fans(shape[1] * kernel, shape[0] * kernel);
        // tito:end
    }
}
