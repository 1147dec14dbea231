package tinytorch.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import tinytorch.data.DataLoader;
import tinytorch.data.SplitMix;
import tinytorch.nn.Layer;
import tinytorch.nn.network.Loss;
import tinytorch.optim.Optimizer;
import tinytorch.optim.Schedule;

/**
 * The loop around a training step: epochs, validation, learning rates, checkpoints.
 *
 * <pre>{@code
 * SplitMix dropout = new SplitMix(7);
 * Layer network = ...                                        // its Dropout layers draw from that generator
 * SGD optimizer = new SGD(ParameterGroup.of(network.parameters(), 0.1).weightDecay(5e-4), Momentum.nesterov(0.9));
 * DataLoader train = DataLoader.of(dataset).batchSize(128).shuffle(42).dropLast(true);
 *
 * Trainer trainer = new Trainer(network, new CrossEntropyLoss(0.1), optimizer)
 *         .schedulePerStep(new OneCycle(4L * train.batches()))
 *         .metrics(new Accuracy(), Accuracy.top(5))
 *         .beforeStep(() -> GradientClipping.byNorm(network.parameters().values(), 1))
 *         .random("dropout", dropout)
 *         .note("seed", "42")
 *         .checkpoint(Path.of("cnn.safetensors"));           // after every epoch, and when stopped
 * if (resume) {
 *     trainer.resume();                                      // goes on where the file left off, bit for bit
 * }
 * TrainingResult result = trainer.fit(train, validation, 4);
 * System.out.println(result.history().last().value("validation accuracy"));
 * }</pre>
 *
 * <p>Set everything, then {@link #resume} if wanted, then {@link #fit}. Epochs and batches of messages count from 1.
 */
public final class Trainer {
    private final TrainerSettings settings;

    /**
     * A trainer that steps on every batch with the optimizer's own learning rate.
     *
     * @param network   what learns
     * @param loss      called as {@code Tensor.apply(loss, network.forward(inputs), targets)}
     * @param optimizer moves the network's parameters
     */
    public Trainer(Layer network, Loss loss, Optimizer optimizer) {
        this.settings = new TrainerSettings(network, loss, optimizer);
    }

    /** Learning rates by optimisation step, counted from 0 over the whole training. */
    public Trainer schedulePerStep(Schedule schedule) {
        settings.applySchedule = () -> schedule.apply(settings.optimizer, settings.progress.step());
        noteSchedule("by step", schedule);
        return this;
    }

    /** Learning rates by epoch, counted from 0. */
    public Trainer schedulePerEpoch(Schedule schedule) {
        settings.applySchedule = () -> schedule.apply(settings.optimizer, settings.progress.epoch());
        noteSchedule("by epoch", schedule);
        return this;
    }

    /** A schedule remembers nothing, but it has to be the same one when the training is resumed. Records say what they are. */
    private void noteSchedule(String kind, Schedule schedule) {
        note("schedule", kind + (schedule instanceof Record ? " " + schedule : ""));
    }

    /** What is computed on the validation data beside the loss. */
    public Trainer metrics(Metric... more) {
        settings.metrics.addAll(List.of(more));
        return this;
    }

    /** What runs between backward and the optimizer's step, when gradients are complete: clipping. */
    public Trainer beforeStep(Runnable hook) {
        settings.gradientHook = hook;
        return this;
    }

    /**
     * One optimisation step for so many batches: equal to batches so many times larger, with the activations of one in memory. The
     * last step of an epoch takes what is left.
     */
    public Trainer accumulate(int batches) {
        if (batches < 1) {
            throw new IllegalArgumentException("Trainer.accumulate: batches for one step, 1 or more, got " + batches + ".");
        }
        settings.accumulate = batches;
        return note("accumulate", Integer.toString(batches));
    }

    /** Ends the training when it no longer gets better, and gives the network its best state. */
    public Trainer earlyStopping(EarlyStopping rule) {
        settings.early = rule;
        return this;
    }

    /** Told after every step and epoch. */
    public Trainer callback(Callback callback) {
        settings.callbacks.add(callback);
        return this;
    }

    /** A generator that a layer draws from while training; its state is saved. */
    public Trainer random(String name, SplitMix generator) {
        settings.generators.put(name, generator);
        return this;
    }

    /** A setting that has to be the same when the training is resumed, such as the seed or the kind of network. */
    public Trainer note(String name, String value) {
        settings.notes.put(name, value);
        return this;
    }

    /** Saves the whole state to this file after every epoch, and when the training is stopped. */
    public Trainer checkpoint(Path file) {
        settings.checkpoint = file;
        return this;
    }

    /** Also saves it after every so many steps, in the middle of epochs. */
    public Trainer checkpointEvery(long steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("Trainer.checkpointEvery: steps between two checkpoints, 1 or more, got " + steps + ".");
        }
        settings.checkpointSteps = steps;
        return this;
    }

    /** Asked after every step whether to stop. */
    public Trainer stopOn(StopSignal signal) {
        settings.stop = signal;
        return this;
    }

    /** What the epochs so far gave. */
    public History history() {
        return settings.progress.history();
    }

    /** Epochs that are done. */
    public int epochs() {
        return settings.progress.epoch();
    }

    /** Optimisation steps that are done. */
    public long steps() {
        return settings.progress.step();
    }

    /** Goes on from the {@link #checkpoint}. */
    public Trainer resume() {
        if (settings.checkpoint == null) {
            throw new IllegalStateException("Trainer.resume: there is no checkpoint to go on from. Call checkpoint(file) first, or resume(file).");
        }
        return resume(settings.checkpoint);
    }

    /**
     * Goes on from this file: everything is as it was when the file was written.
     *
     * @throws TrainingException if it can't be read, or belongs to another training; nothing is changed then
     */
    public Trainer resume(Path file) {
        Snapshot snapshot = CheckpointFile.read(file);
        try {
            settings.state().restore(snapshot);
        } catch (IllegalArgumentException e) {
            throw new TrainingException("Checkpoint " + file + " does not belong to this training: " + e.getMessage(), e);
        }
        return this;
    }

    /** Saves everything to this file now. */
    public void save(Path file) {
        CheckpointFile.write(file, settings.state().capture());
    }

    /** The mean {@code loss} and all metrics on these data, in eval mode. */
    public Map<String, Double> evaluate(DataLoader data) {
        return settings.evaluation().run(data);
    }

    /** Trains without validation. */
    public TrainingResult fit(DataLoader train, int epochs) {
        return fit(train, null, epochs);
    }

    /**
     * Trains until so many epochs are done in all, those before {@link #resume} included.
     *
     * @param train      read anew for every epoch with {@link DataLoader#epoch}
     * @param validation evaluated after every epoch; {@code null} for none
     * @param epochs     in all
     */
    public TrainingResult fit(DataLoader train, DataLoader validation, int epochs) {
        return new TrainingRun(settings, train, validation, epochs).run();
    }
}
