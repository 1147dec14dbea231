package tinytorch.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tinytorch.data.SplitMix;
import tinytorch.nn.Layer;
import tinytorch.nn.network.Loss;
import tinytorch.optim.Optimizer;

/** What a {@link Trainer} was told; its methods say what each setting means. */
final class TrainerSettings {
    final Layer network;
    final Loss loss;
    final Optimizer optimizer;
    final List<Metric> metrics = new ArrayList<>();
    final List<Callback> callbacks = new ArrayList<>();
    final Map<String, SplitMix> generators = new LinkedHashMap<>();
    final Map<String, String> notes = new LinkedHashMap<>();
    final Progress progress = new Progress();
    Runnable applySchedule = () -> { };
    Runnable gradientHook = () -> { };
    int accumulate = 1;
    StopSignal stop = new StopSignal();
    /** {@code null} if there is none. */
    EarlyStopping early;
    /** {@code null} if nothing is saved. */
    Path checkpoint;
    long checkpointSteps = Long.MAX_VALUE;

    TrainerSettings(Layer network, Loss loss, Optimizer optimizer) {
        this.network = network;
        this.loss = loss;
        this.optimizer = optimizer;
    }

    TrainingState state() {
        return new TrainingState(network, optimizer, generators, progress, early, notes);
    }

    Evaluation evaluation() {
        return new Evaluation(network, loss, metrics);
    }

    /** Saves the state, if there is a file for it. */
    void saveCheckpoint() {
        if (checkpoint != null) {
            CheckpointFile.write(checkpoint, state().capture());
        }
    }
}
