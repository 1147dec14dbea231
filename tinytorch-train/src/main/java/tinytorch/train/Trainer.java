package tinytorch.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tinytorch.data.DataLoader;
import tinytorch.data.SplitMix;
import tinytorch.nn.Layer;
import tinytorch.nn.network.Loss;
import tinytorch.optim.Optimizer;
import tinytorch.optim.Schedule;
import tinytorch.train.TrainingResult.Ending;

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
 *         .beforeStep(() -> GradientClipping.byNorm(network.parameters(), 1))
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
    private final Layer network;
    private final Loss loss;
    private final Optimizer optimizer;
    private final List<Metric> metrics = new ArrayList<>();
    private final List<Callback> callbacks = new ArrayList<>();
    private final Map<String, SplitMix> generators = new LinkedHashMap<>();
    private final Map<String, String> notes = new LinkedHashMap<>();
    private final Progress progress = new Progress();
    private Runnable gradientHook = () -> { };
    private Schedule schedule;
    private boolean perEpoch;
    private int accumulate = 1;
    private EarlyStopping early;
    private Path checkpoint;
    private long checkpointSteps = Long.MAX_VALUE;
    private StopSignal stop = new StopSignal();

    /**
     * A trainer that steps on every batch with the optimizer's own learning rate.
     *
     * @param network   what learns
     * @param loss      called as {@code Tensor.apply(loss, network.forward(inputs), targets)}
     * @param optimizer moves the network's parameters
     */
    public Trainer(Layer network, Loss loss, Optimizer optimizer) {
        this.network = network;
        this.loss = loss;
        this.optimizer = optimizer;
    }

    /** Learning rates by optimisation step, counted from 0 over the whole training. */
    public Trainer schedulePerStep(Schedule schedule) {
        this.schedule = schedule;
        this.perEpoch = false;
        return this;
    }

    /** Learning rates by epoch, counted from 0. */
    public Trainer schedulePerEpoch(Schedule schedule) {
        this.schedule = schedule;
        this.perEpoch = true;
        return this;
    }

    /** What is computed on the validation data beside the loss. */
    public Trainer metrics(Metric... more) {
        metrics.addAll(List.of(more));
        return this;
    }

    /** What runs between backward and the optimizer's step, when gradients are complete: clipping. */
    public Trainer beforeStep(Runnable hook) {
        this.gradientHook = hook;
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
        this.accumulate = batches;
        return this;
    }

    /** Ends the training when it no longer gets better, and gives the network its best state. */
    public Trainer earlyStopping(EarlyStopping rule) {
        this.early = rule;
        return this;
    }

    /** Told after every step and epoch. */
    public Trainer callback(Callback callback) {
        callbacks.add(callback);
        return this;
    }

    /** A generator that a layer draws from while training; its state is saved. */
    public Trainer random(String name, SplitMix generator) {
        generators.put(name, generator);
        return this;
    }

    /** A setting that has to be the same when the training is resumed, such as the seed or the kind of network. */
    public Trainer note(String name, String value) {
        notes.put(name, value);
        return this;
    }

    /** Saves the whole state to this file after every epoch, and when the training is stopped. */
    public Trainer checkpoint(Path file) {
        this.checkpoint = file;
        return this;
    }

    /** Also saves it after every so many steps, in the middle of epochs. */
    public Trainer checkpointEvery(long steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("Trainer.checkpointEvery: steps between two checkpoints, 1 or more, got " + steps + ".");
        }
        this.checkpointSteps = steps;
        return this;
    }

    /** Asked after every step whether to stop. */
    public Trainer stopOn(StopSignal signal) {
        this.stop = signal;
        return this;
    }

    /** What the epochs so far gave. */
    public History history() {
        return progress.history();
    }

    /** Epochs that are done. */
    public int epochs() {
        return progress.epoch();
    }

    /** Optimisation steps that are done. */
    public long steps() {
        return progress.step();
    }

    /** Goes on from the {@link #checkpoint}. */
    public Trainer resume() {
        return resume(checkpoint);
    }

    /**
     * Goes on from this file: everything is as it was when the file was written.
     *
     * @throws TrainingException if it can't be read, or belongs to another training; nothing is changed then
     */
    public Trainer resume(Path file) {
        Snapshot snapshot = CheckpointFile.read(file);
        try {
            state().restore(snapshot);
        } catch (IllegalArgumentException e) {
            throw new TrainingException("Checkpoint " + file + " does not belong to this training: " + e.getMessage(), e);
        }
        return this;
    }

    /** Saves everything to this file now. */
    public void save(Path file) {
        CheckpointFile.write(file, state().capture());
    }

    private TrainingState state() {
        return new TrainingState(network, optimizer, generators, progress, early, notes);
    }

    /** The mean {@code loss} and all metrics on these data, in eval mode. */
    public Map<String, Double> evaluate(DataLoader data) {
        return new Evaluation(network, loss, metrics).run(data);
    }

    /** Trains without validation. */
    public TrainingResult fit(DataLoader train, int epochs) {
        return fit(train, null, epochs);
    }

    /**
     * Trains until so many epochs are done in all, those before {@link #resume} included.
     *
     * <p>As long as epochs are left and {@link EarlyStopping#over} does not hold: {@link #runEpoch}, then {@link #endEpoch}. If the
     * training is asked to stop, before an epoch or in it, save a checkpoint
     * and return {@link Ending#STOPPED}. At the end early stopping, if there is one, gives the network its best state.
     *
     * @param train      read anew for every epoch with {@link DataLoader#epoch}
     * @param validation evaluated after every epoch; {@code null} for none
     * @param epochs     in all
     */
    public TrainingResult fit(DataLoader train, DataLoader validation, int epochs) {
        while (progress.epoch() < epochs && !(early != null && early.over())) {
            if (stop.requested() || !runEpoch(train, epochs)) {
                saveCheckpoint();
                return new TrainingResult(Ending.STOPPED, history());
            }
            endEpoch(validation);
        }
        if (early == null) {
            return new TrainingResult(Ending.FINISHED, history());
        }
        early.restoreBest(network);
        return new TrainingResult(early.over() ? Ending.STOPPED_EARLY : Ending.FINISHED, history());
    }

    /** The rest of the epoch under way, in train mode; false if it was stopped before its end. */
    private boolean runEpoch(DataLoader train, int epochs) {
        network.train();
        progress.enterEpoch(train.batches());
        TrainingStep step = new TrainingStep(network, loss, optimizer, gradientHook, this::notFinite);
        long[] last = {System.nanoTime()};
        return new EpochLoop(step, accumulate, progress, this::applySchedule, value -> {
            long now = System.nanoTime();
            progress.addSeconds((now - last[0]) / 1e9);
            last[0] = now;
            afterStep(value, epochs);
        }, stop::requested).run(train);
    }

    private void applySchedule() {
        if (schedule != null) {
            schedule.apply(optimizer, perEpoch ? progress.epoch() : progress.step());
        }
    }

    private void afterStep(double value, int epochs) {
        StepEvent event = new StepEvent(progress.epoch() + 1, epochs, progress.batch(), progress.batches(), progress.examples(), progress.seconds(),
                progress.step(), value, progress.meanLoss(), learningRate());
        callbacks.forEach(callback -> callback.onStep(event));
        if (progress.step() % checkpointSteps == 0) {
            saveCheckpoint();
        }
    }

    /** Validation, history, early stopping, checkpoint, callbacks. */
    private void endEpoch(DataLoader validation) {
        long start = System.nanoTime();
        Map<String, Double> values = validation == null ? Map.of() : evaluate(validation);
        progress.addSeconds((System.nanoTime() - start) / 1e9);
        EpochRecord done = progress.endEpoch(learningRate(), values);
        if (early != null) {
            early.observe(done, network);
        }
        saveCheckpoint();
        callbacks.forEach(callback -> callback.onEpoch(done, history()));
    }

    private void saveCheckpoint() {
        if (checkpoint != null) {
            save(checkpoint);
        }
    }

    private double learningRate() {
        return optimizer.groups().getFirst().learningRate();
    }

    private TrainingException notFinite(double value) {
        return new TrainingException("Epoch " + (progress.epoch() + 1) + ", step " + (progress.step() + 1) + " (after batch " + progress.batch() + " of " + progress.batches()
                + "): the loss is " + value + ". The parameters were not moved by it. Try a smaller learning rate (now " + learningRate()
                + ") or a warm-up, clip the gradients, and look for inputs that are not finite, a logarithm of 0, a division by 0."
                + (checkpoint == null ? "" : " " + checkpoint + " holds the last state that was saved."));
    }
}
