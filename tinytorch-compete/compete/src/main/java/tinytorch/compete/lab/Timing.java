package tinytorch.compete.lab;

import tinytorch.compress.lab.Alternating;
import tinytorch.workbench.Clocks;
import tinytorch.workbench.Profiler;

/** Times of several ways to do the same, when the compiler is done with all of them. */
final class Timing {
    /** A network of many layers is many methods: the compiler is busy with them for a second or two, and what runs meanwhile is several times as slow. */
    private static final Profiler UNTIL_COMPILED = new Profiler(Clocks.system(), 0.5, 0, 1);

    private Timing() {
    }

    /** The median seconds of a call of each, in turns. */
    static double[] seconds(Runnable... ways) {
        for (Runnable way : ways) {
            UNTIL_COMPILED.measure("warm-up", way);
        }
        return Alternating.seconds(ways);
    }
}
