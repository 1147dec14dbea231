package tinytorch.train;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tinytorch.data.DataLoader;
import tinytorch.nn.network.MeanSquaredError;
import tinytorch.nn.network.Sequential;
import tinytorch.optim.SGD;
import tinytorch.optim.StepDecay;
import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Values;
import tinytorch.train.TrainingResult.Ending;

/** The whole training: epochs, validation, schedules, early stopping, a stop, a loss that is not a number. */
@Tag("train.loop")
class TrainerTest {
    private static final DataLoader DATA = Fixtures.loader(1, 1, 2, 2, 4);
    private final Sequential network = Fixtures.scale(1);

    @TempDir
    private Path folder;

    private Trainer trainer(double rate) {
        return new Trainer(network, new MeanSquaredError(), new SGD(network.parameters(), rate));
    }

    private static Check fit(String what) {
        return Check.call("Trainer.fit", what);
    }

    @Test
    void itLearns() {
        TrainingResult result = fit("y = 2 x, 20 epochs").run(() -> trainer(0.05).fit(DATA, 20));
        fit("y = 2 x, 20 epochs").gives(() -> Values.of(new double[] {Fixtures.weight(network)}), Values.of(new double[] {2}));
        fit("y = 2 x, 20 epochs").equal(result::ending, Ending.FINISHED);
        fit("y = 2 x, 20 epochs").because("one entry an epoch").equal(() -> result.history().epochs().size(), 20);
        fit("y = 2 x, 20 epochs").because("two steps an epoch").equal(() -> result.history().last().step(), 40L);
    }

    @Test
    void validationGoesIntoTheHistory() {
        Trainer trainer = trainer(0);
        TrainingResult result = fit("with validation").run(() -> trainer.fit(DATA, Fixtures.loader(2, 1, 0, 3, 0), 1));
        fit("with validation").because("train: (1 - 2)^2 and (2 - 4)^2; validation: 1 and 9")
                .equal(() -> result.history().last().values(), Map.of("train loss", 2.5, "validation loss", 5.0));
        fit("with validation").because("validation leaves the network in train mode, and no step in the count")
                .equal(() -> List.of(network.training(), trainer.steps()), List.of(true, 2L));
    }

    @Test
    void epochsThatAreDoneCount() {
        Trainer trainer = trainer(0);
        fit("2 epochs, then 3").run(() -> trainer.fit(DATA, 2));
        fit("2 epochs, then 3").because("3 in all: one more")
                .equal(() -> trainer.fit(DATA, 3).history().epochs().stream().map(EpochRecord::epoch).toList(), List.of(1, 2, 3));
        fit("3 epochs again").because("nothing is left to do").equal(() -> trainer.fit(DATA, 3).history().last().step(), 6L);
    }

    @Test
    void aScheduleGoesByStepOrByEpoch() {
        List<Double> rates = new ArrayList<>();
        Callback noting = new Callback() {
            @Override
            public void onStep(StepEvent step) {
                rates.add(step.learningRate());
            }
        };
        fit("half the rate after every step").because("the step's number counts from 0 over all epochs").equal(() -> {
            trainer(0.5).schedulePerStep(new StepDecay(1, 0.5)).callback(noting).fit(DATA, 2);
            return rates;
        }, List.of(0.5, 0.25, 0.125, 0.0625));
        rates.clear();
        fit("half the rate after every epoch").equal(() -> {
            trainer(0.5).schedulePerEpoch(new StepDecay(1, 0.5)).callback(noting).fit(DATA, 2);
            return rates;
        }, List.of(0.5, 0.5, 0.25, 0.25));
    }

    @Test
    void callbacksHearOfEveryStepAndEpochInOrder() {
        List<String> heard = new ArrayList<>();
        Callback callback = new Callback() {
            @Override
            public void onStep(StepEvent step) {
                heard.add("step " + step.step() + ", batch " + step.batch() + " of " + step.batches() + ", loss "
                        + step.loss() + ", mean " + step.meanLoss());
            }

            @Override
            public void onEpoch(EpochRecord epoch, History history) {
                heard.add("epoch " + epoch.epoch() + " of " + history.epochs().size());
            }
        };
        fit("1 epoch").equal(() -> {
            trainer(0).callback(callback).fit(DATA, 1);
            return heard;
        }, List.of("step 1, batch 1 of 2, loss 1.0, mean 1.0", "step 2, batch 2 of 2, loss 4.0, mean 2.5", "epoch 1 of 1"));
    }

