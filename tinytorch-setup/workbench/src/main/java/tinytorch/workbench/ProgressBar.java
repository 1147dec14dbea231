package tinytorch.workbench;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How far a long piece of work has come, and how much longer it will take; Python's {@code tqdm}.
 *
 * <pre>
 * training  62%|##############----------| 620/1000 [00:12&lt;00:07, 51.7 it/s]
 * </pre>
 *
 * <p>What to print is a pure function, {@link #line}; when to print it is decided here. On a terminal the line is drawn
 * over itself, at most ten times a second, because printing costs more than many a step. Elsewhere (a file, a build log)
 * a carriage return would make one endless line, so there is one line for each tenth of the work.
 */
public final class ProgressBar implements AutoCloseable {
    /** Cells in the bar. */
    static final int CELLS = 24;
    private static final long REDRAW_NANOS = 100_000_000;

    /** What a bar shows, from how far the work is: one line without its end. */
    @FunctionalInterface
    public interface Line {
        String text(long done, long total, double seconds);
    }

    private final Line line;
    private final long total;
    private final PrintStream out;
    private final boolean terminal;
    private final LongSupplier nanos;
    private final long start;
    private long done;
    private long lastDrawn;
    private int drawnWidth;
    private boolean closed;

    /** A bar on the standard error stream, so that a program's output stays clean; {@code total} steps, 0 or more. */
    public ProgressBar(String label, long total) {
        this(label, total, System.err, onTerminal(), System::nanoTime);
    }

    /** A bar with everything given: where it prints, whether that is a terminal, and a clock in nanoseconds. */
    public ProgressBar(String label, long total, PrintStream out, boolean terminal, LongSupplier nanos) {
        this((done, all, seconds) -> line(label, done, all, seconds), total, out, terminal, nanos);
    }

    /** A bar that shows a line of the caller's own, drawn at the same moments. */
    public ProgressBar(Line line, long total, PrintStream out, boolean terminal, LongSupplier nanos) {
        this.line = line;
        this.total = total;
        this.out = out;
        this.terminal = terminal;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
        checkRange(0, total);
    }

    /** Whether a person sits in front of this JVM's console. */
    public static boolean onTerminal() {
        return System.console() != null && System.console().isTerminal();
    }

    /** So many more steps are done. Draws when it is time to. */
    public void step(long steps) {
        update(done + steps);
    }

    /** So many steps are done in all. Draws when it is time to. */
    public void update(long newDone) {
        checkRange(newDone, total);
        boolean due = terminal
                ? newDone == total || nanos.getAsLong() - start - lastDrawn >= REDRAW_NANOS
                : tenth(newDone) > tenth(done);
        done = newDone;
        if (due) {
            draw();
        }
    }

    /** Ends the bar's line, so that what follows starts on a new one. */
    @Override
    public void close() {
        if (terminal && !closed) {
            draw();
            out.println();
        }
        closed = true;
    }

    private void draw() {
        lastDrawn = nanos.getAsLong() - start;
        String text = line.text(done, total, lastDrawn / 1e9);
        if (terminal) {
            // A line that wraps can't be drawn over; the end matters least.
            String fitting = text.substring(0, Math.min(text.length(), Table.WIDTH - 1));
            out.print("\r" + fitting + " ".repeat(Math.max(0, drawnWidth - fitting.length())));
            drawnWidth = fitting.length();
        } else {
            out.println(text);
        }
        out.flush();
    }

    private int tenth(long steps) {
        return total == 0 ? 10 : (int) (10 * steps / total);
    }

    /**
     * The bar as one line; usually below {@value Table#WIDTH} characters.
     *
     * <p>In this order: the label; the percentage, right-aligned in 5 characters, and {@code |}; {@value #CELLS} cells,
     * {@code #} for done and {@code -} for the rest; {@code |} and a space; {@code done/total}; then, in brackets,
     * {@link #clock} of the time passed, {@code <}, {@code clock} of the time left, a comma, a space and the
     * {@link Format#rate} in {@code it/s}.
     *
     * <p>Percentage and cells are cut, not rounded: 999 of 1000 is {@code 99%}, and the last cell is filled when the work is
     * done and not before. Whole-number division cuts by itself; 0.29 * 100 in floating point is 28.999999999999996. With
     * {@code total} 0 there is nothing to do: 100%, all cells filled, no time left.
     *
     * <p>The time left assumes that the rest goes as fast as what is done: {@code seconds * (total - done) / done}.
     * Before the first step it is unknown, {@code --:--}.
     *
     * <p>{@code line("load", 1, 4, 2)} is {@code "load  25%|######------------------| 1/4 [00:02<00:06, 0.50 it/s]"}.
     *
     * @param done    steps done, from 0 to {@code total}
     * @param total   steps in all
     * @param seconds time passed since the start
     */
    static String line(String label, long done, long total, double seconds) {
        // tito:begin setup.progress
        long percent = total == 0 ? 100 : 100 * done / total;
        int filled = (int) (total == 0 ? CELLS : CELLS * done / total);
        String bar = "#".repeat(filled) + "-".repeat(CELLS - filled);
        String left = done == 0 && total > 0 ? "--:--" : clock(total == 0 ? 0 : seconds * (total - done) / done);
        return String.format(Locale.ROOT, "%s%4d%%|%s| %d/%d [%s<%s, %s]", label, percent, bar, done, total,
                clock(seconds), left, Format.rate(done, seconds, "it"));
        // tito:end
    }

    /**
     * Seconds as a clock shows them: {@code "00:07"}, {@code "12:34"}, from one hour {@code "1:02:03"}. Fractions of a
     * second are cut.
     */
    public static String clock(double seconds) {
        // tito:begin setup.progress
        long whole = (long) seconds;
        String minutes = String.format(Locale.ROOT, "%02d:%02d", whole / 60 % 60, whole % 60);
        return whole < 3600 ? minutes : whole / 3600 + ":" + minutes;
        // tito:end
    }

    private static void checkRange(long done, long total) {
        if (done < 0 || done > total) {
            throw new IllegalArgumentException("ProgressBar: steps done go from 0 to the total, got " + done + " of " + total
                    + ". Check what is counted: steps or examples, and in all or since the last call.");
        }
    }
}
