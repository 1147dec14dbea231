package tinytorch.nn;

import java.util.function.Supplier;

/**
 * What a layer's {@code forward} keeps for its {@code backward}; {@code ctx.save_for_backward} in PyTorch. In eval mode
 * nothing is kept, so that a network that only predicts does not hold on to every activation; and what was kept is let
 * go of when it is used. Nor is anything kept in a block of {@link #off}.
 *
 * @param <T> a tensor, a shape, whatever the gradient needs
 */
public final class Saved<T> {
    private static final ScopedValue<Boolean> ON = ScopedValue.newInstance();

    private final Layer layer;
    private T value;

    /** A place for what this layer keeps; a field of the layer. */
    public Saved(Layer layer) {
        this.layer = layer;
    }

    /**
     * Runs the block without keeping anything, and returns its result: for layers whose gradient is not written by hand but
     * computed by autograd (module 07), which remembers what it needs by itself.
     */
    public static <R> R off(Supplier<R> block) {
        return ScopedValue.where(ON, false).call(block::get);
    }

    /** Keeps a value until {@link #take} or the next {@code keep}; in eval mode keeps none. */
    public void keep(T value) {
        this.value = layer.training() && ON.orElse(true) ? value : null;
    }

    /**
     * Hands out the value, once.
     *
     * @throws IllegalStateException if there is none: no forward, a forward in eval mode, or a second backward
     */
    public T take() {
        if (value == null) {
            throw new IllegalStateException(layer.getClass().getSimpleName()
                    + ".backward: nothing is kept for it. Call forward in train mode first, once before every backward.");
        }
        T taken = value;
        value = null;
        return taken;
    }
}
