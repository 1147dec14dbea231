package tinytorch.nn.spatial.picture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import tinytorch.train.ConfusionMatrix;
import tinytorch.workbench.report.Canvas;

/** A confusion matrix as a picture: a row for each true class, a column for each class said, the darker the more often. */
public final class ConfusionPicture {
    private static final int CELL = 44;
    private static final int BLUE = 0x1F4E99;
    private static final int RED = 0xB03030;

    private ConfusionPicture() {
    }

    /**
     * Writes the picture as a PNG file. A row's colours are fractions of that class; what is right is blue, what is wrong red.
     *
     * @param names of the classes, in order
     */
    public static void write(Path file, ConfusionMatrix matrix, List<String> names) throws IOException {
        int longest = names.stream().mapToInt(String::length).max().orElse(0);
        int left = Canvas.textWidth(longest) + 8;
        int top = Canvas.LINE + 4;
        Canvas canvas = new Canvas(left + names.size() * CELL + 4, top + names.size() * CELL + 4);
        for (int truth = 0; truth < names.size(); truth++) {
            String shortened = names.get(truth).substring(0, Math.min(names.get(truth).length(), CELL / Canvas.textWidth(1)));
            canvas.text(shortened, left + truth * CELL, 2, Canvas.BLACK);
            canvas.text(names.get(truth), 2, top + truth * CELL + (CELL - Canvas.LINE) / 2, Canvas.BLACK);
            row(canvas, matrix, truth, names.size(), left, top + truth * CELL);
        }
        canvas.write(file);
    }

    private static void row(Canvas canvas, ConfusionMatrix matrix, int truth, int classes, int left, int top) {
        long all = 0;
        for (int said = 0; said < classes; said++) {
            all += matrix.count(truth, said);
        }
        for (int said = 0; said < classes; said++) {
            double part = all == 0 ? 0 : (double) matrix.count(truth, said) / all;
            // The root makes rare mistakes visible.
            canvas.rectangle(left + said * CELL, top, CELL - 1, CELL - 1, mixed(truth == said ? BLUE : RED, Math.sqrt(part)));
            String count = String.valueOf(matrix.count(truth, said));
            int indent = (CELL - Canvas.textWidth(count.length())) / 2;
            canvas.text(count, left + said * CELL + indent, top + (CELL - Canvas.LINE) / 2, part > 0.3 ? Canvas.WHITE : Canvas.BLACK);
        }
    }

    /** White with so much of a colour. */
    private static int mixed(int colour, double part) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            mixed |= (int) Math.round(255 + ((colour >> shift & 0xFF) - 255) * part) << shift;
        }
        return mixed;
    }
}
