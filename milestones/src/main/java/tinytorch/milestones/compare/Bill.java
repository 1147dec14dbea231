package tinytorch.milestones.compare;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.function.BooleanSupplier;
import tinytorch.tensor.Tensor;
import tinytorch.workbench.Statistics;

/**
 * What a network's training step costs.
 *
 * @param work       what was looked at
 * @param count      operations and results of its forward pass
 * @param parameters numbers to learn
 * @param gradients  bytes of the gradients
 * @param optimizer  bytes that the optimizer keeps
 * @param forward    seconds of a step's forward pass, the median
 * @param backward   seconds of its backward pass
 * @param update     seconds of clipping and moving
 * @param shares     which part of the time each operation takes, forward and backward together
 */
public record Bill(Workload work, StepCount count, long parameters, long gradients, long optimizer, double forward, double backward, double update,
        Map<String, Double> shares) {
    private static final int MOST_STEPS = 10_000;

    /** Takes steps for so many seconds to warm up, then for so many to measure, but no more than three if it is to stop. */
    public static Bill of(Workload work, double warmUp, double seconds, BooleanSupplier stop) {
        work.network().train();
        Tensor loss = work.forward();
        StepCount count = StepCount.of(loss);
        work.backward(loss);
        long gradients = work.network().parameters().values().stream().filter(parameter -> parameter.grad() != null)
                .mapToLong(parameter -> (long) parameter.grad().size() * Float.BYTES).sum();
        work.update();
        steps(work, warmUp, new double[3][MOST_STEPS], stop);
        double[][] times = new double[3][MOST_STEPS];
        Samples samples = new Samples();
        int steps;
        try (samples) {
            steps = steps(work, seconds, times, stop);
        }
        return new Bill(work, count, work.network().parameterCount(), gradients, bytes(work.optimizer().stateDict().values()), median(times[0], steps),
                median(times[1], steps), median(times[2], steps), samples.shares());
    }

    private static int steps(Workload work, double seconds, double[][] times, BooleanSupplier stop) {
        long begun = System.nanoTime();
        int steps = 0;
        while (steps < MOST_STEPS && (steps < 3 || !stop.getAsBoolean() && (System.nanoTime() - begun) / 1e9 < seconds)) {
            long start = System.nanoTime();
            Tensor loss = work.forward();
            long middle = System.nanoTime();
            work.backward(loss);
            long end = System.nanoTime();
            work.update();
            times[0][steps] = (middle - start) / 1e9;
            times[1][steps] = (end - middle) / 1e9;
            times[2][steps] = (System.nanoTime() - end) / 1e9;
            steps++;
        }
        return steps;
    }

    private static double median(double[] all, int count) {
        return Statistics.of(Arrays.copyOf(all, count)).median();
    }

    private static long bytes(Collection<Tensor> tensors) {
        return tensors.stream().mapToLong(tensor -> (long) tensor.size() * Float.BYTES).sum();
    }

    int examples() {
        return work.batch().size();
    }

    /** Operations of the forward pass for one example. */
    double operations() {
        return (double) (count.products() + count.others()) / examples();
    }

    double step() {
        return forward + backward + update;
    }
}
