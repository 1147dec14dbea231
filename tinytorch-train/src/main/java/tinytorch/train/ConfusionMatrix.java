package tinytorch.train;

import java.util.Arrays;
import java.util.List;

import tinytorch.tensor.Tensor;
import tinytorch.workbench.Format;
import tinytorch.workbench.Table;

/**
 * Which class was taken for which, and how often: row = true class, column = predicted class. As a metric its value is the balanced
 * accuracy, the mean of the classes' recalls, which a network that always says the most frequent class can't make large.
 */
public final class ConfusionMatrix implements Metric {
    private final int classes;
    private final long[][] counts;

    public ConfusionMatrix(int classes) {
        if (classes < 1) {
            throw new IllegalArgumentException("ConfusionMatrix: at least one class, got " + classes + ".");
        }
        this.classes = classes;
        this.counts = new long[classes][classes];
    }

    @Override
    public String name() {
        return "balanced accuracy";
    }

    @Override
    public void reset() {
        for (long[] row : counts) {
            Arrays.fill(row, 0);
        }
    }

    /**
     * Counts every example at (true class, class with the highest score, the first of equals). One whose class is negative does not
     * count.
     */
    @Override
    public void add(Tensor predictions, Tensor targets) {
        Scores scores = Scores.of("ConfusionMatrix", predictions, targets);
        if (scores.classes() != classes) {
            throw new IllegalArgumentException("ConfusionMatrix: made for " + classes + " classes, got predictions " + predictions.shape() + ".");
        }
        // tito:begin train.metrics
        for (int n = 0; n < scores.targets().length; n++) {
            if (scores.targets()[n] >= 0) {
                int best = 0;
                for (int c = 1; c < classes; c++) {
                    if (scores.values()[n * classes + c] > scores.values()[n * classes + best]) {
                        best = c;
                    }
                }
                counts[scores.targets()[n]][best]++;
            }
        }
        // tito:end
    }

    /** How often the true class was taken for the predicted one. */
    public long count(int trueClass, int predicted) {
        return counts[trueClass][predicted];
    }

    /** Of the examples of this class, the fraction that was found; NaN if there were none. */
    public double recall(int trueClass) {
        // tito:begin train.metrics
        long row = 0;
        for (long count : counts[trueClass]) {
            row += count;
        }
        return (double) counts[trueClass][trueClass] / row;
        // tito:end
    }

    /** Of the examples taken for this class, the fraction that was of it; NaN if there were none. */
    public double precision(int predicted) {
        // tito:begin train.metrics
        long column = 0;
        for (long[] row : counts) {
            column += row[predicted];
        }
        return (double) counts[predicted][predicted] / column;
        // tito:end
    }

    /** The mean of the recalls of all classes that have examples; NaN if none has. */
    @Override
    public double value() {
        // tito:begin train.metrics
        double sum = 0;
        int present = 0;
        for (int c = 0; c < classes; c++) {
            double recall = recall(c);
            if (!Double.isNaN(recall)) {
                sum += recall;
                present++;
            }
        }
        return sum / present;
        // tito:end
    }

    /** The matrix as a table with one row for each true class; {@code names} are those of the classes. */
    public Table table(List<String> names) {
        String[] columns = new String[classes + 2];
        columns[0] = "true \\ said";
        for (int c = 0; c < classes; c++) {
            columns[c + 1] = names.get(c).length() > 5 ? names.get(c).substring(0, 5) : names.get(c);
        }
        columns[classes + 1] = "found";
        Table table = new Table("Confusion matrix", columns);
        for (int t = 0; t < classes; t++) {
            Object[] cells = new Object[classes + 2];
            cells[0] = names.get(t);
            for (int p = 0; p < classes; p++) {
                cells[p + 1] = counts[t][p];
            }
            cells[classes + 1] = Double.isNaN(recall(t)) ? "-" : Format.percent(recall(t));
            table.row(cells);
        }
        return table;
    }
}
