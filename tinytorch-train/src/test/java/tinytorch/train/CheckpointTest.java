package tinytorch.train;

import static tinytorch.tensor.TestTensors.values;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tinytorch.data.SplitMix;
import tinytorch.nn.network.SafeTensors;
import tinytorch.nn.network.Sequential;
import tinytorch.optim.Adam;
import tinytorch.optim.Optimizer;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.TestTensors;
import tinytorch.tensor.Tracking;
import tinytorch.testkit.Check;
import tinytorch.testkit.Tolerance;

@Tag("train.checkpoint")
class CheckpointTest {
    @TempDir
    private Path folder;

    private static Check capture() {
        return Check.call("TrainingState.capture");
    }

    private static Check restore() {
        return Check.call("TrainingState.restore");
    }

    /** A training that has come some way: moments, steps, a random generator in the middle of its numbers. */
    private static TrainingState training(long seed, int steps) {
        SplitMix random = new SplitMix(seed);
        Sequential network = Fixtures.network(seed, random);
        Optimizer optimizer = new Adam(network.parameters(), 0.01);
        Progress progress = new Progress();
        progress.enterEpoch(5);
        for (int i = 0; i < steps; i++) {
            network.parameters().forEach((name, tensor) -> tensor.accumulateGrad(TestTensors.random(name.hashCode(), tensor.dims())));
            optimizer.step();
            optimizer.zeroGrad();
            random.nextLong();
            progress.addStep(1.0 / 3 + i, 4, 1, 4);
        }
        Map<String, String> notes = new LinkedHashMap<>(Map.of("seed", "42"));
        return new TrainingState(network, optimizer, new LinkedHashMap<>(Map.of("dropout", random)), progress, null, notes);
    }

    /** The same with early stopping that has seen an epoch. */
    private static TrainingState watched(long seed) {
        TrainingState state = training(seed, 1);
        EarlyStopping early = EarlyStopping.onSmallest("validation loss", 3);
        return new TrainingState(state.network(), state.optimizer(), state.generators(), state.progress(), early, state.notes());
    }

    private Snapshot stored(TrainingState state) {
        return capture().run(() -> {
            CheckpointFile.write(folder.resolve("state.safetensors"), state.capture());
            return CheckpointFile.read(folder.resolve("state.safetensors"));
        });
    }

    private static void same(Map<String, Tensor> actual, Map<String, Tensor> expected, String why) {
        restore().because(why).equal(actual::keySet, expected.keySet());
        expected.forEach((name, tensor) -> Check.call("TrainingState.restore", name).because(why).within(Tolerance.EXACT)
                .gives(() -> values(actual.get(name)), values(tensor)));
    }

    @Test
    void everythingHasItsName() {
        TrainingState state = training(1, 3);
        Snapshot snapshot = capture().run(state::capture);
        Set<String> tensors = new TreeSet<>();
        state.network().stateDict().keySet().forEach(name -> tensors.add("network." + name));
        state.optimizer().stateDict().keySet().forEach(name -> tensors.add("optimizer." + name));
        capture().because("network and optimizer, each under its prefix").equal(() -> new TreeSet<>(snapshot.tensors().keySet()), tensors);
        capture().because("a long has more digits than a float holds: it is kept as a text")
                .equal(() -> snapshot.text("random.dropout"), Long.toString(state.generators().get("dropout").state()));
        capture().equal(() -> snapshot.text("note.seed"), "42");
        capture().equal(() -> List.of(snapshot.text("epoch"), snapshot.text("batch"), snapshot.text("step")), List.of("0", "3", "3"));
    }

    @Test
    void whatIsSavedComesBack() {
        TrainingState first = training(1, 3);
        Snapshot snapshot = stored(first);
        TrainingState second = training(8, 1);
        restore().run(() -> {
            second.restore(snapshot);
            return second;
        });
        same(second.network().stateDict(), first.network().stateDict(), "weights, bit for bit");
        same(second.optimizer().stateDict(), first.optimizer().stateDict(), "moments and step counts, bit for bit");
        restore().because("the next random number is the one that would have come")
                .equal(() -> second.generators().get("dropout").nextLong(), first.generators().get("dropout").nextLong());
        restore().because("batch and steps that are done")
                .equal(() -> List.of(second.progress().batch(), second.progress().step(), second.progress().examples()), List.of(3, 3L, 12L));
        restore().because("sums of losses, bit for bit").equal(() -> texts(second), texts(first));
    }

    private static Map<String, String> texts(TrainingState state) {
        Snapshot snapshot = new Snapshot();
        state.progress().save(snapshot);
        return snapshot.texts();
    }

    @Test
    void theNextStepIsTheSame() {
        TrainingState first = training(1, 3);
        Snapshot snapshot = stored(first);
        TrainingState second = training(8, 0);
        restore().run(() -> {
            second.restore(snapshot);
            return second;
        });
        for (TrainingState state : List.of(first, second)) {
            state.network().parameters().forEach((name, tensor) -> tensor.accumulateGrad(TestTensors.random(99, tensor.dims())));
            state.optimizer().step();
        }
        same(second.network().stateDict(), first.network().stateDict(), "Adam without its moments, or with another count of steps, goes another way");
    }

