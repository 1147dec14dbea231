package tinytorch.text.attention;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.nn.Dropout;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.CentralDifference;
import tinytorch.testkit.Golden;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Values;

@Tag("attention.scores")
class AttentionTest {

    @Test
    void keysThatFitEquallyWellShareTheAttention() {
        Tensor same = tensor(shape(2, 4), 1, 1, 1, 1, 1, 1, 1, 1);
        check("Attention.weights", same, same).because("both keys are alike")
                .gives(() -> values(Attention.weights(same, same, null)), Values.of(new double[] {0.5, 0.5, 0.5, 0.5}, 2, 2));
    }

    @Test
    void theProductsAreDividedByTheRootOfTheLength() {
        Tensor query = tensor(shape(1, 4), 1, 1, 1, 1);
        Tensor keys = tensor(shape(2, 4), Math.log(9), Math.log(9), 0, 0, 0, 0, 0, 0);
        check("Attention.weights", query, keys).because("2 ln 9 / sqrt(4) = ln 9 against 0: 9 to 1")
                .gives(() -> values(Attention.weights(query, keys, null)), Values.of(new double[] {0.9, 0.1}, 1, 2));
    }

    @Test
    void everyQueryTakesAMeanOfTheValues() {
        Tensor query = tensor(shape(2, 1), Math.log(3), 0);
        Tensor keys = tensor(shape(2, 1), 1, 0);
        Tensor value = tensor(shape(2, 3), 4, 8, 0, 0, 4, 100);
        check("Attention.attend", query, keys, value).because("weights 3/4 and 1/4 for the first query, 1/2 and 1/2 for the second")
                .gives(() -> values(Attention.attend(query, keys, value, null)), Values.of(new double[] {3, 7, 25, 2, 6, 50}, 2, 3));
    }

    @Test
    void forbiddenKeysHaveNoSay() {
        Tensor query = random(1, 2, 3);
        Tensor keys = random(2, 3, 3);
        Tensor value = tensor(shape(3, 1), 1, 2, 4);
        Tensor allowed = tensor(shape(2, 3), 0, 1, 0, 0, 0, 0);
        check("Attention.attend", query, keys, value, allowed).because("the first query sees key 1 alone, the second none: 0, not NaN")
                .gives(() -> values(Attention.attend(query, keys, value, allowed)), Values.of(new double[] {2, 0}, 2, 1));
    }

