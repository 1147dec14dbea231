package tinytorch.nn.network;

import java.util.random.RandomGenerator;

import tinytorch.nn.Backward;
import tinytorch.nn.Saved;
import tinytorch.tensor.Shape;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;

/**
 * The fully connected ("dense") layer, {@code y = x W^T + b}: every output is a weighted sum of all inputs plus a bias.
 *
 * <pre>
 * input    (..., in)       any leading axes, also none
 * weight   (out, in)       parameter "weight": row j holds the weights of output j
 * bias     (out,)          parameter "bias", or none
 * output   (..., out)
 * </pre>
 *
 * <p>Names, shapes and default initialisation are those of {@code torch.nn.Linear}. {@code out * in + out} parameters,
 * {@code 2 * in * out} floating-point operations for every row of the input.
 */
public final class Linear extends LinearMap implements Backward {
    private final Tensor weight;
    private final Tensor bias;
    /** The input: the gradient of the weight needs it. */
    private final Saved<Tensor> saved = new Saved<>(this);

    /** A layer with these weights, of shape {@code (out, in)}, and this bias, of shape {@code (out,)} or {@code null} for none. */
    public Linear(Tensor weight, Tensor bias) {
        if (weight.rank() != 2 || bias != null && (bias.rank() != 1 || bias.dim(0) != weight.dim(0))) {
            throw new ShapeException("Linear: the weight has the shape (out, in), the bias (out,). Weight " + weight.shape()
                    + ", bias " + (bias == null ? "none" : bias.shape()) + ". Transpose the weight if its axes are swapped.");
        }
        this.weight = parameter("weight", weight);
        this.bias = bias == null ? null : parameter("bias", bias);
    }

    /** A layer that starts as PyTorch's: weight and bias uniform between {@code +-1 / sqrt(in)}. */
    public Linear(int in, int out, RandomGenerator random) {
        this(Initializer.heUniform(Math.sqrt(1.0 / 3)).make(random, positive(out), positive(in)),
                Initializer.uniform((float) (-1 / Math.sqrt(in)), (float) (1 / Math.sqrt(in))).make(random, out));
    }

    /** A layer whose weights are initialised so and whose bias is 0. */
    public Linear(int in, int out, Initializer weights, RandomGenerator random) {
        this(in, out, true, weights, random);
    }

    /** A layer whose weights are initialised so, and whose bias is 0 or, without {@code bias}, does not exist. */
    public Linear(int in, int out, boolean bias, Initializer weights, RandomGenerator random) {
        this(weights.make(random, positive(out), positive(in)), bias ? Tensor.zeros(out) : null);
    }

    @Override
    public int in() {
        return weight.dim(1);
    }

    @Override
    public int out() {
        return weight.dim(0);
    }

    /**
     * {@code y = x W^T + b}, or without {@code + b} if there is no bias. Element by element, for any leading index:
     * {@code y[..., j] = sum_i x[..., i] * weight[j, i] + bias[j]}.
     *
     * <p>{@link Tensor#matmul} takes any number of leading axes, and the bias is broadcast along them.
     *
     * <p>Worked example: {@code x = [1, 2]}, {@code weight = [[3, 4], [5, 6], [7, 8]]}, {@code bias = [10, 20, 30]} give
     * {@code [1*3 + 2*4 + 10, 1*5 + 2*6 + 20, 1*7 + 2*8 + 30] = [21, 37, 53]}.
     *
     * @param input of shape {@code (..., in)}; kept for {@link #backward}
     * @return of shape {@code (..., out)}
     * @throws ShapeException if the input's last axis is not {@code in} long
     */
    @Override
    public Tensor forward(Tensor input) {
        if (input.rank() == 0 || input.dim(-1) != in()) {
            throw new ShapeException("Linear", "the last axis of the input must have the length in = " + in(), input.shape(), weight.shape(),
                    "Left is the input, right the weight (out, in). Flatten or transpose the input, or build the layer for its size.");
        }
        saved.keep(input);
        // tito:begin networks.linear
        Tensor product = input.matmul(weight.transpose());
        return bias == null ? product : product.add(bias);
        // tito:end
    }

    /**
     * Adds to the gradients of weight and bias, and returns that of the input, all for the last input that {@link #forward} saw.
     *
     * @param gradOutput dL/dy, of the output's shape {@code (..., out)}
     * @return dL/dx, of the input's shape {@code (..., in)}
     * @throws IllegalStateException if no {@code forward} in train mode came before
     * @throws ShapeException        if {@code gradOutput} does not have the shape of the last output
     */
    @Override
    public Tensor backward(Tensor gradOutput) {
        Tensor input = saved.take();
        int[] output = input.dims();
        output[output.length - 1] = out();
        Backward.requireShape(this, gradOutput, Shape.of(output));
        return Tracking.off(() -> backward(gradOutput, input));
    }

    /**
     * The gradients of {@code y = x W^T + b}. With g = dL/dy, and n counting the rows of the input, that is every combination of
     * its leading axes:
     *
     * <pre>
     * dL/dweight[j, i] = sum_n g[n, j] * x[n, i]        so  g^T x, of shape (out, in), with g as (n, out) and x as (n, in)
     * dL/dbias[j]      = sum_n g[n, j]                  so  the sum of g over n, of shape (out,)
     * dL/dx[n, i]      = sum_j g[n, j] * weight[j, i]   so  g W, of the input's shape
     * </pre>
     *
     * The first two are <em>added</em> to the parameters ({@link Tensor#accumulateGrad}), as a parameter may be used more than once
     * before a step; there may be no bias. {@code reshape(-1, k)} makes rows of any leading axes, also of none.
     *
     * <p>Worked example: {@code x = [[1, 2]]}, {@code weight = [[3, 4], [5, 6], [7, 8]]}, {@code g = [[1, 0, -1]]} give
     * {@code dweight = [[1, 2], [0, 0], [-1, -2]]}, {@code dbias = [1, 0, -1]}, {@code dx = [[3 - 7, 4 - 8]] = [[-4, -4]]}.
     *
     * @param gradOutput dL/dy, of shape {@code (..., out)}
     * @param input      x, of shape {@code (..., in)}
     * @return dL/dx, of the input's shape
     */
    Tensor backward(Tensor gradOutput, Tensor input) {
        // tito:begin networks.linear-backward
        Tensor g = gradOutput.reshape(-1, out());
        weight.accumulateGrad(g.transpose().matmul(input.reshape(-1, in())));
        if (bias != null) {
            bias.accumulateGrad(g.sum(false, 0));
        }
        return gradOutput.matmul(weight);
        // tito:end
    }

    private static int positive(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("Linear: in and out must be 1 or more, got " + size + ".");
        }
        return size;
    }

    @Override
    public String toString() {
        return "Linear(" + in() + ", " + out() + (bias == null ? ", no bias)" : ")");
    }
}
