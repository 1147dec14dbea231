package tinytorch.contest;

import java.io.PrintStream;
import tinytorch.compete.ensemble.NormStatistics;
import tinytorch.compete.ensemble.WeightAverage;
import tinytorch.compress.distill.DistillationLoss;
import tinytorch.compress.distill.TaughtDataset;
import tinytorch.data.DataLoader;
import tinytorch.nn.Layer;
import tinytorch.optim.Adam;
import tinytorch.optim.CosineDecay;
import tinytorch.tensor.Tracking;
import tinytorch.train.Callback;
import tinytorch.train.StepEvent;
import tinytorch.train.StopSignal;
import tinytorch.train.Trainer;
import tinytorch.train.TrainingProgress;
import tinytorch.train.TrainingResult;

/**
 * What a network needs after it has lost units: it learns from what it was before (module 16), and its weights are averaged on the way (module 17).
 *
 * @param epochs   how often all pictures are seen
 * @param seed     of their order
 * @param stop     asked after every step
 * @param text     where to show how far it is
 * @param terminal whether that is a terminal
 */
record FineTuning(int epochs, long seed, StopSignal stop, PrintStream text, boolean terminal) {
    private static final int BATCH = 128;
    private static final int TEACHER_BATCH = 500;
    private static final double LEARNING_RATE = 2e-3;
    private static final double DECAY = 0.99;
    private static final DistillationLoss LOSS = new DistillationLoss(4, 0.9);
    /** Batches to make the statistics of the averaged weights from. */
    private static final int STATISTICS = 40;

    /** That the user stopped it. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Trains {@code student}; it is in eval mode afterwards. */
    void run(Layer student, Layer teacher, Pictures pictures) {
        TaughtDataset taught = TaughtDataset.of(teacher, pictures.training(), TEACHER_BATCH);
        DataLoader loader = DataLoader.of(taught).batchSize(BATCH).shuffle(seed).dropLast(true);
        WeightAverage average = WeightAverage.exponential(student, DECAY);
        TrainingProgress progress = new TrainingProgress("images", text, terminal);
        Trainer trainer = new Trainer(student.train(), LOSS, new Adam(student.parameters(), LEARNING_RATE))
                .schedulePerStep(new CosineDecay((long) epochs * loader.batches(), 0)).stopOn(stop).callback(progress).callback(new Callback() {
                    @Override
                    public void onStep(StepEvent event) {
                        average.update();
                    }
                });
        try {
            if (Tracking.on(() -> trainer.fit(loader, epochs)).ending() == TrainingResult.Ending.STOPPED) {
                throw new Stopped();
            }
        } finally {
            progress.finishBar();
        }
        average.copyTo(student);
        NormStatistics.recompute(student, pictures.samples(STATISTICS, BATCH));
        student.eval();
    }
}