    @Test
    @LookAt("TrainingRun.run")
    void earlyStoppingEndsItAndBringsTheBestNetworkBack() {
        // The validation data want w = 1.2, the training goes to 2.
        TrainingResult result = fit("patience 2").run(() -> trainer(0.05).earlyStopping(EarlyStopping.onSmallest("validation loss", 2))
                .fit(DATA, Fixtures.loader(1, 1, 1.2), 50));
        fit("patience 2").equal(result::ending, Ending.STOPPED_EARLY);
        double[] losses = result.history().values("validation loss");
        int best = losses.length - 2;
        fit("patience 2").because("two epochs after the best one")
                .holds(losses.length >= 3 && losses[best - 1] < losses[best] && losses[best - 1] < losses[best + 1],
                "the third last loss is the smallest", result.history().csv());
        fit("patience 2").because("the network of the best epoch").gives(() -> Values.of(new double[] {Math.pow(Fixtures.weight(network) - 1.2, 2)}),
                Values.of(new double[] {losses[best - 1]}));
    }

    @Test
    @LookAt("TrainingRun.run")
    void aStopSavesAndSaysSo() {
        Path file = folder.resolve("run.safetensors");
        StopSignal stop = new StopSignal();
        Callback asking = new Callback() {
            @Override
            public void onStep(StepEvent step) {
                if (step.step() == 3) {
                    stop.request();
                }
            }
        };
        TrainingResult result = fit("stopped in step 3").run(() -> trainer(0.05).checkpoint(file).stopOn(stop).callback(asking).fit(DATA, 5));
        fit("stopped in step 3").equal(result::ending, Ending.STOPPED);
        fit("stopped in step 3").because("epoch 2 was begun, not ended").equal(() -> result.history().epochs().size(), 1);
        fit("stopped in step 3").because("the checkpoint knows the step")
                .equal(() -> List.of(CheckpointFile.read(file).text("step"), CheckpointFile.read(file).text("batch")), List.of("3", "1"));
        Trainer second = trainer(0.05).stopOn(stop);
        fit("asked to stop before it begins").because("the wish may come at any time").equal(() -> second.fit(DATA, 5).ending(), Ending.STOPPED);
        fit("asked to stop before it begins").because("no step at all").equal(second::steps, 0L);
    }

    @Test
    @LookAt("TrainingRun.run")
    void aLossThatIsNotANumberEndsItAndLeavesTheLastGoodCheckpoint() {
        Path file = folder.resolve("run.safetensors");
        Trainer trainer = trainer(0.05).checkpoint(file);
        fit("1 epoch").run(() -> trainer.fit(DATA, 1));
        float weight = Fixtures.weight(network);
        DataLoader broken = Fixtures.loader(1, 1, 2, 2, Double.NaN);
        fit("a target that is NaN").because("say where, and what to try").refuses(TrainingException.class, () -> trainer.fit(broken, 2),
                "Epoch 2", "step 4", "batch 1 of 2", "NaN", "learning rate (now 0.05)", "run.safetensors");
        fit("a target that is NaN").because("the last checkpoint is that of epoch 1")
                .equal(() -> CheckpointFile.read(file).tensors().get("network.0.weight").item(), weight);
    }

    @Test
    void anotherLoaderInTheMiddleOfAnEpochIsRefused() {
        StopSignal stop = new StopSignal();
        Callback asking = new Callback() {
            @Override
            public void onStep(StepEvent step) {
                stop.request();
            }
        };
        fit("stopped in step 1").run(() -> trainer(0).checkpoint(folder.resolve("c")).stopOn(stop).callback(asking).fit(DATA, 1));
        Trainer resumed = trainer(0).resume(folder.resolve("c"));
        fit("another batch size").because("the batches that are done would be others")
                .refuses(TrainingException.class, () -> resumed.fit(Fixtures.loader(2, 1, 2, 2, 4), 1),
                "after batch 1 of 2", "1 batches");
        fit("the same loader").equal(() -> resumed.fit(DATA, 1).ending(), Ending.FINISHED);
    }

