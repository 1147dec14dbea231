package tinytorch.nn;

import tinytorch.nn.activation.Activation;
import tinytorch.tensor.Tensor;

/** An activation as a layer: {@code torch.nn.ReLU()} and its like. No parameters. */
public final class ActivationLayer extends Layer implements Backward {
    private final Activation activation;
    private final Saved<Tensor> saved = new Saved<>(this);

    public ActivationLayer(Activation activation) {
        this.activation = activation;
    }

    /** The function this layer computes. */
    public Activation activation() {
        return activation;
    }

    /**
     * The activation of the input, of the same shape, computed with {@link Tensor#apply} so that autograd can follow
     * it.
     *
     * <p>Keeps one tensor for backward: the input if {@link Activation#needsInput}, else the output. Keeping both would
     * hold twice the memory for nothing: of the output the next layer has to keep a reference anyway, and the input
     * could be freed.
     */
    @Override
    public Tensor forward(Tensor input) {
        // tito:begin layers.activation
        Tensor output = Tensor.apply(activation, input);
        saved.keep(activation.needsInput() ? input : output);
        return output;
        // tito:end
    }

    /**
     * The activation's own rule ({@link Activation#backward(Tensor, Tensor, Tensor)}) with the kept tensor in its place
     * and {@code null} for the one that is not needed.
     */
    @Override
    public Tensor backward(Tensor gradOutput) {
        // tito:begin layers.activation
        Tensor kept = saved.take();
        Backward.requireShape(this, gradOutput, kept.shape());
        Tensor input = activation.needsInput() ? kept : null;
        Tensor output = activation.needsInput() ? null : kept;
        return activation.backward(gradOutput, output, input);
        // tito:end
    }
}
