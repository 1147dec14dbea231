package tinytorch.nn;

import java.util.function.BiFunction;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;

/**
 * A layer with a way around it: {@code y = x + body(x)}. The layer inside learns only a correction, and the gradient
 * has a path on which nothing is multiplied: what makes networks of a hundred layers trainable. (He, Zhang, Ren and
 * Sun, "Deep Residual Learning for Image Recognition", 2015.)
 *
 * <p>The smallest example of composition: it has no parameters of its own, and those of its child are called
 * {@code body.weight} and so on.
 */
public final class Residual extends Layer implements Backward {
    private final Layer body;

    /** A way around this layer, which must keep the shape of its input. */
    public Residual(Layer body) {
        this.body = child("body", body);
    }

    /**
     * {@code y = x + body(x)}.
     *
     * <p>Worked example: around a ReLU, {@code [-1, 2]} becomes {@code [-1, 4]}.
     *
     * @throws ShapeException if the body's result has another shape than the input, even one that could be broadcast
     */
    @Override
    public Tensor forward(Tensor input) {
        // tito:begin layers.residual
        Tensor correction = body.forward(input);
        if (!correction.shape().equals(input.shape())) {
            throw new ShapeException("Residual", "the body must keep the shape of its input", input.shape(), correction.shape(),
                    "Left is the input, right what the body made of it: choose a body with equal shapes.");
        }
        return input.add(correction);
        // tito:end
    }

    @Override
    public Residual with(BiFunction<String, Layer, Layer> change) {
        return new Residual(change.apply("body", body));
    }

    /**
     * {@code dL/dx = dL/dy + body.backward(dL/dy)}: x was used twice, so its two gradients add up. The body adds to its
     * parameters' gradients itself. Nothing has to be kept here; {@link Backward#of} gives the body's backward.
     *
     * <p>Worked example: around a ReLU whose input was {@code [-1, 2]}, the gradient {@code [10, 10]} becomes
     * {@code [10, 20]}.
     *
     * @throws UnsupportedOperationException if the body has no hand-written backward
     */
    @Override
    public Tensor backward(Tensor gradOutput) {
        // tito:begin layers.residual
        return gradOutput.add(Backward.of(body).backward(gradOutput));
        // tito:end
    }
}
