package tinytorch.train;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.vector;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Values;

@Tag("train.metrics")
class MetricsTest {
    private static final Tensor SCORES = tensor(shape(4, 3),
            0.1, 0.9, 0.0,
            0.8, 0.1, 0.5,
            0.2, 0.3, 0.4,
            0.7, 0.6, 0.5);

    private static void value(Metric metric, double expected, String why) {
        Check.call(metric.name()).because(why).gives(() -> Values.of(new double[] {metric.value()}), Values.of(new double[] {expected}));
    }

    private static Metric added(Metric metric, Tensor classes) {
        metric.add(SCORES, classes);
        return metric;
    }

    private static <M extends Metric> M filled(M metric, Tensor scores, Tensor classes) {
        check(metric.name() + ".add", scores, classes).run(() -> {
            metric.add(scores, classes);
            return metric;
        });
        return metric;
    }

    @Test
    void theRankCountsTheClassesThatStandBefore() {
        float[] scores = {9, 0.1f, 0.5f, 0.5f, 0.9f, 9};
        int[] expected = {3, 1, 2, 0};
        for (int c = 0; c < expected.length; c++) {
            int trueClass = c;
            Check.call("Accuracy.rank", "[0.1, 0.5, 0.5, 0.9]", "class " + c)
                    .because("higher scores stand before it, and equal ones at a smaller place")
                    .equal(() -> Accuracy.rank(scores, 1, 4, trueClass), expected[c]);
        }
    }

    @Test
    void aScoreThatIsNotANumberIsBehindAllOthers() {
        Check.call("Accuracy.rank", "[NaN, 1]", "class 0").because("a network that diverged must not look perfect")
                .equal(() -> Accuracy.rank(new float[] {Float.NaN, 1}, 0, 2, 0), 2);
    }

    @Test
    void accuracyIsTheFractionThatIsRight() {
        Accuracy accuracy = filled(new Accuracy(), SCORES, vector(1, 2, 2, 0));
        value(accuracy, 0.75, "examples 0, 2 and 3 have their highest score at the true class");
        filled(accuracy, SCORES, vector(0, 1, 1, 1));
        value(accuracy, 0.375, "a second batch is added to the first: 3 of 8");
        accuracy.reset();
        value(accuracy, Double.NaN, "after reset there is nothing: 0/0");
    }

    @Test
    void topKLooksAtTheKHighest() {
        value(filled(Accuracy.top(2), SCORES, vector(1, 2, 0, 2)), 0.5, "class 2 is second in example 1; examples 2 and 3 have the true class last");
        value(filled(Accuracy.top(3), SCORES, vector(1, 2, 0, 2)), 1, "among three classes the three highest are all");
    }

    @Test
    void batchesOfDifferentSizeCountByTheirExamples() {
        Accuracy accuracy = filled(new Accuracy(), SCORES, vector(1, 0, 2, 0));
        filled(accuracy, tensor(shape(1, 3), 1, 0, 0), vector(2));
        value(accuracy, 0.8, "4 of 5, not the mean of 1 and 0");
    }

    @Test
    void examplesWithANegativeClassDoNotCount() {
        value(filled(new Accuracy(), SCORES, vector(1, -100, -100, 1)), 0.5, "two count, one of them is right");
        ConfusionMatrix matrix = filled(new ConfusionMatrix(3), SCORES, vector(1, -100, -100, 1));
        Check.call("ConfusionMatrix.count").because("two count").equal(() -> matrix.count(1, 1) + matrix.count(1, 0), 2L);
    }

    @Test
    @LookAt("ConfusionMatrix.add")
    void aRowIsATrueClassAndAColumnAPredictedOne() {
        ConfusionMatrix matrix = filled(new ConfusionMatrix(3), SCORES, vector(1, 2, 2, 2));
        Check.call("ConfusionMatrix.count", "true 1, said 1").equal(() -> matrix.count(1, 1), 1L);
        Check.call("ConfusionMatrix.count", "true 2, said 0").because("examples 1 and 3 are of class 2 and have their highest score at 0")
                .equal(() -> matrix.count(2, 0), 2L);
        Check.call("ConfusionMatrix.count", "true 0, said 2").equal(() -> matrix.count(0, 2), 0L);
        matrix.reset();
        Check.call("ConfusionMatrix.count", "after reset").equal(() -> matrix.count(2, 0), 0L);
    }

