package tinytorch.train;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.data.Batch;
import tinytorch.data.DataLoader;
import tinytorch.data.SplitMix;
import tinytorch.nn.network.MeanSquaredError;
import tinytorch.nn.network.Sequential;
import tinytorch.testkit.Check;
import tinytorch.testkit.Values;

/** The steps of one epoch, without the training around them. */
@Tag("train.loop")
class EpochLoopTest {
    private final Progress progress = new Progress();
    private final List<Double> losses = new ArrayList<>();
    private int before;

    private EpochLoop loop(Sequential network, int accumulate, int stopAfter) {
        TrainingStep step = new TrainingStep(network, new MeanSquaredError(), Fixtures.sgd(network, 0), () -> { },
                value -> new TrainingException("loss " + value));
        return new EpochLoop(step, accumulate, progress, () -> before++, losses::add, () -> losses.size() == stopAfter);
    }

    private static Check run(String what) {
        return Check.call("EpochLoop.run", what);
    }

    @Test
    void everyBatchIsAStep() {
        run("3 batches").equal(() -> loop(Fixtures.scale(1), 1, 0).run(Fixtures.loader(1, 1, 0, 1, 2, 1, 3)), true);
        run("3 batches").because("one loss a batch: (1 - 0)^2, (1 - 2)^2, (1 - 3)^2").equal(() -> losses, List.of(1.0, 1.0, 4.0));
        run("3 batches").because("the learning rate is set before every step").equal(() -> before, 3);
        run("3 batches").because("steps, batches and examples are counted")
                .equal(() -> List.of(progress.step(), progress.batch(), progress.examples()), List.of(3L, 3, 3L));
    }

    @Test
    void accumulatedBatchesAreOneStepAndTheLastTakesWhatIsLeft() {
        run("7 batches, accumulate 3")
                .equal(() -> loop(Fixtures.scale(0), 3, 0).run(Fixtures.loader(1, 1, 0, 1, 0, 1, 3, 1, 1, 1, 1, 1, 1, 1, 2)), true);
        run("7 batches, accumulate 3").because("steps on batches 1-3, 4-6 and 7: means of 0, 0, 9; of 1, 1, 1; of 4")
                .equal(() -> losses, List.of(3.0, 1.0, 4.0));
        run("7 batches, accumulate 3").equal(() -> List.of(progress.step(), progress.batch(), progress.examples()), List.of(3L, 7, 7L));
        run("7 batches, accumulate 3").because("the epoch's mean goes over 7 examples: (9 + 3 + 4) / 7")
                .gives(() -> Values.of(new double[] {progress.meanLoss()}), Values.of(new double[] {16.0 / 7}));
    }

    @Test
    void aStepIsCountedBeforeOthersHearOfIt() {
        Sequential network = Fixtures.scale(1);
        TrainingStep step = new TrainingStep(network, new MeanSquaredError(), Fixtures.sgd(network, 0), () -> { },
                value -> new TrainingException("loss " + value));
        List<Long> seen = new ArrayList<>();
        EpochLoop loop = new EpochLoop(step, 1, progress, () -> { }, loss -> seen.add(progress.step()), () -> false);
        run("2 batches").because("a checkpoint that is written after a step has to say that it is done").equal(() -> {
            loop.run(Fixtures.loader(1, 1, 1, 2, 2));
            return seen;
        }, List.of(1L, 2L));
    }

    @Test
    void theLearningRateIsSetBeforeTheStepThatUsesIt() {
        Sequential network = Fixtures.scale(1);
        List<String> order = new ArrayList<>();
        TrainingStep step = new TrainingStep(network, new MeanSquaredError(), Fixtures.sgd(network, 0), () -> order.add("step"),
                value -> new TrainingException("loss " + value));
        run("2 batches").because("a warm-up whose first step has the full rate is none").equal(() -> {
            new EpochLoop(step, 1, progress, () -> order.add("rate"), loss -> { }, () -> false).run(Fixtures.loader(1, 1, 1, 2, 2));
            return order;
        }, List.of("rate", "step", "rate", "step"));
    }

    @Test
    void itStopsAfterTheStepInWhichItWasAskedTo() {
        run("4 batches, stopped after 2").because("false: the epoch is not done")
                .equal(() -> loop(Fixtures.scale(1), 1, 2).run(Fixtures.loader(1, 1, 0, 1, 0, 1, 0, 1, 0)), false);
        run("4 batches, stopped after 2").because("the step that runs is finished, no other is begun")
                .equal(() -> List.of(progress.step(), progress.batch()), List.of(2L, 2));
    }

    @Test
    void anInterruptedEpochGoesOnWithTheNextBatch() {
        List<Integer> read = new ArrayList<>();
        DataLoader loader = Fixtures.loader(1, 1, 1, 2, 2, 3, 3, 4, 4).transform((input, random) -> {
            read.add((int) input.get(0));
            return input;
        });
        run("4 batches, stopped after 2").run(() -> loop(Fixtures.scale(1), 1, 2).run(loader));
        read.clear();
        run("the rest").equal(() -> loop(Fixtures.scale(1), 1, 0).run(loader), true);
        run("the rest").because("batches that were learned from are not even read: DataLoader.from").equal(() -> read, List.of(3, 4));
        run("the rest").equal(progress::batch, 4);
        run("nothing left").because("an epoch may have been stopped after its last batch")
                .equal(() -> loop(Fixtures.scale(1), 1, 0).run(loader), true);
        run("nothing left").equal(progress::step, 4L);
    }

    @Test
    void theBatchesAreThoseOfTheEpoch() {
        DataLoader loader = Fixtures.points(12, 3);
        List<Float> first = firstInputs(loader.epoch(2));
        List<Float> seen = new ArrayList<>();
        DataLoader noting = loader.transform((input, random) -> {
            seen.add(input.get(0));
            return input;
        });
        Progress later = new Progress();
        Snapshot snapshot = new Snapshot();
        progress.save(snapshot);
        snapshot.text("epoch", "2");
        later.load(snapshot);
        Sequential network = Fixtures.network(1, new SplitMix(1));
        TrainingStep step = new TrainingStep(network, Fixtures.loss(), Fixtures.sgd(network, 0.1), () -> { },
                value -> new TrainingException("loss " + value));
        run("epoch 3").because("every epoch has an order of its own: DataLoader.epoch with the number of epochs that are done").equal(() -> {
            new EpochLoop(step, 1, later, () -> { }, loss -> { }, () -> false).run(noting);
            return seen;
        }, first);
    }

    private static List<Float> firstInputs(DataLoader loader) {
        List<Float> values = new ArrayList<>();
        for (Batch batch : loader) {
            for (int i = 0; i < batch.size(); i++) {
                values.add(batch.inputs().get(i, 0));
            }
        }
        return values;
    }

    @Test
    void theLoaderIsClosedWhenAStepThrows() {
        Sequential network = Fixtures.scale(1);
        DataLoader loader = Fixtures.loader(1, 1, 1, 2, Double.NaN, 3, 3).prefetch(1);
        run("a loss that is not a number").refuses(TrainingException.class, () -> loop(network, 1, 0).run(loader), "loss NaN");
        run("a loss that is not a number").because("the step before was good").equal(progress::step, 1L);
    }
}
