package tinytorch.train;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

import tinytorch.workbench.Format;
import tinytorch.workbench.ProgressBar;

/**
 * Shows a training as it goes: a bar for the epoch under way, a line for each that is done.
 *
 * <pre>
 * epoch 1/4  train loss 1.684  validation loss 1.301  validation accuracy 0.5312
 *            31.2 s  1602 images/s
 * epoch 2/4   62% |############--------| loss 1.2345  1650 images/s  00:12 left
 * </pre>
 */
public final class TrainingProgress implements Callback {
    private static final int CELLS = 20;
    private static final int WIDTH = 80;

    private final String unit;
    private final PrintStream out;
    private final boolean terminal;
    private ProgressBar bar;
    private StepEvent last;

    /**
     * Shows a training.
     *
     * @param unit     what an example is: {@code images}
     * @param out      where to print
     * @param terminal whether that is a terminal, on which the bar can be drawn over itself: {@link ProgressBar#onTerminal}
     */
    public TrainingProgress(String unit, PrintStream out, boolean terminal) {
        this.unit = unit;
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public void onStep(StepEvent step) {
        if (bar == null) {
            bar = new ProgressBar((done, total, seconds) -> line(last, unit), step.batches(), out, terminal, System::nanoTime);
        }
        last = step;
        bar.update(step.batch());
    }

    @Override
    public void onEpoch(EpochRecord epoch, History history) {
        finishBar();
        String name = "epoch " + epoch.epoch() + (last == null ? "" : "/" + last.epochs());
        StringBuilder line = new StringBuilder(name);
        for (Map.Entry<String, Double> value : epoch.values().entrySet()) {
            add(line, name, value.getKey() + ' ' + Format.number(value.getValue()));
        }
        add(line, name, Format.seconds(epoch.seconds()));
        add(line, name, String.format(Locale.ROOT, "%.0f %s/s", epoch.rate(), unit));
        out.println(line);
    }

    /** One more column, in the next line below the first if it would not fit. */
    private void add(StringBuilder line, String name, String column) {
        if (line.length() + 2 + column.length() > WIDTH) {
            out.println(line);
            line.setLength(0);
            line.append(" ".repeat(name.length()));
        }
        line.append("  ").append(column);
    }

    /** Ends the line of a bar that is not full, if there is one: for a training that stopped in the middle of an epoch. */
    public void finishBar() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    /** The bar as one line of less than 80 characters. Percentage and cells are cut, not rounded: full means done. */
    static String line(StepEvent step, String unit) {
        int filled = CELLS * step.batch() / step.batches();
        return String.format(Locale.ROOT, "epoch %d/%d  %3d%% |%s%s| loss %.4f  %.0f %s/s  %s left",
                step.epoch(), step.epochs(), 100 * step.batch() / step.batches(),
                "#".repeat(filled), "-".repeat(CELLS - filled), step.meanLoss(), step.rate(), unit, ProgressBar.clock(step.secondsLeft()));
    }
}
