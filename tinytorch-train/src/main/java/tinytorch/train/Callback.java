package tinytorch.train;

/** Told how the training goes: to print, to draw, to save pictures. What it throws ends the training. */
public interface Callback {

    /** An optimisation step is done. */
    default void onStep(StepEvent step) {
    }

    /** An epoch is done: validated, in the history, saved. */
    default void onEpoch(EpochRecord epoch, History history) {
    }
}
