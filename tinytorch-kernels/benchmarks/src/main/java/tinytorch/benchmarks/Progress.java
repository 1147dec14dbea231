package tinytorch.benchmarks;

import java.io.PrintStream;
import java.util.List;
import tinytorch.workbench.Format;
import tinytorch.workbench.ProgressBar;

/** Which cell is being measured, and about how long the rest will take: on a terminal one line that is gone before the cell's row is printed. */
final class Progress {
    /** What a run takes without warming up: a JVM starts, the operands are made, and it is measured. */
    private static final double RUN_SECONDS = 3.5;
    /** The scalar kernels are up to fifty times slower, and run a few times only. */
    private static final double SCALAR_SECONDS = 9;
    private static final int WIDTH = 79;

    private final PrintStream out;
    private final boolean terminal;
    private final boolean lines;
    private final double[] guesses;
    private final long start = System.nanoTime();
    private int begun;

    /**
     * @param terminal whether {@code out} is one
     * @param lines    elsewhere: whether a line for each cell is wanted, because nothing else is seen
     * @param guesses  about how long each cell takes
     */
    Progress(PrintStream out, boolean terminal, boolean lines, double[] guesses) {
        this.out = out;
        this.terminal = terminal;
        this.lines = lines;
        this.guesses = guesses;
    }

    /** About how long a cell takes, before anything is known but its name: whole training steps take some 20 ms for 12 sequences or 16 images and warm up for long. */
    static double guess(Cell cell, boolean scalar, int turns, boolean quick) {
        double call = cell.isStep() ? 1.5e-3 * Integer.parseInt(cell.value()) : 0;
        double warmUp = new WarmUp(call).seconds(quick);
        double ours = Math.max(1, turns) * (RUN_SECONDS + warmUp);
        double theirs = turns * (RUN_SECONDS + Peers.THEIR_WARM_UP);
        return WarmUp.FIRST_SECONDS + 1 + ours + theirs + (scalar ? SCALAR_SECONDS : 0);
    }

    /** What all cells together will take, as guessed. */
    static String total(List<Double> guesses) {
        return Format.seconds(guesses.stream().mapToDouble(Double::doubleValue).sum());
    }

    /** The next cell begins. */
    void next(String label) {
        double passed = (System.nanoTime() - start) / 1e9;
        double done = sum(0, begun);
        // As the guesses so far were too short or too long, so will the others be.
        double left = sum(begun, guesses.length) * (begun == 0 ? 1 : passed / done);
        begun++;
        String text = "%d of %d  %s, about %s left".formatted(begun, guesses.length, label, ProgressBar.clock(left));
        if (terminal) {
            clear();
            out.print(text.substring(0, Math.min(text.length(), WIDTH)));
        } else if (lines) {
            out.println(text);
        }
        out.flush();
    }

    /** Takes the line away. */
    void clear() {
        if (terminal) {
            out.print("\r" + " ".repeat(WIDTH) + "\r");
            out.flush();
        }
    }

    private double sum(int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += guesses[i];
        }
        return sum;
    }
}
