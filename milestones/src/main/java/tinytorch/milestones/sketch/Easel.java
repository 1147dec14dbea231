package tinytorch.milestones.sketch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tinytorch.milestones.digit.DigitArt;
import tinytorch.milestones.digit.Ink;
import tinytorch.milestones.digit.MnistForm;

/**
 * A sketch with everything around it: what each input does, and the whole screen as lines of text. Knows no terminal.
 *
 * <pre>
 * +----------------------------+
 * |                            |  What the network sees     and thinks
 * |        the sheet           |      the digit              7 ########## 98.2%
 * |                            |    in MNIST's form          ...
 * +----------------------------+
 * </pre>
 */
final class Easel {
    /** The screen's size. */
    static final int COLUMNS = 80;
    static final int ROWS = 22;
    /** Room for a guess in one line. */
    static final int BAR_COLUMNS = 20;
    /** Where the sheet's upper left pixel is. */
    static final int SHEET_ROW = 3;
    static final int SHEET_COLUMN = 1;

    private static final int MARGIN = 2;
    private static final String EDGE = "+" + "-".repeat(Ink.SIDE) + "+";
    private static final List<String> HELP = List.of(
            "arrows  move, or draw while the pen is down     u  undo         Enter  read it",
            "space   pen down / up                           c  clear        q      quit",
            "mouse   draw with the left button held          e  pen / rubber");

    private final Sketch sketch = new Sketch();
    private final Function<Ink, Guess> guesser;
    private final DigitArt art;
    private Guess guess = Guess.NONE;
    private String message = "Draw a digit, large and in the middle.";
    private boolean closed;

    /**
     * A guess at what a picture shows.
     *
     * @param answer in a few words
     * @param lines  the most probable answers, at most 20 characters each
     */
    record Guess(String answer, List<String> lines) {
        static final Guess NONE = new Guess("", List.of());
    }

    /**
     * @param guesser is shown the drawing in MNIST's form after every change
     */
    Easel(Function<Ink, Guess> guesser, DigitArt art) {
        this.guesser = guesser;
        this.art = art;
    }

    /** Whether the user is done. */
    boolean isClosed() {
        return closed;
    }

    Sketch sketch() {
        return sketch;
    }

    void accept(Input input) {
        message = "";
        switch (input) {
            case Input.Arrow(int dx, int dy) -> sketch.moveTo(sketch.x() + dx, sketch.y() + dy);
            case Input.Mouse(int column, int row, boolean held) -> mouse(column - SHEET_COLUMN, 2 * (row - SHEET_ROW), held);
            case Input.Key(char key) -> key(key);
        }
        guess = MnistForm.isBlank(sketch.sheet()) ? Guess.NONE : guesser.apply(MnistForm.of(sketch.sheet()));
        if (input instanceof Input.Key(char key) && key == '\r') {
            message = guess == Guess.NONE ? "There is nothing to read yet." : guess.answer();
        }
    }

    private void mouse(int x, int y, boolean held) {
        if (!held) {
            sketch.lower(false);
        } else if (x >= 0 && x < Ink.SIDE && y >= 0 && y < Ink.SIDE) {
            sketch.moveTo(x, y); // a pen that is up moves there first, so that no line leads to where the button was pressed
            sketch.lower(true);
        }
    }

    private void key(char key) {
        switch (Character.toLowerCase(key)) {
            case ' ' -> sketch.lower(!sketch.isDown());
            case 'e' -> sketch.turn();
            case 'u' -> message = sketch.undo() ? "" : "There is nothing to undo.";
            case 'c' -> sketch.clear();
            case 'q' -> closed = true;
            default -> { } // a key without meaning
        }
    }

    /** The screen, {@value #ROWS} lines. */
    List<String> screen() {
        List<String> lines = new ArrayList<>();
        lines.add(" ".repeat(32) + "What the network sees       and thinks");
        lines.add("");
        lines.add(EDGE);
        List<String> sheet = art.lines(sketch.sheet(), sketch.x(), sketch.y(), sketch.isDown());
        List<String> seen = guess == Guess.NONE ? List.of() : art.lines(MnistForm.of(sketch.sheet()), MARGIN);
        for (int i = 0; i < sheet.size(); i++) {
            boolean shown = i >= 1 && i - 1 < seen.size();
            String middle = shown ? seen.get(i - 1) : " ".repeat(Ink.SIDE - 2 * MARGIN);
            String right = i >= 2 && i - 2 < guess.lines().size() ? guess.lines().get(i - 2) : "";
            lines.add("|" + sheet.get(i) + "|  " + middle + "    " + right);
        }
        lines.add(EDGE);
        lines.add(" " + (sketch.isRubber() ? "rubber" : "pen") + (sketch.isDown() ? " down" : " up") + (message.isEmpty() ? "" : "     " + message));
        lines.addAll(HELP);
        return lines;
    }
}
