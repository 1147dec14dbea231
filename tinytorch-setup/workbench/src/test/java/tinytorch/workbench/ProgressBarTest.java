package tinytorch.workbench;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;

@Tag("setup.progress")
class ProgressBarTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private long nanos;

    @Test
    void quarterIsDone() {
        line("load", 1, 4, 2, "load  25%|######------------------| 1/4 [00:02<00:06, 0.50 it/s]");
    }

    @Test
    void nothingIsDoneYet() {
        line("load", 0, 10, 3, "load   0%|------------------------| 0/10 [00:03<--:--, 0 it/s]");
        line("load", 0, 10, 0, "load   0%|------------------------| 0/10 [00:00<--:--, ? it/s]");
    }

    @Test
    void everythingIsDone() {
        line("load", 10, 10, 5, "load 100%|########################| 10/10 [00:05<00:00, 2 it/s]");
    }

    @Test
    void percentageAndCellsAreCutNotRounded() {
        line("x", 999, 1000, 999, "x  99%|#######################-| 999/1000 [16:39<00:01, 1 it/s]");
        line("x", 29, 100, 29, "x  29%|######------------------| 29/100 [00:29<01:11, 1 it/s]");
    }

    @Test
    void nothingToDoIsDone() {
        line("empty", 0, 0, 1, "empty 100%|########################| 0/0 [00:01<00:00, 0 it/s]");
    }

    @Test
    void largeCountsDoNotOverflow() {
        line("d", 3_000_000_000L, 4_000_000_000L, 3000, "d  75%|##################------| 3000000000/4000000000 [50:00<16:40, 1.00 Mit/s]");
    }

    @Test
    void clockShowsMinutesSecondsAndThenHours() {
        clock(0, "00:00");
        clock(7.9, "00:07");
        clock(754, "12:34");
        clock(3599.99, "59:59");
        clock(3600, "1:00:00");
        clock(3723, "1:02:03");
        clock(36_000, "10:00:00");
    }

    @Test
    void terminalIsRedrawnAtMostTenTimesASecond() {
        ProgressBar bar = new ProgressBar("t", 1000, out, true, () -> nanos);
        for (int step = 0; step < 999; step++) {
            nanos += 1_000_000;     // 1 ms a step: 999 ms in all
            bar.step(1);
        }
        Check.call("ProgressBar.step", "999 steps in 999 ms").because("once in 100 ms, always over the same line")
                .equal(() -> text().chars().filter(c -> c == '\r').count(), 9L);
        Check.call("ProgressBar.step", "999 steps in 999 ms").holds(!text().contains("\n"), "no new line", text());
    }

    @Test
    @LookAt("ProgressBar.line")
    void closingEndsTheLineOnATerminal() {
        ProgressBar bar = new ProgressBar("t", 2, out, true, () -> nanos);
        nanos = 1_000_000_000;
        bar.step(2);
        bar.close();
        Check.call("ProgressBar.close", "2 of 2")
                .holds(text().endsWith("| 2/2 [00:01<00:00, 2 it/s]" + System.lineSeparator()), "the finished bar, then a new line", text());
    }

    @Test
    void elsewhereOneLineForEachTenth() {
        ProgressBar bar = new ProgressBar("t", 1000, out, false, () -> nanos);
        for (int step = 0; step < 1000; step++) {
            nanos += 1_000_000;
            bar.step(1);
        }
        bar.close();
        Check.call("ProgressBar.step", "1000 steps into a file").equal(() -> text().lines().count(), 10L);
        Check.call("ProgressBar.step", "1000 steps into a file").holds(!text().contains("\r"), "no carriage return", text());
    }

    @Test
    void aLineOfTheCallersOwnIsDrawn() {
        ProgressBar bar = new ProgressBar((done, total, seconds) -> ProgressBar.clock(seconds) + ", step " + done + " of " + total, 4, out, false, () -> nanos);
        nanos = 7_000_000_000L;
        bar.step(2);
        Check.call("ProgressBar.step", "with a line of the caller's own").because("the line is computed from steps done, steps in all and seconds passed")
                .equal(() -> text().strip(), "00:07, step 2 of 4");
    }

    @Test
    void stepsBeyondTheTotalAreRefused() {
        ProgressBar bar = new ProgressBar("t", 10, out, false, () -> nanos);
        bar.update(10);
        Check.call("ProgressBar.step", 1).refuses(IllegalArgumentException.class, () -> {
            bar.step(1);
            return null;
        }, "11 of 10");
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void line(String label, long done, long total, double seconds, String expected) {
        Check.call("ProgressBar.line", label, done, total, seconds)
                .because("label, percent, 24 cells, done/total, [passed<left, rate]")
                .equal(() -> ProgressBar.line(label, done, total, seconds), expected);
    }

    private static void clock(double seconds, String expected) {
        Check.call("ProgressBar.clock", seconds).because("minutes:seconds, from one hour hours:minutes:seconds, cut")
                .equal(() -> ProgressBar.clock(seconds), expected);
    }
}
