package tinytorch.milestones.cnn;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import tinytorch.nn.Layer;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.train.ConfusionMatrix;

/**
 * What a network says about every test picture.
 *
 * @param photographs the pictures
 * @param logits      ten numbers a picture
 */
record TestScore(Photographs photographs, float[] logits) {
    private static final int BATCH = 500;

    /** Shows the network all test pictures, in eval mode; everything else is counted here and not by the library. */
    static TestScore of(Layer network, Photographs photographs) {
        int count = photographs.testCount();
        int classes = photographs.classes().size();
        float[] logits = new float[count * classes];
        network.eval();
        for (int from = 0; from < count; from += BATCH) {
            int to = Math.min(from + BATCH, count);
            int start = from;
            Tensor answer = Tracking.off(() -> network.forward(photographs.testInputs(start, to)));
            if (answer.rank() != 2 || answer.dim(0) != to - from || answer.dim(1) != classes) {
                throw new IllegalStateException("the network gave " + answer.shape() + " for " + (to - from) + " pictures, not ("
                        + (to - from) + ", " + classes + ")");
            }
            System.arraycopy(answer.toArray(), 0, logits, from * classes, (to - from) * classes);
        }
        return new TestScore(photographs, logits);
    }

    int count() {
        return photographs.testCount();
    }

    int classes() {
        return photographs.classes().size();
    }

    /** The scores of one picture: (1, classes). */
    Tensor scores(int picture) {
        return Tensor.of(Arrays.copyOfRange(logits, picture * classes(), (picture + 1) * classes()), 1, classes());
    }

    /** The class with the highest score, the first of equals; -1 if a score is not a number. */
    int answer(int picture) {
        int best = 0;
        for (int c = 0; c < classes(); c++) {
            float score = logits[picture * classes() + c];
            if (Float.isNaN(score)) {
                return -1;
            }
            if (score > logits[picture * classes() + best]) {
                best = c;
            }
        }
        return best;
    }

    /** The probability that the network gives to a class of a picture: softmax of its scores. */
    double probability(int picture, int c) {
        double max = IntStream.range(0, classes()).mapToDouble(k -> logits[picture * classes() + k]).max().orElseThrow();
        double sum = IntStream.range(0, classes()).mapToDouble(k -> Math.exp(logits[picture * classes() + k] - max)).sum();
        return Math.exp(logits[picture * classes() + c] - max) / sum;
    }

    boolean right(int picture) {
        return answer(picture) == photographs.label(picture);
    }

    int correct() {
        return (int) IntStream.range(0, count()).filter(this::right).count();
    }

    /** Which class was taken for which. */
    ConfusionMatrix confusion() {
        ConfusionMatrix matrix = new ConfusionMatrix(classes());
        for (int picture = 0; picture < count(); picture++) {
            matrix.add(scores(picture), Tensor.of(photographs.label(picture)));
        }
        return matrix;
    }

    /** The wrong answers that the network is most sure about, one a line. */
    List<String> mistakes(int most) {
        List<String> names = photographs.classes();
        return worst(most).stream().map(picture -> String.format(Locale.ROOT, "  picture %d: says %s (%.1f%%), is %s", picture,
                names.get(answer(picture)), 100 * probability(picture, answer(picture)), names.get(photographs.label(picture)))).toList();
    }

    /** The pictures that the network is most sure about and wrong. */
    List<Integer> worst(int most) {
        double[] sure = new double[count()];
        Arrays.setAll(sure, i -> answer(i) < 0 || right(i) ? -1 : probability(i, answer(i)));
        return IntStream.range(0, count()).filter(i -> sure[i] >= 0).boxed().sorted(Comparator.comparingDouble(i -> -sure[i])).limit(most).toList();
    }
}
