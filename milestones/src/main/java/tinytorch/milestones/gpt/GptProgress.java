package tinytorch.milestones.gpt;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tinytorch.train.Callback;
import tinytorch.train.EpochRecord;
import tinytorch.train.History;
import tinytorch.train.StepEvent;
import tinytorch.workbench.Format;
import tinytorch.workbench.ProgressBar;

/**
 * Shows the training as it goes: a bar, and after every 250 steps the losses and what the network writes now.
 *
 * <pre>
 * step 620/2000  31% |####------------| loss 1.9876  11800 tokens/s  01:30 left
 * </pre>
 */
final class GptProgress implements Callback {
    private static final int CELLS = 16;
    private static final int WIDTH = 72;

    private final int iterations;
    private final int context;
    private final PrintStream out;
    private final boolean terminal;
    private final Supplier<String> sample;
    private ProgressBar bar;
    private StepEvent last;

    /** {@code sample} writes some text with the network as it is. */
    GptProgress(int iterations, int context, PrintStream out, boolean terminal, Supplier<String> sample) {
        this.iterations = iterations;
        this.context = context;
        this.out = out;
        this.terminal = terminal;
        this.sample = sample;
    }

    @Override
    public void onStep(StepEvent step) {
        last = step;
        if (terminal) {
            if (bar == null) {
                bar = new ProgressBar((done, total, seconds) -> line(), iterations, out, true, System::nanoTime);
            }
            bar.update(step.step());
        }
    }

    @Override
    public void onEpoch(EpochRecord epoch, History history) {
        finishBar();
        out.printf(Locale.ROOT, "step %d/%d  train loss %s  validation about %s  %.0f tokens/s%n", epoch.step(), iterations, Format.number(epoch.value("train loss")),
                Format.number(epoch.value("validation loss")), context * (last == null ? epoch.rate() : last.rate()));
        sample.get().lines().flatMap(GptProgress::pieces).forEach(line -> out.println("  | " + line));
        out.println();
    }

    /** A line in pieces that fit the screen. */
    private static Stream<String> pieces(String line) {
        return IntStream.rangeClosed(0, Math.max(0, line.length() - 1) / WIDTH).mapToObj(i -> line.substring(i * WIDTH, Math.min(line.length(), (i + 1) * WIDTH)));
    }

    /** Ends the line of a bar, if there is one. */
    void finishBar() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    private String line() {
        double secondsLeft = last.seconds() / last.batch() * (iterations - last.step());
        int filled = (int) (CELLS * last.step() / iterations);
        return String.format(Locale.ROOT, "step %d/%d %3d%% |%s%s| loss %.4f  %.0f tokens/s  %s left", last.step(), iterations, 100 * last.step() / iterations,
                "#".repeat(filled), "-".repeat(CELLS - filled), last.meanLoss(), context * last.rate(), ProgressBar.clock(secondsLeft));
    }
}
