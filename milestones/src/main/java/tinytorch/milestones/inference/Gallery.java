package tinytorch.milestones.inference;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import tinytorch.milestones.digit.DigitArt;
import tinytorch.milestones.digit.Ink;
import tinytorch.milestones.program.Outcome;

/**
 * Shows pictures and what a network thinks of them, at most 80 columns wide.
 *
 * @param out where to print
 * @param art how pictures are shown there
 */
record Gallery(PrintStream out, DigitArt art) {
    /** Pictures beside each other. */
    static final int COLUMNS = 3;
    /** MNIST leaves 4 pixels free on every side; 2 of them need not be shown. */
    private static final int MARGIN = 2;
    private static final int GAP = 4;
    private static final int BAR = 30;
    /** Characters that a line has besides its bar: the digit, two spaces and the percentage. */
    static final int BAR_EXTRA = 9;

    /** A sentence, broken between words into lines that fit. */
    void say(String sentence) {
        Outcome.lines(sentence).forEach(out::println);
    }

    /** Up to {@value #COLUMNS} pictures in a row, each with a caption. */
    void show(List<Ink> pictures, List<String> captions) {
        if (!pictures.isEmpty()) {
            art.row(pictures, captions, MARGIN, GAP).forEach(out::println);
        }
    }

    /** One picture, and beside it the most probable digits with a bar each. */
    void show(Ink picture, Prediction prediction, int digits) {
        List<String> lines = art.lines(picture, MARGIN);
        List<String> bars = bars(prediction, digits, BAR);
        for (int i = 0; i < lines.size(); i++) {
            int bar = i - (lines.size() - digits) / 2;
            out.println((lines.get(i) + (bar >= 0 && bar < digits ? " ".repeat(GAP) + bars.get(bar) : "")).stripTrailing());
        }
    }

    /** The most probable digits, one a line: {@code 7 #########################----- 85.3%}. */
    static List<String> bars(Prediction prediction, int digits, int width) {
        List<String> lines = new ArrayList<>();
        for (int digit : prediction.ranking().subList(0, digits)) {
            int filled = Math.clamp(Math.round(width * prediction.probabilities()[digit]), 0, width);
            lines.add("%d %s%s %6s".formatted(digit, "#".repeat(filled), "-".repeat(width - filled), prediction.percent(digit)));
        }
        return lines;
    }
}
