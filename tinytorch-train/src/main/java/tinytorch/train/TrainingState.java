package tinytorch.train;

import java.util.Map;

import tinytorch.data.SplitMix;
import tinytorch.nn.Layer;
import tinytorch.optim.Optimizer;
import tinytorch.tensor.Tensor;

/**
 * Everything that decides how a training goes on. If one thing is forgotten, a training that is resumed goes another way than one
 * that never stopped.
 *
 * @param network    its parameters and buffers
 * @param optimizer  its moments and step counts
 * @param generators random generators of layers, by name
 * @param progress   epoch, batch, step, sums and history
 * @param early      best value and best network, or {@code null}
 * @param notes      what else must be the same: seed, kind of network, ...
 */
record TrainingState(Layer network, Optimizer optimizer, Map<String, SplitMix> generators, Progress progress, EarlyStopping early,
        Map<String, String> notes) {
    private static final String NETWORK = "network.";
    private static final String OPTIMIZER = "optimizer.";
    private static final String RANDOM = "random.";
    private static final String NOTE = "note.";

    /**
     * The whole state under the prefixes {@code network.}, {@code optimizer.} (tensors), {@code random.} (each generator's
     * {@link SplitMix#state} as a decimal number: a float would lose most of its 64 bits), {@code note.} (texts), and what
     * {@link Progress#save} and {@link EarlyStopping#save} add. Nothing is copied.
     */
    Snapshot capture() {
        // tito:begin train.checkpoint
        Snapshot snapshot = new Snapshot();
        snapshot.tensors(NETWORK, network.stateDict());
        snapshot.tensors(OPTIMIZER, optimizer.stateDict());
        generators.forEach((name, generator) -> snapshot.text(RANDOM + name, Long.toString(generator.state())));
        notes.forEach((name, note) -> snapshot.text(NOTE + name, note));
        progress.save(snapshot);
        if (early != null) {
            early.save(snapshot);
        }
        return snapshot;
        // tito:end
    }

    /**
     * Goes on from a captured state: gives everything that {@link #capture} took back to where it came from.
     *
     * <p>A snapshot of another training is refused with an {@link IllegalArgumentException} that says what differs, and nothing is
     * changed: first {@link #checkNotes}, then the network, then the optimizer; if the optimizer refuses, the network gets its old
     * numbers back.
     */
    void restore(Snapshot snapshot) {
        // tito:begin train.checkpoint
        checkNotes(snapshot);
        Map<String, Tensor> before = Snapshot.copy(network.stateDict());
        network.loadStateDict(snapshot.tensors(NETWORK));
        try {
            optimizer.loadStateDict(snapshot.tensors(OPTIMIZER));
        } catch (IllegalArgumentException e) {
            network.loadStateDict(before);
            throw e;
        }
        generators.forEach((name, generator) -> generator.restore(Long.parseLong(snapshot.text(RANDOM + name))));
        progress.load(snapshot);
        if (early != null) {
            early.load(snapshot);
        }
        // tito:end
    }

    /** Notes and names of generators have to be the same, and early stopping on or off in both. */
    private void checkNotes(Snapshot snapshot) {
        Map<String, String> saved = snapshot.texts(NOTE);
        if (!saved.equals(notes)) {
            throw new IllegalArgumentException("it was made with " + saved + ", this training has " + notes);
        }
        if (!snapshot.texts(RANDOM).keySet().equals(generators.keySet())) {
            throw new IllegalArgumentException("it has random generators " + snapshot.texts(RANDOM).keySet() + ", this training "
                    + generators.keySet());
        }
        if (snapshot.texts().containsKey("early.best") != (early != null)) {
            throw new IllegalArgumentException("it was made " + (early == null ? "with" : "without") + " early stopping");
        }
    }
}
