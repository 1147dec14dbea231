package tinytorch.text.transformer;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Values;
import tinytorch.train.CrossEntropyLoss;

@Tag("transformer.loss")
class TokenLossTest {
    private static final TokenLoss LOSS = new TokenLoss();

    @Test
    void theLossIsTheMeanOverAllTokens() {
        Tensor logits = tensor(shape(1, 2, 2), 0, Math.log(3), 0, 0);
        Tensor targets = tensor(shape(1, 2), 1, 0);
        check("TokenLoss.value", logits, targets).because("(-log(3/4) - log(1/2)) / 2")
                .gives(() -> values(LOSS.value(logits, targets)), Values.of(new double[] {(-Math.log(0.75) - Math.log(0.5)) / 2}));
    }

    @Test
    void theGradientHasTheShapeOfTheLogits() {
        Tensor logits = tensor(shape(1, 2, 2), 0, Math.log(3), 0, 0);
        Tensor targets = tensor(shape(1, 2), 1, 0);
        check("TokenLoss.gradient", logits, targets).because("(softmax - one-hot) / 2 tokens: [1/4, 3/4 - 1] / 2 and [1/2 - 1, 1/2] / 2")
                .gives(() -> values(LOSS.gradient(logits, targets)), Values.of(new double[] {0.125, -0.125, -0.25, 0.25}, 1, 2, 2));
    }

    @Test
    void everyTokenIsJudgedByItsOwnRow() {
        Tensor logits = random(1, 2, 3, 4);
        Tensor targets = tensor(shape(2, 3), 0, 3, 1, 2, 2, 0);
        double sum = 0;
        for (int i = 0; i < 6; i++) {
            double all = 0;
            for (int c = 0; c < 4; c++) {
                all += Math.exp(logits.get(i / 3, i % 3, c));
            }
            sum += Math.log(all) - logits.get(i / 3, i % 3, (int) targets.get(i / 3, i % 3));
        }
        Values expected = Values.of(new double[] {sum / 6});
        for (Tensor laidOut : layouts(logits)) {
            check("TokenLoss.value", laidOut, targets).because("rows and targets go together also where the logits lie otherwise in memory")
                    .gives(() -> values(LOSS.value(laidOut, targets)), expected);
        }
    }

    @Test
    void ignoredTokensDoNotCount() {
        Tensor logits = tensor(shape(2, 2, 2), 0, Math.log(3), 5, 1, 0, 0, 7, 7);
        Tensor targets = tensor(shape(2, 2), 1, -100, 0, -100);
        check("TokenLoss.value", logits, targets).because("two tokens are padding: the mean is over the other two")
                .gives(() -> values(LOSS.value(logits, targets)), Values.of(new double[] {(-Math.log(0.75) - Math.log(0.5)) / 2}));
        check("TokenLoss.count", targets).equal(() -> LOSS.count(targets), 2);
    }

    @Test
    void theOptionsOfCrossEntropyAreKept() {
        Tensor logits = tensor(shape(1, 1, 2), 0, Math.log(3));
        Tensor targets = tensor(shape(1, 1), 1);
        TokenLoss smooth = new TokenLoss(new CrossEntropyLoss(0.2));
        check("TokenLoss(smoothing 0.2).value", logits, targets).because("-0.1 log(1/4) - 0.9 log(3/4)")
                .gives(() -> values(smooth.value(logits, targets)), Values.of(new double[] {-0.1 * Math.log(0.25) - 0.9 * Math.log(0.75)}));
        check("TokenLoss(smoothing 0.2).gradient", logits, targets).because("[1/4 - 0.1, 3/4 - 0.9]")
                .gives(() -> values(smooth.gradient(logits, targets)), Values.of(new double[] {0.15, -0.15}, 1, 1, 2));
    }

    @Test
    void otherShapesAreRefused() {
        Tensor logits = random(1, 2, 3, 4);
        for (Tensor targets : List.of(Tensor.zeros(2, 2), Tensor.zeros(6), Tensor.zeros(3, 2), Tensor.zeros(2, 3, 1))) {
            check("TokenLoss.value", logits, targets).refuses(ShapeException.class, () -> LOSS.value(logits, targets), "TokenLoss", "(2, 3, 4)");
        }
        // On a skeleton this test is the task's too: a right call has to give a number.
        Tensor targets = Tensor.zeros(2, 3);
        check("TokenLoss.value", logits, targets).equal(() -> LOSS.value(logits, targets).shape().rank(), 0);
    }
}
