package tinytorch.workbench.report;

import java.util.List;

/** What stands around a plot. */
final class Words {
    /** Pixels of a letter's pixel: readable on a page that shows the picture at half its size. */
    static final int SCALE = 4;
    private static final int MARGIN = 20;
    private static final int MARK = 20;

    private Words() {
    }

    static int width(String text) {
        return Canvas.textWidth(text.length(), SCALE);
    }

    static void centred(Canvas canvas, String text, int x, int top) {
        canvas.text(text, x - width(text) / 2, top, SCALE, Canvas.BLACK);
    }

    /** The table's title, in two lines where it needs them. */
    static void title(Canvas canvas, String title, int width) {
        int most = (width - 2 * MARGIN) / Canvas.textWidth(1, SCALE);
        int cut = title.length() <= most ? title.length() : title.lastIndexOf(' ', most);
        cut = cut <= 0 ? most : cut;
        canvas.text(title.substring(0, cut), MARGIN, 16, SCALE, Canvas.BLACK);
        canvas.text(title.substring(cut).strip(), MARGIN, 44, SCALE, Canvas.BLACK);
    }

    /** A mark and a name for each column. */
    static void legend(Canvas canvas, List<Column> series, int width) {
        int at = MARGIN;
        for (int i = 0; i < series.size(); i++) {
            String name = series.get(i).name();
            canvas.rectangle(at, 84, MARK, MARK, Canvas.colour(i));
            canvas.text(name, at + MARK + 10, 84, SCALE, Canvas.colour(i));
            at = Math.min(at + MARK + 40 + width(name), width);
        }
    }

    /** The name of an axis, with its unit and its kind. */
    static String axis(String name, Axis axis) {
        String unit = axis.unit().isEmpty() ? "" : " (" + axis.unit() + ")";
        return name + unit + (axis.log() ? ", logarithmic" : "");
    }
}
