package tinytorch.text.attention;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Values;

@Tag("attention.softmax")
class MaskedSoftmaxTest {
    private static final double NONE = Double.NEGATIVE_INFINITY;

    @Test
    void scoresBecomeWeightsThatSumToOne() {
        Tensor x = tensor(shape(2, 3), Math.log(1), Math.log(2), Math.log(5), 0, 0, 0);
        check("MaskedSoftmax.of", x).because("1, 2 and 5 eighths; three equal scores share")
                .gives(() -> values(MaskedSoftmax.of(x, null)), Values.of(new double[] {1 / 8.0, 2 / 8.0, 5 / 8.0, 1 / 3.0, 1 / 3.0, 1 / 3.0}, 2, 3));
    }

    @Test
    void whatIsForbiddenGetsNothing() {
        Tensor x = tensor(shape(2, 3), Math.log(1), 50, Math.log(3), 7, 7, 9);
        Tensor allowed = tensor(shape(2, 3), 1, 0, 1, 1, 1, 0);
        check("MaskedSoftmax.of", x, allowed).because("the weights of the others sum to 1 as if it were not there")
                .gives(() -> values(MaskedSoftmax.of(x, allowed)), Values.of(new double[] {0.25, 0, 0.75, 0.5, 0.5, 0}, 2, 3));
    }

    @Test
    @LookAt("MaskedSoftmax.softmax")
    void aRowWithoutAnyKeyIsZero() {
        Tensor x = tensor(shape(2, 2), 3, 4, 3, 3);
        Tensor allowed = tensor(shape(2, 2), 0, 0, 1, 1);
        check("MaskedSoftmax.of", x, allowed).because("there is nothing to look at: 0, not 0 / 0")
                .gives(() -> values(MaskedSoftmax.of(x, allowed)), Values.of(new double[] {0, 0, 0.5, 0.5}, 2, 2));
        Tensor infinite = tensor(shape(1, 2), NONE, NONE);
        check("MaskedSoftmax.of", infinite).because("a score of -infinity forbids as well")
                .gives(() -> values(MaskedSoftmax.of(infinite, null)), Values.of(new double[] {0, 0}, 1, 2));
    }

    @Test
    @LookAt("MaskedSoftmax.softmax")
    void neitherLargeNorSmallScoresOverflow() {
        Tensor x = tensor(shape(3, 2), 1e4, 1e4, -1e4, -1e4, -1e30, 1e30);
        check("MaskedSoftmax.of", x).because("the largest score of a row is subtracted first")
                .gives(() -> values(MaskedSoftmax.of(x, null)), Values.of(new double[] {0.5, 0.5, 0.5, 0.5, 0, 1}, 3, 2));
    }

    @Test
    @LookAt("MaskedSoftmax.softmax")
    void aForbiddenScoreDoesNotEvenCountAsLargest() {
        Tensor x = tensor(shape(1, 3), 1e4, 1, 1);
        Tensor allowed = tensor(shape(1, 3), 0, 1, 1);
        check("MaskedSoftmax.of", x, allowed).because("exp(1 - 10000) would be 0 for both that are allowed")
                .gives(() -> values(MaskedSoftmax.of(x, allowed)), Values.of(new double[] {0, 0.5, 0.5}, 1, 3));
    }

    @Test
    @LookAt("MaskedSoftmax.softmax")
    void nanStaysVisible() {
        Tensor x = tensor(shape(2, 2), Double.NaN, 1, 1, 1);
        check("MaskedSoftmax.of", x).because("a broken score must not be hidden, and breaks its own row alone")
                .gives(() -> values(MaskedSoftmax.of(x, null)), Values.of(new double[] {Double.NaN, Double.NaN, 0.5, 0.5}, 2, 2));
        Tensor alone = tensor(shape(1, 2), Double.NaN, 1);
        check("MaskedSoftmax.of", alone).because("a NaN is not nothing, also where no other key is allowed")
                .gives(() -> values(MaskedSoftmax.of(alone, tensor(shape(1, 2), 1, 0))), Values.of(new double[] {Double.NaN, Double.NaN}, 1, 2));
        Tensor forbidden = tensor(shape(1, 2), Double.NaN, 1);
        Tensor allowed = tensor(shape(1, 2), 0, 1);
        check("MaskedSoftmax.of", forbidden, allowed).because("what may not be looked at is not looked at")
                .gives(() -> values(MaskedSoftmax.of(forbidden, allowed)), Values.of(new double[] {0, 1}, 1, 2));
    }

