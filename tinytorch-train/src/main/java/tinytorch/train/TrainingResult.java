package tinytorch.train;

/**
 * How a training ended.
 *
 * @param ending  why
 * @param history what every epoch gave
 */
public record TrainingResult(Ending ending, History history) {

    /** Why a training ended. */
    public enum Ending {
        /** All epochs are done. */
        FINISHED,
        /** It stopped getting better: see {@link EarlyStopping}. */
        STOPPED_EARLY,
        /** It was asked to stop: see {@link StopSignal}. With a checkpoint it can be resumed. */
        STOPPED
    }
}
