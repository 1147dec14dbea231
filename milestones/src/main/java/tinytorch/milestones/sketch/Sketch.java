package tinytorch.milestones.sketch;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import tinytorch.milestones.digit.Ink;

/** A sheet of {@value Ink#SIDE} x {@value Ink#SIDE} pixels, a pen that is somewhere on it, and everything that can be undone. */
final class Sketch {
    private static final double PEN = 0.9;
    private static final double RUBBER = 1.4;
    private static final int UNDO_LIMIT = 200;

    private final Ink sheet = Ink.blank();
    private final Deque<float[]> before = new ArrayDeque<>();
    private int x = Ink.SIDE / 2;
    private int y = Ink.SIDE / 4;
    private boolean down;
    private boolean rubber;

    Ink sheet() {
        return sheet;
    }

    int x() {
        return x;
    }

    int y() {
        return y;
    }

    /** Whether moving leaves a line. */
    boolean isDown() {
        return down;
    }

    /** Whether the pen is turned around. */
    boolean isRubber() {
        return rubber;
    }

    /** Puts the pen down where it is, which leaves a dot, or lifts it. */
    void lower(boolean lowered) {
        if (lowered && !down) {
            remember();
        }
        down = lowered;
        if (down) {
            line(x, y);
        }
    }

    /** Turns the pen around: from now on it rubs out, or draws again. */
    void turn() {
        if (down) {
            remember();
        }
        rubber = !rubber;
        if (down) {
            line(x, y);
        }
    }

    /** Moves the pen, at most to the edge; a lowered pen leaves a line. */
    void moveTo(int toX, int toY) {
        int nextX = Math.clamp(toX, 0, Ink.SIDE - 1);
        int nextY = Math.clamp(toY, 0, Ink.SIDE - 1);
        if (down) {
            line(nextX, nextY);
        }
        x = nextX;
        y = nextY;
    }

    /** A new sheet, with the pen lifted. */
    void clear() {
        remember();
        Arrays.fill(sheet.values(), 0);
        down = false;
        rubber = false;
    }

    /** The sheet as it was before the last stroke or {@link #clear}, with the pen lifted. Returns whether there was anything to undo. */
    boolean undo() {
        down = false;
        if (before.isEmpty()) {
            return false;
        }
        System.arraycopy(before.pop(), 0, sheet.values(), 0, sheet.values().length);
        return true;
    }

    private void line(int toX, int toY) {
        sheet.stroke(x, y, toX, toY, rubber ? -RUBBER : PEN);
    }

    private void remember() {
        before.push(sheet.values().clone());
        if (before.size() > UNDO_LIMIT) {
            before.removeLast();
        }
    }
}
