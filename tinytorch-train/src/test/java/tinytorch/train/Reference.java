package tinytorch.train;

import java.util.Arrays;

import tinytorch.tensor.Tensor;

/** The losses in double precision, written from their definitions. */
final class Reference {
    private Reference() {
    }

    /** Cross-entropy between smoothed targets and the softmax of each row, averaged over the rows that count. */
    static double crossEntropy(double[] logits, float[] classes, double smoothing, int ignored) {
        int c = logits.length / classes.length;
        double loss = 0;
        int count = 0;
        for (int n = 0; n < classes.length; n++) {
            if (classes[n] == ignored) {
                continue;
            }
            double[] row = Arrays.copyOfRange(logits, n * c, (n + 1) * c);
            double max = Arrays.stream(row).max().orElseThrow();
            double normaliser = max + Math.log(Arrays.stream(row).map(z -> Math.exp(z - max)).sum());
            for (int j = 0; j < c; j++) {
                loss -= ((j == (int) classes[n] ? 1 - smoothing : 0) + smoothing / c) * (row[j] - normaliser);
            }
            count++;
        }
        return loss / count;
    }

    static double binaryCrossEntropy(double[] logits, double[] targets, double weight) {
        double loss = 0;
        for (int i = 0; i < logits.length; i++) {
            double p = 1 / (1 + Math.exp(-logits[i]));
            loss -= weight * targets[i] * Math.log(p) + (1 - targets[i]) * Math.log(1 - p);
        }
        return loss / logits.length;
    }

    static double[] doubles(Tensor tensor) {
        float[] values = tensor.toArray();
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}
