package tinytorch.tensor;

import java.util.function.Supplier;

/**
 * Whether results remember where they came from. On by default; {@link #off} switches it off for one block of code on
 * one thread, as {@code torch.no_grad()} does. Nothing is remembered for tensors that want no gradient anyway.
 */
public final class Tracking {
    private static final ScopedValue<Boolean> ON = ScopedValue.newInstance();

    private Tracking() {
    }

    public static boolean isOn() {
        return ON.orElse(true);
    }

    /** Runs the block without remembering origins, and returns its result. */
    public static <T> T off(Supplier<T> block) {
        return ScopedValue.where(ON, false).call(block::get);
    }

    /** Runs the block with origins remembered, also inside {@link #off}, and returns its result; as {@code torch.enable_grad()}. */
    public static <T> T on(Supplier<T> block) {
        return ScopedValue.where(ON, true).call(block::get);
    }
}