    @Test
    @LookAt("MaskedSoftmax.softmax")
    void agreesWithADoubleReference() {
        for (int keys : new int[] {1, 3, 13, 16, 25, 65}) {
            Tensor x = random(1, 2, 3, 4, keys);
            Tensor allowed = random(2, 4, keys).gt(0);
            check("MaskedSoftmax.of", x, allowed).because("a mask (T, S) holds for all sequences and heads")
                    .gives(() -> values(MaskedSoftmax.of(x, allowed)),
                            Values.of(Reference.softmax(Reference.doubles(x), keys, Reference.doubles(allowed)), x.dims()));
        }
    }

    @Test
    void masksAreBroadcast() {
        Tensor x = random(1, 2, 3, 2, 4);
        Tensor padding = tensor(shape(2, 1, 1, 4), 1, 1, 0, 1, 0, 1, 1, 1);
        Tensor all = padding.expand(2, 3, 2, 4).copy();
        check("MaskedSoftmax.of", x, padding).because("each sequence has its own mask, for all its heads and queries")
                .gives(() -> values(MaskedSoftmax.of(x, padding)),
                        Values.of(Reference.softmax(Reference.doubles(x), 4, Reference.doubles(all)), x.dims()));
    }

    @Test
    void readsEveryMemoryLayout() {
        Tensor x = random(1, 2, 2, 3, 5);
        Tensor allowed = random(2, 2, 2, 3, 5).gt(-1);
        Values expected = Values.of(Reference.softmax(Reference.doubles(x), 5, Reference.doubles(allowed)), x.dims());
        for (int i = 0; i < layouts(x).size(); i++) {
            Tensor scores = layouts(x).get(i);
            Tensor mask = layouts(allowed).get(i);
            float[] before = scores.toArray();
            check("MaskedSoftmax.of", scores, mask).because("a view must give what its contiguous copy gives")
                    .gives(() -> values(MaskedSoftmax.of(scores, mask)), expected);
            check("MaskedSoftmax.of", scores, mask).because("the scores stay what they were").equal(scores::toArray, before);
        }
    }

    @Test
    void noKeysGiveNoWeights() {
        Tensor one = random(1, 1, 2);
        check("MaskedSoftmax.of", one).equal(() -> MaskedSoftmax.of(one, null).shape().toString(), "(1, 2)");
        Tensor none = tensor(shape(2, 3, 0));
        check("MaskedSoftmax.of", none).equal(() -> MaskedSoftmax.of(none, null).shape().toString(), "(2, 3, 0)");
    }

    @Test
    void aMaskOfAnotherShapeIsRefused() {
        Tensor x = random(1, 2, 3, 4);
        check("MaskedSoftmax.of", x).equal(() -> MaskedSoftmax.of(x, tensor(shape(4), 1, 1, 1, 0)).shape().toString(), "(2, 3, 4)");
        Tensor wrong = random(1, 3, 3);
        check("MaskedSoftmax.of", x, wrong).refuses(ShapeException.class, () -> MaskedSoftmax.of(x, wrong), "mask", "(3, 3)", "(2, 3, 4)");
        Tensor larger = random(1, 2, 2, 3, 4);
        check("MaskedSoftmax.of", x, larger).because("a mask must not make more of the scores")
                .refuses(ShapeException.class, () -> MaskedSoftmax.of(x, larger), "mask", "(2, 2, 3, 4)");
    }
}