    @Test
    void earlyStoppingComesBackWithItsBestNetwork() {
        TrainingState first = watched(1);
        capture().run(first::capture);
        Map<String, Tensor> best = Snapshot.copy(first.network().stateDict());
        Snapshot seen = first.capture();
        seen.text("early.best", "0.75");
        seen.text("early.best_epoch", "4");
        seen.text("early.waited", "3");
        seen.tensors("best.", best);
        TrainingState second = watched(8);
        restore().run(() -> {
            second.restore(seen);
            return second;
        });
        restore().equal(() -> List.of(second.early().best(), second.early().bestEpoch()), List.of(0.75, 4));
        Snapshot again = stored(second);
        same(again.tensors("best."), best, "the best network is part of the state");
        restore().equal(() -> again.text("early.waited"), "3");
    }

    @Test
    void theCheckpointOfAnotherNetworkIsRefused() {
        Snapshot snapshot = capture().run(() -> {
            Sequential other = Fixtures.scale(1);
            return new TrainingState(other, new Adam(other.parameters(), 0.01), training(1, 1).generators(), new Progress(), null, Map.of("seed",
                    "42")).capture();
        });
        unharmed(snapshot, "missing", "0.bias");
    }

    @Test
    void ifTheOptimizerRefusesTheNetworkIsUnharmedToo() {
        Snapshot snapshot = capture().run(() -> training(1, 3).capture());
        snapshot.tensors().keySet().removeIf(name -> name.startsWith("optimizer.") && name.contains("exp_avg_sq"));
        unharmed(snapshot);
    }

    @Test
    void otherNotesOrGeneratorsAreRefused() {
        Snapshot snapshot = capture().run(() -> training(1, 3).capture());
        Snapshot seed = new Snapshot(snapshot.tensors(), snapshot.texts());
        seed.text("note.seed", "43");
        unharmed(seed, "seed=43", "seed=42");
        Map<String, String> texts = new HashMap<>(snapshot.texts());
        texts.remove("random.dropout");
        unharmed(new Snapshot(snapshot.tensors(), texts), "dropout");
        restore().refuses(IllegalArgumentException.class, () -> {
            watched(2).restore(snapshot);
            return null;
        }, "without early stopping");
    }

    /** Restoring has to fail and change nothing. */
    private static void unharmed(Snapshot snapshot, String... message) {
        TrainingState state = training(2, 2);
        Map<String, Tensor> network = Snapshot.copy(state.network().stateDict());
        Map<String, Tensor> optimizer = Snapshot.copy(state.optimizer().stateDict());
        restore().refuses(IllegalArgumentException.class, () -> {
            state.restore(snapshot);
            return null;
        }, message);
        same(state.network().stateDict(), network, "what is refused changes nothing");
        same(state.optimizer().stateDict(), optimizer, "what is refused changes nothing");
        restore().because("what is refused changes nothing").equal(() -> state.progress().step(), 2L);
    }

    @Test
    void aDamagedFileIsRefused() throws IOException {
        stored(training(1, 3));
        byte[] whole = Files.readAllBytes(folder.resolve("state.safetensors"));
        for (int length : new int[] {0, 5, 100, whole.length / 2, whole.length - 1}) {
            Path cut = folder.resolve("cut.safetensors");
            Files.write(cut, Arrays.copyOf(whole, length));
            Check.call("CheckpointFile.read", length + " of " + whole.length + " bytes")
                    .refuses(TrainingException.class, () -> CheckpointFile.read(cut), "cut.safetensors", "damaged");
        }
        Check.call("CheckpointFile.read", "no file")
                .refuses(TrainingException.class, () -> CheckpointFile.read(folder.resolve("none")), "no such file");
    }

    @Test
    void aFileOfAnotherKindIsRefused() throws IOException {
        Snapshot snapshot = capture().run(() -> training(1, 3).capture());
        Path file = folder.resolve("f.safetensors");
        SafeTensors.save(file, snapshot.tensors("network."), Map.of());
        Check.call("CheckpointFile.read", "weights alone")
                .refuses(TrainingException.class, () -> CheckpointFile.read(file), "not the state of a training");
        SafeTensors.save(file, snapshot.tensors(), Map.of("kind", "tinytorch.training", "version", "2"));
        Check.call("CheckpointFile.read", "version 2").refuses(TrainingException.class, () -> CheckpointFile.read(file), "version 2", "version 1");
    }

    @Test
    void aStateThatIsNotFiniteNeverReplacesAGoodOne() throws IOException {
        TrainingState state = training(1, 3);
        stored(state);
        byte[] good = Files.readAllBytes(folder.resolve("state.safetensors"));
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            Tracking.off(() -> state.network().parameters().get("3.bias").fill(bad));
            Check.call("CheckpointFile.write", "a bias of " + bad).refuses(TrainingException.class, () -> {
                CheckpointFile.write(folder.resolve("state.safetensors"), state.capture());
                return null;
            }, "network.3.bias", "not finite");
        }
        Check.call("CheckpointFile.write").because("the file of that name is unharmed")
                .equal(() -> Files.readAllBytes(folder.resolve("state.safetensors")), good);
        Check.call("CheckpointFile.write", "no such folder").refuses(TrainingException.class, () -> {
            CheckpointFile.write(folder.resolve("no/folder/state.safetensors"), training(1, 1).capture());
            return null;
        }, "can't be written");
    }

    @Test
    void theSameStateGivesTheSameBytes() throws IOException {
        stored(training(1, 3));
        byte[] first = Files.readAllBytes(folder.resolve("state.safetensors"));
        stored(training(1, 3));
        Check.call("CheckpointFile.write").equal(() -> Files.readAllBytes(folder.resolve("state.safetensors")), first);
    }
}
