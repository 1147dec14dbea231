package tinytorch.milestones.cnn;

import java.util.List;
import java.util.Locale;
import tinytorch.workbench.Format;
import tinytorch.workbench.Table;

/** What a network says about the test pictures, as text. */
final class Report {
    private static final int NAME = 5;

    private Report() {
    }

    /** How often each class was taken for each. */
    static Table confusion(TestScore score) {
        List<String> names = score.photographs().classes();
        String[] columns = new String[names.size() + 2];
        columns[0] = "true \\ said";
        for (int c = 0; c < names.size(); c++) {
            columns[c + 1] = names.get(c).substring(0, Math.min(NAME, names.get(c).length()));
        }
        columns[names.size() + 1] = "found";
        Table table = new Table("Which class was taken for which", columns);
        int[][] counts = score.confusion();
        for (int t = 0; t < names.size(); t++) {
            Object[] cells = new Object[columns.length];
            cells[0] = names.get(t);
            int all = 0;
            for (int s = 0; s < names.size(); s++) {
                cells[s + 1] = counts[t][s];
                all += counts[t][s];
            }
            cells[columns.length - 1] = all == 0 ? "-" : Format.percent((double) counts[t][t] / all);
            table.row(cells);
        }
        return table;
    }

    /** The wrong answers that the network is most sure about, one a line. */
    static List<String> mistakes(TestScore score, int most) {
        List<String> names = score.photographs().classes();
        return score.worst(most).stream().map(picture -> String.format(Locale.ROOT, "  picture %d: says %s (%.1f%%), is %s", picture,
                names.get(score.answer(picture)), 100 * score.probability(picture, score.answer(picture)), names.get(score.photographs().label(picture)))).toList();
    }
}