    @Test
    void recallIsPartOfARowAndPrecisionPartOfAColumn() {
        ConfusionMatrix matrix = filled(new ConfusionMatrix(3), SCORES, vector(1, 2, 2, 0));
        Check.call("ConfusionMatrix.recall", 2).because("of the two examples of class 2 one was found").equal(() -> matrix.recall(2), 0.5);
        Check.call("ConfusionMatrix.precision", 0).because("two examples were taken for class 0, one is").equal(() -> matrix.precision(0), 0.5);
        Check.call("ConfusionMatrix.recall", 0).equal(() -> matrix.recall(0), 1.0);
        Check.call("ConfusionMatrix.precision", 2).equal(() -> matrix.precision(2), 1.0);
    }

    @Test
    void theBalancedAccuracyIsTheMeanOfTheRecallsThereAre() {
        value(filled(new ConfusionMatrix(3), SCORES, vector(1, 2, 2, 0)), 2.5 / 3, "(1 + 1 + 1/2) / 3");
        value(filled(new ConfusionMatrix(3), SCORES, vector(1, 2, 2, 2)), (1 + 1.0 / 3) / 2,
                "class 0 has no examples: the mean goes over the other two");
        ConfusionMatrix lazy = filled(new ConfusionMatrix(2), tensor(shape(4, 2), 1, 0, 1, 0, 1, 0, 1, 0), vector(0, 0, 0, 1));
        value(lazy, 0.5, "who always says 0 is right in 3 of 4, and has found nothing out");
    }

    @Test
    @LookAt("ConfusionMatrix.add")
    void ofEqualScoresTheFirstIsPredicted() {
        ConfusionMatrix matrix = filled(new ConfusionMatrix(3), tensor(shape(1, 3), 2, 5, 5), vector(2));
        Check.call("ConfusionMatrix.count", "scores [2, 5, 5], true 2").because("as argmax has it").equal(() -> matrix.count(2, 1), 1L);
    }

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case c : Golden.load(MetricsTest.class, "golden.json", "accuracy")) {
            Accuracy accuracy = filled(Accuracy.top(c.args().get("k").asInt()), tensor(c.inputs().get(0)), tensor(c.inputs().get(1)));
            Check.call(accuracy.name()).because("PyTorch's topk gives this for " + c.name())
                    .gives(() -> Values.of(new double[] {accuracy.value()}), c.output());
        }
    }

    @Test
    void readsScoresOfEveryMemoryLayout() {
        for (Tensor layout : layouts(SCORES)) {
            value(filled(new Accuracy(), layout, vector(1, 2, 2, 0)), 0.75, "a view must give what its contiguous copy gives");
            value(filled(new ConfusionMatrix(3), layout, vector(1, 2, 2, 0)), 2.5 / 3, "a view must give what its contiguous copy gives");
        }
    }

    @Test
    void refusesScoresAndClassesThatDoNotFit() {
        value(filled(new Accuracy(), SCORES, vector(1, 2, 2, 0)), 0.75, "three of four");
        check("Accuracy.add", SCORES, vector(1)).refuses(ShapeException.class, () -> added(new Accuracy(), vector(1)), "(4, 3)", "(1,)");
        check("Accuracy.add", SCORES, vector(1, 2, 3, 0)).refuses(IllegalArgumentException.class, () -> added(new Accuracy(), vector(1, 2, 3, 0)),
                "example 2", "below 3");
        check("ConfusionMatrix.add", SCORES)
                .refuses(IllegalArgumentException.class, () -> added(new ConfusionMatrix(2), vector(0, 0, 0, 0)), "2 classes", "(4, 3)");
    }

    @Test
    void theTableHasARowForEachTrueClass() {
        ConfusionMatrix matrix = filled(new ConfusionMatrix(3), SCORES, vector(1, 2, 2, 2));
        Check.call("ConfusionMatrix.table").equal(() -> matrix.table(List.of("cat", "dog", "elephant")).toString(), """
                Confusion matrix
                true \\ said  cat  dog  eleph  found
                -----------  ---  ---  -----  -----
                cat            0    0      0      -
                dog            0    1      0   100%
                elephant       2    0      1    33%
                """);
    }
}
