package tinytorch.train;

import static tinytorch.tensor.TestTensors.values;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tinytorch.data.DataLoader;
import tinytorch.data.SplitMix;
import tinytorch.nn.network.Sequential;
import tinytorch.optim.Adam;
import tinytorch.optim.GradientClipping;
import tinytorch.optim.OneCycle;
import tinytorch.optim.Optimizer;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.train.TrainingResult.Ending;

/**
 * A training that was interrupted and goes on ends with the bits of one that never stopped: with shuffling, dropout, random changes
 * of the data, Adam, momentum that a schedule moves, accumulation, clipping and early stopping.
 */
@Tag("train.loop")
class ResumeTest {
    private static final int EPOCHS = 3;
    /** 10 batches of 5, and one of 3; with accumulate 2 that makes 6 steps an epoch. */
    private static final DataLoader TRAIN = Fixtures.points(53, 5).transform((input, random) -> input.mul(0.9f + 0.2f * random.nextFloat()));
    private static final DataLoader VALIDATION = Fixtures.points(20, 7);

    @TempDir
    private Path folder;

    /** A program that trains: everything is made anew, as after a restart. */
    private static final class Program {
        private final SplitMix random = new SplitMix(11);
        private final Sequential network = Fixtures.network(4, random);
        private final Optimizer optimizer = new Adam(network.parameters(), 0.05);
        private final EarlyStopping early = EarlyStopping.onSmallest("validation loss", 2);
        private final Trainer trainer = new Trainer(network, Fixtures.loss(), optimizer).random("dropout", random).accumulate(2).earlyStopping(early)
                .beforeStep(() -> GradientClipping.byNorm(network.parameters().values(), 0.5)).note("seed", "11");

        Program(Path checkpoint) {
            trainer.checkpoint(checkpoint).schedulePerStep(new OneCycle(6L * EPOCHS));
        }

        TrainingResult fit() {
            return trainer.fit(TRAIN, VALIDATION, EPOCHS);
        }
    }

    /** Thrown in place of a {@code kill -9}: nothing is saved after it. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static Callback atStep(long step, Runnable action) {
        return new Callback() {
            @Override
            public void onStep(StepEvent event) {
                if (event.step() == step) {
                    action.run();
                }
            }
        };
    }

    private static void same(Program resumed, Program whole, String how) {
        Check check = Check.call("Trainer.resume", how).because("everything that decides how a training goes on is in the checkpoint")
                .within(Tolerance.EXACT);
        Map<String, Tensor> state = whole.network.stateDict();
        resumed.network.stateDict().forEach((name, tensor) -> check.gives(() -> values(tensor), values(state.get(name))));
        Map<String, Tensor> moments = whole.optimizer.stateDict();
        resumed.optimizer.stateDict().forEach((name, tensor) -> check.gives(() -> values(tensor), values(moments.get(name))));
        check.equal(resumed.random::state, whole.random.state());
        check.equal(() -> numbers(resumed.trainer.history()), numbers(whole.trainer.history()));
        check.equal(() -> List.of(resumed.early.best(), resumed.early.bestEpoch()), List.of(whole.early.best(), whole.early.bestEpoch()));
    }

    /** All but the seconds. */
    private static List<?> numbers(History history) {
        return history.epochs().stream().map(e -> List.of(e.epoch(), e.step(), e.learningRate(), e.examples(), e.values())).toList();
    }

    private Program whole() {
        Program whole = new Program(folder.resolve("whole"));
        Check.call("Trainer.fit").equal(() -> whole.fit().ending(), Ending.FINISHED);
        return whole;
    }

    @Test
    void stoppedAnywhereAndResumed() {
        Program whole = whole();
        for (long step : new long[] {1, 8, 12, 17}) {
            Path file = folder.resolve("stopped" + step);
            Program first = new Program(file);
            StopSignal stop = new StopSignal();
            Check.call("Trainer.fit", "stopped in step " + step).equal(
                    () -> first.trainer.stopOn(stop).callback(atStep(step, stop::request)).fit(TRAIN, VALIDATION, EPOCHS).ending(), Ending.STOPPED);
            Program second = new Program(file);
            Check.call("Trainer.resume").equal(() -> {
                second.trainer.resume();
                return second.fit().ending();
            }, Ending.FINISHED);
            same(second, whole, "stopped in step " + step + " of " + 6 * EPOCHS);
        }
    }

    @Test
    void killedInTheMiddleOfAnEpochAndResumed() {
        Program whole = whole();
        for (long step : new long[] {7, 10, 14}) {
            Path file = folder.resolve("killed" + step);
            Program first = new Program(file);
            first.trainer.checkpointEvery(4).callback(atStep(step, () -> {
                throw new Killed();
            }));
            Check.call("Trainer.fit", "killed in step " + step).refuses(Killed.class, first::fit);
            Program second = new Program(file);
            Check.call("Trainer.resume").run(() -> second.trainer.resume().steps());
            Check.call("Trainer.resume", "killed in step " + step)
                    .because("the last checkpoint was after a step that 4 divides, or at the end of an epoch")
                    .equal(second.trainer::steps, Math.max(step / 4 * 4, step / 6 * 6));
            Check.call("Trainer.fit").run(second::fit);
            same(second, whole, "killed in step " + step + " of " + 6 * EPOCHS);
        }
    }

    @Test
    void aFinishedTrainingThatIsResumedHasNothingLeftToDo() {
        Program whole = whole();
        Program again = new Program(folder.resolve("whole"));
        again.trainer.resume();
        Check.call("Trainer.fit", "after the last epoch").equal(() -> again.fit().ending(), Ending.FINISHED);
        same(again, whole, "after the last epoch");
    }

    @Test
    @LookAt("TrainingRun.run")
    void aStoppedTrainingKeepsTheRightNetwork() {
        Program program = new Program(folder.resolve("file"));
        StopSignal stop = new StopSignal();
        Check.call("Trainer.fit").run(() -> program.trainer.stopOn(stop).callback(atStep(13, stop::request)).fit(TRAIN, VALIDATION, EPOCHS));
        Snapshot saved = CheckpointFile.read(folder.resolve("file"));
        Check.call("Trainer.fit", "stopped in step 13").because("the network that goes on, not the best one: that is for the end")
                .within(Tolerance.EXACT)
                .gives(() -> values(program.network.stateDict().get("0.weight")), values(saved.tensors().get("network.0.weight")));
    }
}