    @Test
    void theOrderOfTheKeysMakesNoDifference() {
        Tensor query = random(1, 2, 4, 3);
        Tensor key = random(2, 2, 5, 3);
        Tensor value = random(3, 2, 5, 3);
        Values expected = check("Attention.attend", query, key, value).run(() -> values(Attention.attend(query, key, value, null)));
        check("Attention.attend", query, key, value).because("keys and values turned around together: attention knows no positions")
                .gives(() -> values(Attention.attend(query, key.flip(1), value.flip(1), null)), expected);
    }

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case c : Cases.of("attention")) {
            Tensor q = Cases.leaf(c, 0);
            Tensor k = Cases.leaf(c, 1);
            Tensor v = Cases.leaf(c, 2);
            Tensor allowed = c.inputs().size() > 4 ? tensor(c.inputs().get(4)) : null;
            String why = "PyTorch gives this";
            check("Attention.weights, " + c.name(), q, k).because(why).within(Cases.PRODUCTS)
                    .gives(() -> values(Attention.weights(q, k, allowed)), c.outputs().get(0));
            Tensor y = check("Attention.attend, " + c.name(), q, k, v).run(() -> Attention.attend(q, k, v, allowed));
            check("Attention.attend, " + c.name(), q, k, v).because(why).within(Cases.PRODUCTS).gives(() -> values(y), c.outputs().get(1));
            List<Tensor> gradients = check("backward of Attention.attend, " + c.name(), q, k, v)
                    .run(() -> Cases.gradients(y, tensor(c.inputs().get(3)), q, k, v));
            for (int i = 0; i < 3; i++) {
                Tensor gradient = gradients.get(i);
                check("gradient of " + List.of("query", "key", "value").get(i) + ", " + c.name(), gradient).because("PyTorch has this gradient")
                        .within(Cases.PRODUCTS).gives(() -> values(gradient), c.outputs().get(2 + i));
            }
        }
    }

    @Test
    void gradientsAgreeWithCentralDifferences() {
        double[] q = Reference.doubles(random(1, 2, 3, 4));
        double[] k = Reference.doubles(random(2, 2, 5, 4));
        double[] v = Reference.doubles(random(3, 2, 5, 2));
        double[] c = Reference.cotangent(4, 12);
        Tensor query = random(1, 2, 3, 4).requiresGrad(true);
        Tensor key = random(2, 2, 5, 4).requiresGrad(true);
        Tensor value = random(3, 2, 5, 2).requiresGrad(true);
        Tensor causal = tensor(shape(3, 5), 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1);
        List<Tensor> gradients = check("backward of Attention.attend", query, key, value).run(() -> Cases.gradients(
                Attention.attend(query, key, value, causal), tensor(shape(2, 3, 2), c), query, key, value));
        check("gradient of query", query).within(Cases.PRODUCTS).gives(() -> values(gradients.get(0)),
                Values.of(CentralDifference.gradient(x -> Reference.attend(x, k, v, 2, 3, 5, 4, 2, true), q, c), 2, 3, 4));
        check("gradient of key", key).within(Cases.PRODUCTS).gives(() -> values(gradients.get(1)),
                Values.of(CentralDifference.gradient(x -> Reference.attend(q, x, v, 2, 3, 5, 4, 2, true), k, c), 2, 5, 4));
        check("gradient of value", value).within(Cases.PRODUCTS).gives(() -> values(gradients.get(2)),
                Values.of(CentralDifference.gradient(x -> Reference.attend(q, k, x, 2, 3, 5, 4, 2, true), v, c), 2, 5, 2));
    }

    @Test
    @LookAt({"Attention.weights", "Attention.attend"})
    void aRowWithoutAnyKeyDoesNotPoisonTheGradients() {
        Tensor query = random(1, 1, 2, 3).requiresGrad(true);
        Tensor key = random(2, 1, 2, 3).requiresGrad(true);
        Tensor value = random(3, 1, 2, 3).requiresGrad(true);
        Tensor allowed = tensor(shape(2, 2), 0, 0, 0, 1);
        List<Tensor> gradients = check("backward of Attention.attend", query, key, value).run(() -> Cases.gradients(
                Attention.attend(query, key, value, allowed), random(4, 1, 2, 3), query, key, value));
        check("gradient of query", query).because("the first query saw nothing, the second had no choice").gives(() -> values(gradients.get(0)),
                Values.of(new double[6], 1, 2, 3));
        check("gradient of value", value).because("value 0 was seen by nobody, value 1 by the second query alone")
                .gives(() -> values(gradients.get(2)), values(Tensor.concat(1, Tensor.zeros(1, 1, 3), random(4, 1, 2, 3).narrow(1, 1, 1))));
    }

    @Test
    void readsEveryMemoryLayout() {
        Tensor q = random(1, 2, 2, 3, 4);
        Tensor k = random(2, 2, 2, 3, 4);
        Tensor v = random(3, 2, 2, 3, 4);
        Values expected = Values.of(Reference.attend(Reference.doubles(q), Reference.doubles(k), Reference.doubles(v), 4, 3, 3, 4, 4, false), 2, 2, 3, 4);
        for (int i = 0; i < layouts(q).size(); i++) {
            Tensor query = layouts(q).get(i);
            Tensor key = layouts(k).get(i);
            Tensor value = layouts(v).get(i);
            check("Attention.attend", query, key, value).because("a view must give what its contiguous copy gives")
                    .gives(() -> values(Attention.attend(query, key, value, null)), expected);
        }
    }

    @Test
    void weightsAreDroppedInTraining() {
        Tensor query = random(1, 1, 3, 2);
        Tensor key = random(2, 1, 4, 2);
        Tensor value = random(3, 1, 4, 2);
        Dropout dropout = new Dropout(0.5, new SplittableRandom(1));
        Tensor weights = check("Attention.weights", query, key).run(() -> Attention.weights(query, key, null));
        Tensor expected = new Dropout(0.5, new SplittableRandom(1)).forward(weights).matmul(value);
        check("Attention.attend with dropout", query, key, value).because("the weights are dropped, after the softmax: what is left is doubled")
                .gives(() -> values(Attention.attend(query, key, value, null, dropout)), values(expected));
        dropout.eval();
        check("Attention.attend with dropout, in evaluation", query, key, value).because("nothing is dropped")
                .gives(() -> values(Attention.attend(query, key, value, null, dropout)), values(weights.matmul(value)));
    }

    @Test
    void shapesThatDoNotFitAreRefused() {
        Tensor query = random(1, 2, 3, 4);
        Tensor key = random(2, 2, 5, 4);
        Tensor value = random(3, 2, 5, 6);
        check("Attention.attend", query, key, value).equal(() -> Attention.attend(query, key, value, null).shape().toString(), "(2, 3, 6)");
        Tensor turned = random(2, 2, 4, 5);
        check("Attention.weights", query, turned).refuses(ShapeException.class, () -> Attention.weights(query, turned, null), "(2, 3, 4)", "(2, 4, 5)", "keys");
        Tensor fewer = random(3, 2, 4, 6);
        check("Attention.attend", query, key, fewer).refuses(ShapeException.class, () -> Attention.attend(query, key, fewer, null), "(2, 5, 4)", "(2, 4, 6)",
                "value");
        Tensor batch = random(2, 3, 5, 4);
        check("Attention.weights", query, batch).refuses(ShapeException.class, () -> Attention.weights(query, batch, null), "(2, 3, 4)");
        check("Attention.weights", query, key).refuses(ShapeException.class, () -> Attention.weights(query, key, random(4, 4, 5)), "mask", "(4, 5)",
                "(2, 3, 5)");
        check("Attention.weights", query, key).refuses(ShapeException.class, () -> Attention.weights(random(1, 4), key, null), "(4,)");
    }
}
