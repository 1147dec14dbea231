package tinytorch.milestones.program;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import tinytorch.train.Callback;
import tinytorch.train.StepEvent;

/** Adds up the time of the training steps, without the tests after the epochs: what is compared with other libraries. */
public final class TrainingClock implements Callback {
    private final double collectedBefore = collected();
    private double seconds;
    private long examples;
    private double epochSeconds;
    private long epochExamples;

    @Override
    public void onStep(StepEvent step) {
        epochSeconds = step.seconds();
        epochExamples = step.examples();
        if (step.batch() == step.batches()) {
            seconds += epochSeconds;
            examples += epochExamples;
            epochSeconds = 0;
            epochExamples = 0;
        }
    }

    /** Seconds of the epochs that were ended in this run; of one that was begun in an earlier run and ended in this one, all of it. */
    public double seconds() {
        return seconds + epochSeconds;
    }

    /** Seconds that the garbage collector has stopped the program since the clock was made: in the training, and in the tests between its epochs. */
    public double collecting() {
        return collected() - collectedBefore;
    }

    private static double collected() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream().mapToLong(GarbageCollectorMXBean::getCollectionTime).sum() / 1e3;
    }

    /** Examples a second over the same; NaN if there were none. */
    public double rate() {
        return (examples + epochExamples) / seconds();
    }
}
