package tinytorch.compress.lab;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

import tinytorch.tensor.Kernels;

/**
 * Times of several ways to do the same, one after the other again and again, so that whatever else the machine does hits all of them. With one thread ({@code -Dtinytorch.threads=1}) what counts
 * is its processor time, which does not grow while others have the processor; with several it is the time on the wall.
 */
public final class Alternating {
    private static final int ROUNDS = 15;
    private static final int WARM_UP = 25;
    private static final double SECONDS_A_TURN = 0.01;

    private Alternating() {
    }

    private static double clock() {
        return (Kernels.active().threads() == 1 ? ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() : System.nanoTime()) / 1e9;
    }

    /** The median seconds of a call of each. */
    public static double[] seconds(Runnable... ways) {
        double[][] times = new double[ways.length][ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            for (int way = 0; way < ways.length; way++) {
                double start = clock();
                int calls = 0;
                do {
                    ways[way].run();
                    calls++;
                } while (clock() - start < SECONDS_A_TURN);
                if (round >= 0) {
                    times[way][round] = (clock() - start) / calls;
                }
            }
        }
        return Arrays.stream(times).mapToDouble(one -> Arrays.stream(one).sorted().skip(ROUNDS / 2).findFirst().orElseThrow()).toArray();
    }
}
