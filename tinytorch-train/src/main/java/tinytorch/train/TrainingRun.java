package tinytorch.train;

import java.util.Map;

import tinytorch.data.DataLoader;
import tinytorch.nn.Saved;
import tinytorch.tensor.MemoryPool;
import tinytorch.train.TrainingResult.Ending;

/** One call of {@link Trainer#fit}. */
final class TrainingRun {
    private final TrainerSettings settings;
    private final Progress progress;
    private final EarlyStopping early;
    private final DataLoader train;
    private final DataLoader validation;
    private final int epochs;
    /** Every step makes results of the same sizes. */
    private final MemoryPool memory = new MemoryPool();
    private long clock;

    /**
     * A training.
     *
     * @param train      what is learned
     * @param validation evaluated after every epoch; {@code null} for none
     * @param epochs     in all, those that are done included
     */
    TrainingRun(TrainerSettings settings, DataLoader train, DataLoader validation, int epochs) {
        this.settings = settings;
        this.progress = settings.progress;
        this.early = settings.early;
        this.train = train;
        this.validation = validation;
        this.epochs = epochs;
    }

    /**
     * The whole training: as long as {@link Progress#epoch} is below {@code epochs} and {@link EarlyStopping#over} does not hold,
     * {@link #runEpoch}, then {@link #endEpoch}.
     *
     * <p>The wish to stop ({@link StopSignal#requested}) may come at any time. Before an epoch it is looked at here, in an epoch
     * {@link #runEpoch} returns false: both times save a checkpoint ({@link TrainerSettings#saveCheckpoint}) and return
     * {@link Ending#STOPPED}; an epoch that was not finished is not ended.
     *
     * <p>Otherwise, at the end, early stopping gives the network its best state ({@link EarlyStopping#restoreBest}); {@link #early}
     * is {@code null} if there is none. The ending is {@link Ending#STOPPED_EARLY} if its patience is over, else
     * {@link Ending#FINISHED}.
     */
    TrainingResult run() {
        // tito:begin train.loop
        while (progress.epoch() < epochs && !(early != null && early.over())) {
            if (settings.stop.requested() || !runEpoch()) {
                settings.saveCheckpoint();
                return new TrainingResult(Ending.STOPPED, progress.history());
            }
            endEpoch();
        }
        if (early == null) {
            return new TrainingResult(Ending.FINISHED, progress.history());
        }
        early.restoreBest(settings.network);
        return new TrainingResult(early.over() ? Ending.STOPPED_EARLY : Ending.FINISHED, progress.history());
        // tito:end
    }

    /** The rest of the epoch under way, in train mode; false if it was stopped before its end. */
    private boolean runEpoch() {
        settings.network.train();
        progress.enterEpoch(train.batches());
        clock = System.nanoTime();
        TrainingStep step = new TrainingStep(settings.network, settings.loss, settings.optimizer, settings.gradientHook, this::notFinite);
        EpochLoop loop = new EpochLoop(step, settings.accumulate, progress, settings.applySchedule, this::afterStep, settings.stop::requested);
        // Autograd remembers what it needs; what layers keep for a hand-written backward would stay in memory until the next step.
        return Saved.off(() -> memory.use(() -> loop.run(train)));
    }

    private void afterStep(double loss) {
        addTime();
        StepEvent event = new StepEvent(progress.epoch() + 1, epochs, progress.batch(), progress.batches(), progress.examples(), progress.seconds(),
                progress.step(), loss, progress.meanLoss(), learningRate());
        settings.callbacks.forEach(callback -> callback.onStep(event));
        if (progress.step() % settings.checkpointSteps == 0) {
            settings.saveCheckpoint();
        }
    }

    /** Validation, history, early stopping, checkpoint, callbacks. */
    private void endEpoch() {
        clock = System.nanoTime();
        Map<String, Double> results = validation == null ? Map.of() : settings.evaluation().run(validation);
        addTime();
        EpochRecord done = progress.endEpoch(learningRate(), results);
        if (early != null) {
            early.observe(done, settings.network);
        }
        settings.saveCheckpoint();
        settings.callbacks.forEach(callback -> callback.onEpoch(done, progress.history()));
    }

    /** Counts the time since this was called last. */
    private void addTime() {
        long now = System.nanoTime();
        progress.addSeconds((now - clock) / 1e9);
        clock = now;
    }

    private double learningRate() {
        return settings.optimizer.groups().getFirst().learningRate();
    }

    private TrainingException notFinite(double loss) {
        String place = "Epoch " + (progress.epoch() + 1) + ", step " + (progress.step() + 1) + " (after batch " + progress.batch() + " of "
                + progress.batches() + ")";
        return new TrainingException(place + ": the loss is " + loss + ". The parameters were not moved by it. Try a smaller learning rate (now "
                + learningRate() + ") or a warm-up, clip the gradients, and look for inputs that are not finite, a logarithm of 0, targets that are all ignored."
                + (settings.checkpoint == null ? "" : " " + settings.checkpoint + " holds the last state that was saved."));
    }
}