    @Test
    void anotherScheduleOrAccumulationIsRefused() {
        fit("1 epoch").run(() -> trainer(0.5).schedulePerStep(new StepDecay(1, 0.5)).accumulate(2).checkpoint(folder.resolve("c")).fit(DATA, 1));
        Check.call("Trainer.resume", "another schedule").refuses(TrainingException.class,
                () -> trainer(0.5).schedulePerStep(new StepDecay(1, 0.9)).accumulate(2).resume(folder.resolve("c")), "gamma=0.5", "gamma=0.9");
        Check.call("Trainer.resume", "another accumulation").refuses(TrainingException.class,
                () -> trainer(0.5).schedulePerStep(new StepDecay(1, 0.5)).accumulate(3).resume(folder.resolve("c")), "accumulate=2", "accumulate=3");
        Check.call("Trainer.resume", "the same settings").equal(
                () -> trainer(0.5).schedulePerStep(new StepDecay(1, 0.5)).accumulate(2).resume(folder.resolve("c")).epochs(), 1);
        Check.call("Trainer.resume", "no file was set").refuses(IllegalStateException.class, () -> trainer(0).resume(), "checkpoint(file)");
    }

    @Test
    void theProgressIsShown() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TrainingProgress shown = new TrainingProgress("rows", new PrintStream(bytes, true, StandardCharsets.UTF_8), false);
        fit("2 epochs").run(() -> trainer(0).callback(shown).fit(DATA, DATA, 2));
        List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        fit("2 epochs").because("into a file: a line for each step here, and one for each epoch").equal(lines::size, 6);
        fit("2 epochs").holds(lines.get(0).startsWith("epoch 1/2   50% |##########----------| loss 1.0000  ") && lines.get(0).endsWith(" left"),
                "epoch, part, bar, loss, rate and time left", lines.get(0));
        fit("2 epochs")
                .holds(lines.get(2).matches("epoch 1/2  train loss 2.500  validation loss 2.500  .* rows/s"), "the values of the epoch",
                lines.get(2));
        bytes.reset();
        shown.onEpoch(new EpochRecord(12, 3000, 0.1, 50_000, 31.25, new TreeMap<>(Map.of("train loss", 1.684, "validation accuracy", 0.5312, "validation loss", 1.301))), null);
        Check.call("TrainingProgress.onEpoch").because("no line of a terminal is longer than 80 columns").equal(() -> bytes.toString(StandardCharsets.UTF_8).lines().toList(),
                List.of("epoch 12/2  train loss 1.684  validation accuracy 0.5312  validation loss 1.301", "            31.3 s  1600 rows/s"));
        Check.call("TrainingProgress.line")
                .equal(() -> TrainingProgress.line(new StepEvent(2, 4, 242, 390, 30_976, 18.4, 632, 1.5, 1.2345, 0.1), "images"),
                "epoch 2/4   62% |############--------| loss 1.2345  1683 images/s  00:11 left");
    }

    @Test
    void impossibleSettingsAreRefused() {
        fit("1 epoch").run(() -> trainer(0).fit(DATA, 1));
        Check.call("Trainer.accumulate", 0).refuses(IllegalArgumentException.class, () -> trainer(0).accumulate(0), "1 or more");
        Check.call("Trainer.fit", "no batches")
                .refuses(TrainingException.class, () -> trainer(0).fit(Fixtures.loader(5, 1, 1).dropLast(true), 1), "no batches");
        Check.call("Trainer.checkpointEvery", 0).refuses(IllegalArgumentException.class, () -> trainer(0).checkpointEvery(0), "1 or more");
        Check.call("Trainer.resume", "no such file")
                .refuses(TrainingException.class, () -> trainer(0).resume(Path.of("no-such-file")), "no-such-file");
        Check.call("Trainer.evaluate").gives(() -> Values.of(new double[] {trainer(0).evaluate(DATA).get("loss")}), Values.of(new double[] {2.5}));
    }
}
